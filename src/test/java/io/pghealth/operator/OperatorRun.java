package io.pghealth.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The operator without Quarkus, as production puts it together, in this JVM or in one to kill. */
final class OperatorRun implements AutoCloseable {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Workers workers;
  private final Operator operator;

  private OperatorRun(KubernetesClient client, String namespace) {
    var config = new TestConfig();
    Beans beans = new Beans();
    workers = beans.workers(config);
    MonitorCheck check = beans.check(client, registry, workers, config);
    operator =
        new Operator(settings ->
            settings
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .checkingCRDAndValidateLocalModel(false)
                .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
                .withMetrics(new GoneMonitors(check)));
    operator.register(
        new PostgresMonitorReconciler(check), settings -> settings.settingNamespace(namespace));
    operator.start();
  }

  static OperatorRun start(KubernetesClient client, String namespace) {
    return new OperatorRun(client, namespace);
  }

  /** A process of its own, which {@code destroyForcibly} ends with SIGKILL. */
  static Process fork(Path kubeconfig, String namespace) throws java.io.IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            System.getProperty("java.class.path"),
            OperatorRun.class.getName(),
            kubeconfig.toString(),
            namespace)
        .inheritIO()
        .start();
  }

  /** The child's side of {@link #fork}. */
  public static void main(String... args) throws Exception {
    Config config = Config.fromKubeconfig(Files.readString(Path.of(args[0])));
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    OperatorRun run = start(client, args[1]);
    Thread.currentThread().join();
    run.close();
  }

  /** Sum over the series of a meter that belong to a monitor; null where there is none. */
  Double metric(String name, String monitor) {
    return registry.find(name).tag("monitor", monitor).meters().stream()
        .map(meter -> meter.measure().iterator().next().getValue())
        .reduce(Double::sum)
        .orElse(null);
  }

  /** Every series, with its labels. */
  java.util.List<String> meters() {
    return registry.getMeters().stream().map(meter -> meter.getId().toString()).toList();
  }

  @Override
  public void close() {
    operator.stop();
    workers.close();
  }

  private record TestConfig() implements OperatorConfig {
    @Override
    public boolean allowWeakAuthentication() {
      return false;
    }

    @Override
    public boolean leaderElection() {
      return false;
    }

    @Override
    public Optional<String> namespace() {
      return Optional.empty();
    }

    @Override
    public String instance() {
      return "test";
    }

    @Override
    public Optional<String> watchNamespaces() {
      return Optional.empty();
    }

    @Override
    public int concurrentChecks() {
      return 4;
    }

    @Override
    public Duration cycleTimeout() {
      return Duration.ofMinutes(5);
    }
  }
}
