package io.pghealth.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The main job on real parts: a PostgreSQL with trouble in it, an API server, the operator as its
 * ServiceAccount, and what it finds.
 */
final class Demo implements AutoCloseable {
  private static final List<String> EXPECTED =
      List.of("IndexBloat", "PlanRegression", "UnusedIndex");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ResourceDefinitionContext MONITORS =
      new ResourceDefinitionContext.Builder()
          .withGroup("pghealth.io")
          .withVersion("v1alpha1")
          .withKind("PostgresMonitor")
          .withPlural("postgresmonitors")
          .withNamespaced(true)
          .build();

  private final DemoFiles files;
  private final Progress progress;
  private final Closing closing = new Closing();
  private DemoCluster cluster;
  private DemoOperator operator;
  private Path folder;

  Demo(DemoFiles files, PrintStream out) {
    this.files = files;
    this.progress = new Progress(out);
  }

  /** Runs the demo up to what it shows; true when all three findings are there. */
  boolean run() throws Exception {
    folder = Files.createTempDirectory("pghealth-demo-");
    closing.add(() -> delete(folder));
    String password = UUID.randomUUID().toString();
    DemoPostgres postgres =
        closing.add(
            progress.step("starting PostgreSQL 18", () -> DemoPostgres.start(files.postgres())));
    Shop shop =
        closing.add(
            progress.step(
                "making a shop: an index nobody uses, one bloated by deletes",
                () -> Shop.open(postgres, password)));
    cluster =
        closing.add(
            progress.step(
                "starting etcd and kube-apiserver", () -> DemoCluster.start(files, folder)));
    progress.step(
        "kubectl apply -f crds/ && kubectl apply -k deploy",
        () -> {
          cluster.kubectl("apply", "-f", "crds/");
          return cluster.kubectl("apply", "-k", "deploy");
        });
    operator =
        closing.add(
            progress.step(
                "starting the operator with a token of its ServiceAccount",
                () ->
                    DemoOperator.start(
                            files, folder, cluster.serviceAccountKubeconfig("pghealth", "pghealth"))
                        .awaitReady(PATIENCE)));
    shop.startLoad();
    progress.step(
        "kubectl apply -f postgresmonitor.yaml",
        () -> {
          Path manifest = folder.resolve("postgresmonitor.yaml");
          Files.writeString(
              manifest,
              Shop.resource("postgresmonitor.yaml")
                  .replace("${password}", password)
                  .replace("${port}", String.valueOf(postgres.port())));
          return cluster.kubectl("apply", "-f", manifest.toString());
        });
    boolean calm =
        progress.step(
            "watching until the unused and the bloated index are found",
            () ->
                await(monitor -> found(monitor).containsAll(List.of("IndexBloat", "UnusedIndex"))));
    shop.dropIndex();
    boolean all =
        progress.step(
            "an index was dropped under load; watching until the plan regression is found",
            () -> await(monitor -> found(monitor).containsAll(EXPECTED)));
    show();
    if (!calm || !all) {
      TreeSet<String> missing = new TreeSet<>(EXPECTED);
      missing.removeAll(found(monitor()));
      progress.line("\nMissing after " + progress.elapsed() + ": " + String.join(", ", missing));
      progress.line("The operator's last lines:\n" + operator.lastLines());
      return false;
    }
    progress.line("\nAll three findings were there after " + progress.elapsed() + ".");
    return true;
  }

  /** Stays up until the process is told to end, and says what can be tried. */
  void stay() throws InterruptedException {
    progress.line(
        """

        Everything stays up until Ctrl-C. In another terminal:
          export KUBECONFIG=%s
          %s describe pgmon shop
          %s get pgreport -o yaml
          %s get events
          curl -s %s | grep ^pghealth_
        """
            .formatted(
                cluster.adminKubeconfig(),
                cluster.kubectlProgram(),
                cluster.kubectlProgram(),
                cluster.kubectlProgram(),
                operator.metricsUrl()));
    new java.util.concurrent.CountDownLatch(1).await();
  }

  @Override
  public void close() {
    closing.close();
  }

  private void show() throws IOException, InterruptedException {
    progress.heading("kubectl get pgmon");
    progress.line(cluster.kubectl("get", "pgmon").stripTrailing());
    progress.heading("kubectl describe pgmon shop");
    progress.line(cluster.kubectl("describe", "pgmon", "shop").stripTrailing());
    progress.heading("curl -s " + operator.metricsUrl() + " | grep ^pghealth_");
    operator.metrics().forEach(progress::line);
  }

  private boolean await(Predicate<GenericKubernetesResource> condition) {
    try {
      cluster
          .client()
          .genericKubernetesResources(MONITORS)
          .inNamespace("default")
          .withName("shop")
          .waitUntilCondition(
              monitor -> monitor != null && condition.test(monitor),
              PATIENCE.toSeconds(),
              TimeUnit.SECONDS);
      return true;
    } catch (KubernetesClientTimeoutException e) {
      return false;
    }
  }

  private GenericKubernetesResource monitor() {
    return cluster
        .client()
        .genericKubernetesResources(MONITORS)
        .inNamespace("default")
        .withName("shop")
        .get();
  }

  private static TreeSet<String> found(GenericKubernetesResource monitor) {
    List<Map<String, Object>> findings = monitor.get("status", "findings");
    TreeSet<String> checks = new TreeSet<>();
    if (findings != null) {
      findings.forEach(finding -> checks.add(String.valueOf(finding.get("check"))));
    }
    return checks;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
