package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/pghealth} and {@code bin/java-home}, in a checkout of their own. */
class LauncherTest {
  private static final String JDK = System.getProperty("java.home");

  @TempDir Path directory;
  private Path checkout;

  @BeforeEach
  void copyTheScripts() throws IOException {
    checkout = Files.createDirectory(directory.resolve("check out"));
    Files.createDirectory(checkout.resolve("bin"));
    for (String script : List.of("pghealth", "java-home")) {
      Path copy = checkout.resolve("bin").resolve(script);
      Files.copy(Path.of("bin", script), copy);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws Exception {
    assertThat(
            javaHome(Map.of("JAVA_HOME", fakeJdk("17").toString(), "PATH", JDK + "/bin:" + path())))
        .matches(run -> run.exit() == 0)
        .matches(run -> feature(run.out().strip()) >= 25);
  }

  @Test
  void aNewerJdkIsTakenFromJavaHome() throws Exception {
    Path newer = fakeJdk("26");

    assertThat(javaHome(Map.of("JAVA_HOME", newer.toString())).out().strip())
        .isEqualTo(newer.toString());
  }

  @Test
  void aRuntimeIsEnoughToRunButNotToBuild() throws Exception {
    Path runtime = fakeJdk("26");
    Files.delete(runtime.resolve("bin/javac"));
    Map<String, String> env = Map.of("JAVA_HOME", runtime.toString());

    assertThat(script("java-home", env, "--runtime").out().strip()).isEqualTo(runtime.toString());
    assertThat(javaHome(env).out().strip()).isNotEqualTo(runtime.toString());
  }

  @Test
  void withoutAnyJdkItSaysSoInOneSentence() throws Exception {
    Path script = checkout.resolve("bin/java-home");
    String nowhere = directory.resolve("nowhere").toString();
    Files.writeString(
        script,
        Files.readString(script)
            .replace("/usr/lib/jvm", nowhere)
            .replace("/usr/libexec", nowhere)
            .replace("/opt/", nowhere + "/"));
    Map<String, String> env =
        Map.of("JAVA_HOME", fakeJdk("17").toString(), "HOME", nowhere, "PATH", pathWithoutJava());

    CommandRun run = javaHome(env);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("needs a JDK 25");
    assertThat(run.out()).isEmpty();
    assertThat(script("pghealth", env, "check").exit()).isEqualTo(2);
  }

  @Test
  void whatIsNotBuiltIsSaidInOneSentence() throws Exception {
    CommandRun run = script("pghealth", Map.of("JAVA_HOME", JDK), "check");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("make build");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void argumentsArriveAsTheyWereTyped() throws Exception {
    Path jar = checkout.resolve("target/quarkus-app/quarkus-run.jar");
    Files.createDirectories(jar.getParent());
    Files.createFile(jar);
    Map<String, String> env = Map.of("JAVA_HOME", fakeJdk("26").toString());

    CommandRun run = script("pghealth", env, "check", "--url", "a b", "$HOME;*");
    assertThat(run.out()).endsWith("[" + jar + "][check][--url][a b][$HOME;*]\n");
    assertThat(script("pghealth", env).out()).endsWith("[" + jar + "][help]\n");

    Path link =
        Files.createSymbolicLink(directory.resolve("link"), checkout.resolve("bin/pghealth"));
    assertThat(run(env, link.toString(), "check").out()).endsWith("[" + jar + "][check]\n");
  }

  /** A home with a release file, whose java prints its arguments from the jar on. */
  private Path fakeJdk(String feature) throws IOException {
    Path home = Files.createDirectories(directory.resolve("jdk-" + feature));
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + feature + ".0.1\"\n");
    for (String tool : List.of("java", "javac")) {
      Path file = Files.writeString(bin.resolve(tool), "#!/bin/sh\nprintf '[%s]' \"$@\"; echo\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return home;
  }

  private CommandRun javaHome(Map<String, String> env) throws Exception {
    return script("java-home", env);
  }

  private CommandRun script(String name, Map<String, String> env, String... args) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(checkout.resolve("bin").resolve(name).toString()));
    command.addAll(Arrays.asList(args));
    return run(env, command.toArray(String[]::new));
  }

  private CommandRun run(Map<String, String> env, String... command) throws Exception {
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", path());
    builder.environment().putAll(env);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new CommandRun(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  /** Only what the scripts call. */
  private String pathWithoutJava() throws IOException {
    Path bin = Files.createDirectory(directory.resolve("tools"));
    for (String tool : List.of("sed", "head", "dirname", "readlink")) {
      Path file =
          Files.writeString(
              bin.resolve(tool), "#!/bin/sh\nPATH=" + path() + " exec " + tool + " \"$@\"\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return bin.toString();
  }

  private static String path() {
    return "/usr/bin:/bin";
  }

  private static int feature(String home) {
    try {
      return Files.readAllLines(Path.of(home, "release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION=\""))
          .mapToInt(line -> Integer.parseInt(line.replaceAll("[^\"]*\"([0-9]+).*", "$1")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
