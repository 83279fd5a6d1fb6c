package io.pghealth.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files of a checkout that the demo needs.
 *
 * @param home the checkout
 * @param cache where the control plane's programs were put
 */
record DemoFiles(Path home, Path cache) {
  private static final String KUBERNETES = "1.35.4";

  /** Finds them by {@code -Dpghealth.home}, or in the present folder. */
  static DemoFiles find(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("pghealth.home", "")).toAbsolutePath().normalize();
    String cache = environment.get("PGHEALTH_CACHE");
    return new DemoFiles(
        home,
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache", "pghealth")
            : Path.of(cache));
  }

  /** What is missing, one sentence each; empty when all is there. */
  List<String> missing() {
    return java.util.stream.Stream.of(
            check(
                Files.isDirectory(home.resolve("crds"))
                    && Files.isDirectory(home.resolve("deploy")),
                "The demo needs a checkout of pghealth: " + home + " has no crds/ and deploy/."),
            check(
                Files.isRegularFile(postgres()),
                "The demo needs PostgreSQL's binaries in " + postgres() + ": run `make build`."),
            check(
                Files.isExecutable(program("kube-apiserver")),
                "The demo needs kube-apiserver, etcd and kubectl in "
                    + programs()
                    + ": run `src/control-plane/fetch.sh cluster`."),
            check(
                Files.isRegularFile(application()),
                "The demo needs the built operator in " + application() + ": run `make build`."))
        .flatMap(List::stream)
        .toList();
  }

  Path postgres() {
    return home.resolve("target/pg/18/postgres.jar");
  }

  Path application() {
    return home.resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** The folder that kube-api-test wants. */
  Path controlPlane() {
    return cache.resolve("kube");
  }

  Path program(String name) {
    return programs().resolve(name);
  }

  String kubernetesVersion() {
    return KUBERNETES;
  }

  private Path programs() {
    String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    return controlPlane().resolve("k8s" + File.separator + KUBERNETES + "-linux-" + arch);
  }

  private static List<String> check(boolean there, String otherwise) {
    return there ? List.of() : List.of(otherwise);
  }
}
