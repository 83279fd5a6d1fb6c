package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** What a command costs to start: neither Quarkus nor Kubernetes' client is loaded for it. */
class StartTest {
  @TempDir Path directory;

  @OnOneVersion
  void checkLoadsNeitherQuarkusNorKubernetes(PgServer server) throws Exception {
    Path loaded = directory.resolve("classes");
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                "io.pghealth.Main",
                "check",
                "--url",
                server.postgres().uri(),
                "--output",
                "json")
            .redirectOutput(out.toFile())
            .redirectErrorStream(true)
            .start();

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(out)).isLessThan(2);
    List<String> classes = Files.readAllLines(loaded);
    assertThat(classes).anyMatch(line -> line.contains("io.pghealth.cli.CheckCommand"));
    assertThat(classes)
        .filteredOn(
            line -> line.matches(".* (io\\.quarkus|io\\.fabric8|io\\.javaoperatorsdk)\\..*"))
        .isEmpty();
  }
}
