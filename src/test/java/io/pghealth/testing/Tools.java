package io.pghealth.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** Finds and runs the programs that src/control-plane/fetch.sh put into the cache. */
public final class Tools {
  /** The version whose programs fetch.sh puts there. */
  public static final String KUBERNETES = "1.35.4";

  private static final String FETCH = "src/control-plane/fetch.sh test";

  private Tools() {}

  /**
   * What a program left behind.
   *
   * @param exit its exit code
   * @param out what it printed
   * @param err what it complained about
   */
  public record Result(int exit, String out, String err) {

    /** Itself, where the exit code is 0; otherwise an {@link AssertionError} with the complaint. */
    public Result orFail() {
      if (exit != 0) {
        throw new AssertionError("exit " + exit + ": " + err + out);
      }
      return this;
    }
  }

  /** The cache that fetch.sh fills. */
  public static Path cache() {
    String given = System.getenv("PGHEALTH_CACHE");
    return given == null || given.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "pghealth")
        : Path.of(given);
  }

  /** Where kube-apiserver, etcd and kubectl of {@link #KUBERNETES} are, or would be. */
  public static Path controlPlane() {
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    return cache().resolve("kube/k8s/" + KUBERNETES + "-linux-" + arch);
  }

  /** A program by name: the control plane's own kubectl, then PATH, then the cache. */
  public static Optional<Path> find(String name) {
    return Stream.concat(
            Stream.of(controlPlane().resolve(name)),
            Stream.concat(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)),
                Stream.of(cache().resolve("bin").resolve(name))))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * Whether a missing program fails a test rather than skips it: in CI, or where it is asked for.
   */
  public static boolean required() {
    return "true".equals(System.getenv("CI"))
        || "true".equals(System.getenv("PGHEALTH_REQUIRE_REAL"));
  }

  /**
   * Why a test cannot run here, in one sentence; empty where every one of the programs is there.
   */
  public static Optional<String> missing(String... names) {
    List<String> missing = Stream.of(names).filter(name -> find(name).isEmpty()).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(", ", missing) + " missing: run " + FETCH);
  }

  /** Runs a program to its end, at most two minutes, without input. */
  public static Result run(String name, Map<String, String> environment, String... arguments) {
    Path program =
        find(name).orElseThrow(() -> new IllegalStateException(missing(name).orElseThrow()));
    Path folder = null;
    try {
      // Files rather than pipes: nobody has to empty two of them at the same time.
      folder = Files.createTempDirectory("pghealth-run");
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      var builder =
          new ProcessBuilder(
                  Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList())
              .redirectInput(new File("/dev/null"))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(name + " did not end: " + Files.readString(err));
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + " was interrupted", e);
    } finally {
      FileUtils.deleteQuietly(folder == null ? null : folder.toFile());
    }
  }
}
