package io.pghealth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.NeedsTools;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Quarkus puts together works, as the ServiceAccount of deploy/ and nothing more. */
@NeedsTools({"kube-apiserver", "etcd", "kubectl"})
@QuarkusTest
@WithTestResource(WiringTest.Cluster.class)
class WiringTest {
  private static ControlPlane kubernetes;

  @TestHTTPResource("/q/")
  URI management;

  @Inject Operator operator;

  /** An API server for Quarkus, with a token for it. */
  public static final class Cluster implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      kubernetes = ControlPlane.start();
      // Not as properties: Quarkus would log the token.
      Path kubeconfig = kubernetes.operatorKubeconfig();
      System.setProperty(Config.KUBERNETES_KUBECONFIG_FILE, kubeconfig.toString());
      return Map.of();
    }

    @Override
    public void stop() {
      System.clearProperty(Config.KUBERNETES_KUBECONFIG_FILE);
      kubernetes.close();
    }
  }

  @Test
  void aMonitorIsLookedAtAndForgotten() throws Exception {
    create("orders");
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() ->
            monitor("orders").getStatus().conditions().stream()
                .anyMatch(c -> c.type().equals("Ready") && c.reason().equals("SecretNotFound")));
    assertThat(get("health/ready")).contains("\"status\": \"UP\"");
    assertThat(get("health/live")).contains("\"status\": \"UP\"", "cycles");
    assertThat(get("metrics"))
        .contains("pghealth_cycle_seconds")
        .doesNotContain("system_cpu_count", "process_cpu_time_ns");
  }

  @Test
  void reconcilesRunOnVirtualThreads() {
    assertThat(
            operator
                .getRegisteredController(PostgresMonitorReconciler.NAME)
                .orElseThrow()
                .getConfiguration()
                .getConfigurationService()
                .getExecutorService()
                .getClass()
                .getSimpleName())
        .isEqualTo("ThreadPerTaskExecutor");
  }

  private PostgresMonitor monitor(String name) {
    return kubernetes
        .client()
        .resources(PostgresMonitor.class)
        .inNamespace("default")
        .withName(name)
        .get();
  }

  private void create(String name) {
    kubernetes
        .client()
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: pghealth.io/v1alpha1
                kind: PostgresMonitor
                metadata: {name: %s, namespace: default}
                spec:
                  connection: {host: 127.0.0.1}
                  credentialsSecretRef: {name: nowhere}
                  schedule: {interval: 5s}
                """
                    .formatted(name),
                PostgresMonitor.class))
        .create();
  }

  private String get(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(management.resolve(path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
