package io.pghealth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.api.PostgresMonitorStatus;
import io.pghealth.api.ReportedFinding;
import io.pghealth.target.Credentials;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.FakeWorkloads;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.WithControlPlane;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;

/** The operator, with the rights of deploy/, says which workload was rolled out. */
@WithControlPlane
class RolloutLifeTest {
  private final ControlPlane cluster;
  private final String namespace;

  RolloutLifeTest(ControlPlane cluster) {
    this.cluster = cluster;
    this.namespace = cluster.namespace();
  }

  @OnOneVersion
  void aWorkloadThatWasRolledOutStandsInTheStatus(PgServer server) throws Exception {
    Credentials role = server.createRole("IN ROLE pg_monitor");
    PgDatabase shop =
        server
            .createDatabase()
            .execute(
                "CREATE EXTENSION pg_stat_statements",
                "CREATE TABLE t (id int PRIMARY KEY, u int, note text)",
                "ALTER TABLE t SET (autovacuum_enabled = off)",
                "INSERT INTO t SELECT g, g, repeat('x', 100) FROM generate_series(1, 50000) g",
                "CREATE INDEX by_u ON t (u)",
                "ANALYZE t",
                "GRANT SELECT ON t TO " + role.user());
    call(shop);
    secret(role);
    String web = cluster.namespace();
    FakeWorkloads workloads = new FakeWorkloads(cluster, web);
    try (KubernetesClient client = ControlPlane.clientOf(cluster.operatorKubeconfig());
        OperatorRun operator = OperatorRun.start(client, namespace)) {
      monitor(server, shop);
      patience().until(() -> operator.metric("pghealth.monitor.up", "orders") != null);
      // The API server's clock has no fractions of a second.
      Instant seen = Instant.now();
      patience().until(() -> Instant.now().isAfter(seen.plusSeconds(1)));
      ReplicaSet set = workloads.replicaSet("checkout-5d9", "checkout");
      workloads.pod("127.0.0.1", set);
      try (Connection pod = shop.connect()) {
        // Nothing that pghealth sees in the catalog.
        shop.execute("DELETE FROM pg_statistic WHERE starelid = 't'::regclass");
        patience()
            .untilAsserted(() -> {
              call(shop);
              assertThat(cause())
                  .contains(
                      "Deployment "
                          + web
                          + "/checkout, whose pods are connected to this database, was rolled out at "
                          + FakeWorkloads.created(set));
            });
        assertThat(pod.isValid(1)).isTrue();
      }
    } finally {
      cluster.client().pods().inNamespace(web).delete();
    }
  }

  private static void call(PgDatabase shop) {
    shop.execute(
        Collections.nCopies(40, "SELECT * FROM t WHERE u = 49900 ORDER BY id LIMIT 1")
            .toArray(String[]::new));
  }

  private Optional<String> cause() {
    PostgresMonitorStatus status =
        cluster
            .client()
            .resources(PostgresMonitor.class)
            .inNamespace(namespace)
            .withName("orders")
            .get()
            .getStatus();
    return status.findings().stream()
        .filter(f -> f.check().equals("PlanRegression"))
        .map(ReportedFinding::evidence)
        .map(evidence -> evidence.get("cause"))
        .findFirst();
  }

  private void secret(Credentials role) {
    cluster
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("watcher")
                .endMetadata()
                .withStringData(Map.of("username", role.user(), "password", role.password()))
                .build())
        .create();
  }

  private void monitor(PgServer server, PgDatabase database) {
    cluster
        .client()
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: pghealth.io/v1alpha1
                kind: PostgresMonitor
                metadata: {name: orders, namespace: %s}
                spec:
                  connection: {host: 127.0.0.1, port: %d}
                  credentialsSecretRef: {name: watcher}
                  tls: {mode: disable}
                  databases: {include: [%s]}
                  schedule: {interval: 5s}
                """
                    .formatted(namespace, server.endpoint().port(), database.name()),
                PostgresMonitor.class))
        .create();
  }

  private static ConditionFactory patience() {
    return await().atMost(Duration.ofSeconds(120)).ignoreExceptions();
  }
}
