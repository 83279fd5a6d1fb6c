package io.pghealth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.pghealth.api.Condition;
import io.pghealth.api.DatabaseReport;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.api.PostgresMonitorStatus;
import io.pghealth.api.ReportedFinding;
import io.pghealth.target.Credentials;
import io.pghealth.target.Endpoint;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.WithControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** The operator on a real API server and real databases, from the first look to the last. */
@WithControlPlane
class MonitorLifeTest {
  private static final int MAJOR = 17;

  private final ControlPlane kubernetes;
  private final String namespace;

  MonitorLifeTest(ControlPlane kubernetes) {
    this.kubernetes = kubernetes;
    this.namespace = kubernetes.namespace();
  }

  @OnOneVersion
  void findingsStandInStatusReportEventAndMetrics(PgServer server) {
    PgDatabase shop = shop(server);
    credentials(server.createRole("IN ROLE pg_monitor"));
    try (OperatorRun operator = OperatorRun.start(kubernetes.client(), namespace)) {
      monitor("orders", server.endpoint(), shop);
      ReportedFinding finding = eventually(() -> finding("orders", "idle_idx"));
      assertThat(finding.check()).isEqualTo("UnusedIndex");
      assertThat(finding.database()).isEqualTo(shop.name());
      assertThat(finding.fix().sql().getFirst()).contains("\"public\".\"idle_idx\"");
      assertThat(finding.firstSeen()).isNotNull();
      assertThat(condition("orders", "Ready").status()).isEqualTo("True");
      assertThat(condition("orders", "Connected").status()).isEqualTo("True");
      assertThat(condition("orders", "FindingsPresent").status()).isEqualTo("True");
      PostgresMonitorStatus status = status("orders");
      assertThat(status.observedGeneration()).isEqualTo(1);
      assertThat(status.summary().total()).isEqualTo(status.findings().size());
      assertThat(status.effectiveChecks().get("unusedIndex"))
          .containsEntry("observationWindow", "1s");
      assertThat(status.server().version()).startsWith(server.major() + ".");
      // Status is written before reports and Events.
      patience()
          .untilAsserted(() ->
              assertThat(reports())
                  .filteredOn(report -> shop.name().equals(report.getSpec().database()))
                  .filteredOn(report -> report.getStatus() != null)
                  .singleElement()
                  .satisfies(report ->
                      assertThat(report.getStatus().findings())
                          .extracting(ReportedFinding::fingerprint)
                          .contains(finding.fingerprint())));
      patience()
          .untilAsserted(() ->
              assertThat(events())
                  .filteredOn(e -> e.getNote().contains("idle_idx"))
                  .singleElement()
                  .satisfies(e -> assertThat(e.getReason()).isEqualTo("UnusedIndex"))
                  .satisfies(e -> assertThat(e.getAction()).isEqualTo("Opened")));
      assertThat(operator.metric("pghealth.findings", "orders")).isPositive();
      assertThat(operator.metric("pghealth.last.success.timestamp.seconds", "orders")).isPositive();

      kubernetes.client().resources(PostgresMonitor.class).inNamespace(namespace).delete();
      patience().until(() -> operator.metric("pghealth.findings", "orders") == null);
      assertThat(operator.metric("pghealth.monitor.up", "orders")).isNull();
    }
  }

  @Test
  void whatWasFoundStaysWhileTheServerIsDown() {
    try (PgServer server = PgServer.start(MAJOR);
        OperatorRun operator = OperatorRun.start(kubernetes.client(), namespace)) {
      PgDatabase shop = shop(server);
      credentials(server.createRole("IN ROLE pg_monitor"));
      monitor("orders", server.endpoint(), shop);
      ReportedFinding before = eventually(() -> finding("orders", "idle_idx"));
      // Status is written before the Event.
      patience().until(() -> eventsOf(before) == 1);

      server.stop();
      patience().until(() -> condition("orders", "Connected").status().equals("False"));
      assertThat(condition("orders", "Connected").message())
          .contains(server.endpoint().toString(), "no connection");
      ReportedFinding stale = finding("orders", "idle_idx");
      assertThat(stale.stale()).isTrue();
      assertThat(stale.firstSeen()).isEqualTo(before.firstSeen());
      assertThat(stale.fix()).isEqualTo(before.fix());
      assertThat(operator.metric("pghealth.monitor.up", "orders")).isZero();

      server.start();
      patience().until(() -> condition("orders", "Connected").status().equals("True"));
      patience().until(() -> !Boolean.TRUE.equals(finding("orders", "idle_idx").stale()));
      assertThat(finding("orders", "idle_idx").firstSeen()).isEqualTo(before.firstSeen());
      assertThat(eventsOf(before)).isEqualTo(1);
    }
  }

  @OnOneVersion
  void aRotatedPasswordIsInUseWithTheNextCycle(PgServer server) {
    PgDatabase shop = shop(server);
    Credentials role = server.createRole("IN ROLE pg_monitor");
    credentials(role);
    try (OperatorRun operator = OperatorRun.start(kubernetes.client(), namespace)) {
      monitor("orders", server.endpoint(), shop);
      patience().until(() -> condition("orders", "Connected").status().equals("True"));

      server.postgres().execute("ALTER ROLE " + role.user() + " PASSWORD 'rotated'");
      patience().until(() -> condition("orders", "Connected").status().equals("False"));
      assertThat(condition("orders", "Connected").message())
          .contains("refused the user name or password")
          .doesNotContain(role.password());

      credentials(new Credentials(role.user(), "rotated"));
      patience().until(() -> condition("orders", "Connected").status().equals("True"));
      assertThat(operator.metric("pghealth.monitor.up", "orders")).isEqualTo(1);
    }
  }

  @OnOneVersion
  void aMissingSecretIsSaidUntilItIsThere(PgServer server) {
    PgDatabase shop = shop(server);
    Credentials role = server.createRole("IN ROLE pg_monitor");
    try (OperatorRun operator = OperatorRun.start(kubernetes.client(), namespace)) {
      monitor("orders", server.endpoint(), shop);
      patience().until(() -> condition("orders", "Ready").reason().equals("SecretNotFound"));
      assertThat(condition("orders", "Ready").status()).isEqualTo("False");
      assertThat(condition("orders", "Ready").message())
          .startsWith("spec.credentialsSecretRef: Secret \"watcher\" does not exist");
      assertThat(condition("orders", "Connected").status()).isEqualTo("Unknown");

      secret(Map.of("username", role.user()));
      patience().until(() -> condition("orders", "Ready").reason().equals("SecretKeyMissing"));
      assertThat(condition("orders", "Ready").message()).contains("no key \"password\"");

      credentials(role);
      patience().until(() -> condition("orders", "Ready").status().equals("True"));
      assertThat(operator.metric("pghealth.monitor.up", "orders")).isEqualTo(1);
    }
  }

  @OnOneVersion
  void aSuspendedMonitorKeepsWhatWasFound(PgServer server) {
    PgDatabase shop = shop(server);
    credentials(server.createRole("IN ROLE pg_monitor"));
    try (OperatorRun operator = OperatorRun.start(kubernetes.client(), namespace)) {
      monitor("orders", server.endpoint(), shop);
      ReportedFinding before = eventually(() -> finding("orders", "idle_idx"));
      suspend(true);
      patience().until(() -> condition("orders", "Ready").reason().equals("Suspended"));
      assertThat(finding("orders", "idle_idx").stale()).isTrue();
      suspend(false);
      patience().until(() -> condition("orders", "Ready").status().equals("True"));
      patience().until(() -> !Boolean.TRUE.equals(finding("orders", "idle_idx").stale()));
      assertThat(finding("orders", "idle_idx").firstSeen()).isEqualTo(before.firstSeen());
      assertThat(eventsOf(before)).isEqualTo(1);
      assertThat(operator.metric("pghealth.findings", "orders")).isPositive();
    }
  }

  @OnOneVersion
  void aServerThatNeverAnswersHoldsUpNoOther(PgServer server) throws Exception {
    PgDatabase shop = shop(server);
    credentials(server.createRole("IN ROLE pg_monitor"));
    try (FakeMuteServer mute = new FakeMuteServer();
        OperatorRun operator = OperatorRun.start(kubernetes.client(), namespace)) {
      Endpoint nowhere = new Endpoint("127.0.0.1", mute.port());
      for (int i = 0; i < 6; i++) {
        monitor("mute" + i, nowhere, shop);
      }
      monitor("orders", server.endpoint(), shop);
      patience()
          .until(() -> {
            Double success = operator.metric("pghealth.last.success.timestamp.seconds", "orders");
            return success != null && mute.heldAt(Instant.ofEpochMilli((long) (success * 1000)));
          });
      patience().until(() -> condition("mute0", "Connected").status().equals("False"));
      assertThat(condition("mute0", "Connected").message()).contains("did not answer in time");
    }
  }

  @OnOneVersion
  void aKilledOperatorForgetsNothing(PgServer server) throws Exception {
    PgDatabase shop = shop(server);
    credentials(server.createRole("IN ROLE pg_monitor"));
    Path kubeconfig = kubernetes.operatorKubeconfig();
    try (HeldLink link = new HeldLink(server.endpoint())) {
      Process first = OperatorRun.fork(kubeconfig, namespace);
      ReportedFinding before;
      try {
        monitor("orders", new Endpoint("127.0.0.1", link.port()), shop);
        before = eventually(() -> finding("orders", "idle_idx"));
        patience().until(() -> eventsOf(before) == 1);
        link.hold();
        patience().until(() -> link.waiting() > 0);
      } finally {
        first.destroyForcibly().waitFor();
      }
      link.release();
      shop.execute(
          "CREATE INDEX late_idx ON orders (placed, id)",
          "UPDATE orders SET placed = placed + 1 WHERE id < 10");

      Process second = OperatorRun.fork(kubeconfig, namespace);
      try {
        ReportedFinding late = eventually(() -> finding("orders", "late_idx"));
        patience().until(() -> eventsOf(late) == 1);
      } finally {
        second.destroyForcibly().waitFor();
      }
      ReportedFinding after = finding("orders", "idle_idx");
      assertThat(after.fingerprint()).isEqualTo(before.fingerprint());
      assertThat(after.firstSeen()).isEqualTo(before.firstSeen());
      assertThat(eventsOf(before)).isEqualTo(1);
      assertThat(after.evidence().get("span"))
          .as("evidence reaches back before the kill")
          .isNotNull();
    }
  }

  private static PgDatabase shop(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE TABLE orders (id int PRIMARY KEY, placed int)",
            "INSERT INTO orders SELECT i, i FROM generate_series(1, 100000) i",
            "CREATE INDEX idle_idx ON orders (placed)");
  }

  private void credentials(Credentials role) {
    secret(Map.of("username", role.user(), "password", role.password()));
  }

  private void secret(Map<String, String> values) {
    kubernetes
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("watcher")
                .endMetadata()
                .withStringData(values)
                .build())
        .createOr(existing -> existing.update());
  }

  private void monitor(String name, Endpoint endpoint, PgDatabase database) {
    kubernetes
        .client()
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: pghealth.io/v1alpha1
                kind: PostgresMonitor
                metadata: {name: %s, namespace: %s}
                spec:
                  connection: {host: 127.0.0.1, port: %d}
                  credentialsSecretRef: {name: watcher}
                  tls: {mode: disable}
                  databases: {include: [%s]}
                  schedule: {interval: 5s}
                  checks: {unusedIndex: {observationWindow: 1s}}
                """
                    .formatted(name, namespace, endpoint.port(), database.name()),
                PostgresMonitor.class))
        .create();
  }

  private void suspend(boolean suspend) {
    kubernetes
        .kubectl(
            "patch",
            "pgmon",
            "orders",
            "-n",
            namespace,
            "--type=merge",
            "-p",
            "{\"spec\": {\"suspend\": " + suspend + "}}")
        .orFail();
  }

  private PostgresMonitorStatus status(String name) {
    return kubernetes
        .client()
        .resources(PostgresMonitor.class)
        .inNamespace(namespace)
        .withName(name)
        .get()
        .getStatus();
  }

  private Condition condition(String name, String type) {
    return status(name).conditions().stream()
        .filter(c -> c.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  /** What UnusedIndex says of an index; null while it says nothing. */
  private ReportedFinding finding(String name, String object) {
    PostgresMonitorStatus status = status(name);
    return status == null || status.findings() == null
        ? null
        : status.findings().stream()
            .filter(f -> f.check().equals("UnusedIndex") && object.equals(f.object().name()))
            .findFirst()
            .orElse(null);
  }

  private List<DatabaseReport> reports() {
    return kubernetes
        .client()
        .resources(DatabaseReport.class)
        .inNamespace(namespace)
        .list()
        .getItems();
  }

  private List<Event> events() {
    return kubernetes.client().events().v1().events().inNamespace(namespace).list().getItems();
  }

  private long eventsOf(ReportedFinding finding) {
    return events().stream()
        .filter(e -> e.getReason().equals(finding.check()))
        .filter(e -> e.getNote().contains(finding.object().name()))
        .count();
  }

  private static ConditionFactory patience() {
    return await().atMost(Duration.ofSeconds(120)).ignoreExceptions();
  }

  private static <T> T eventually(java.util.concurrent.Callable<T> value) {
    return patience().until(value, v -> v != null);
  }
}
