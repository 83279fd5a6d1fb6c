package io.pghealth.cycle;

import static io.pghealth.testing.FakeWorkloads.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.Checks;
import io.pghealth.check.PlanRegression;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.history.History;
import io.pghealth.postgres.PgSessions;
import io.pghealth.snapshot.DatabaseClient;
import io.pghealth.target.Credentials;
import io.pghealth.target.Rollout;
import io.pghealth.target.Target;
import io.pghealth.target.Workloads;
import io.pghealth.target.kubernetes.ClientWorkloads;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.FakeWorkloads;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import io.pghealth.testing.WithControlPlane;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A workload that is connected to a database and was rolled out when a plan of it changed. */
@WithControlPlane
class RolloutTest {
  private static final String ADDRESS = "127.0.0.1";
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  /** Something that the catalog does not show: statistics that are gone. */
  private static final String CHANGE = "DELETE FROM pg_statistic WHERE starelid = 't'::regclass";

  /** Both databases lose the same plan; a pod is connected to one of them. */
  @OnOneVersion
  void isNamedWhereItIsConnectedAndNowhereElse(PgServer server, ControlPlane cluster)
      throws Exception {
    Credentials monitor = server.createRole("IN ROLE pg_monitor");
    PgDatabase shop = database(server, monitor);
    PgDatabase stock = database(server, monitor);
    Target target = target(server, monitor, shop, stock);
    Workloads workloads = new ClientWorkloads(cluster.client(), Set.of());
    call(shop, stock);
    History first =
        cycle(target, workloads, History.empty(), Instant.now().minusSeconds(600)).history();
    call(shop, stock);
    History before = cycle(target, workloads, first, Instant.now().minusSeconds(5)).history();

    FakeWorkloads made = new FakeWorkloads(cluster, cluster.namespace());
    ReplicaSet set = made.replicaSet("checkout-5d9", "checkout");
    made.pod(ADDRESS, set);
    await().until(() -> !workloads.of(Set.of(ADDRESS), Instant.EPOCH).isEmpty());
    try (Connection pod = shop.connect();
        Connection ours = stock.connect()) {
      ours.setClientInfo("ApplicationName", "pghealth");
      shop.execute(CHANGE);
      stock.execute(CHANGE);
      call(shop, stock);
      CycleResult after = cycle(target, workloads, before, Instant.now());

      Finding finding = finding(after, shop);
      String text =
          "Deployment "
              + set.getMetadata().getNamespace()
              + "/checkout, whose pods are connected to this database, was rolled out at "
              + created(set);
      assertThat(finding.evidence().get("cause")).isEqualTo(text);
      assertThat(finding.message()).endsWith("; cause not seen in the catalog, but " + text);
      assertThat(finding.confidence()).isEqualTo(Confidence.MEDIUM);
      assertThat(finding.fix().sql()).isEmpty();
      assertThat(finding.fix().note()).contains("kubectl rollout undo deployment/checkout -n ");
      assertThat(finding.undo()).isNull();
      assertThat(finding(after, stock).evidence().get("cause")).isEqualTo("unknown");
      assertThat(pod.isValid(1) && ours.isValid(1)).isTrue();
    } finally {
      cluster.client().pods().inNamespace(set.getMetadata().getNamespace()).delete();
    }
  }

  @OnEveryVersion(why = "pg_stat_activity")
  void theClusterIsAskedOnlyInACycleInWhichAPlanChanged(PgServer server) throws Exception {
    Credentials monitor = server.createRole("IN ROLE pg_monitor");
    PgDatabase shop = database(server, monitor);
    Target target = target(server, monitor, shop);
    AtomicInteger asked = new AtomicInteger();
    Workloads workloads =
        (addresses, since) -> {
          assertThat(addresses).containsExactly(ADDRESS);
          asked.incrementAndGet();
          return Map.of();
        };
    try (Connection client = shop.connect()) {
      call(shop);
      History history =
          cycle(target, workloads, History.empty(), Instant.now().minusSeconds(600)).history();
      call(shop);
      history = cycle(target, workloads, history, Instant.now().minusSeconds(10)).history();
      assertThat(asked).hasValue(0);
      shop.execute(CHANGE);
      call(shop);
      CycleResult changed = cycle(target, workloads, history, Instant.now());
      assertThat(asked).hasValue(1);
      assertThat(finding(changed, shop).evidence().get("cause")).isEqualTo("unknown");
      call(shop);
      cycle(target, workloads, changed.history(), Instant.now());
      assertThat(asked).hasValue(1);
      assertThat(client.isValid(1)).isTrue();
    }
  }

  @Test
  void aSessionOlderThanThePodIsOfWhoHadTheAddressBefore() {
    Rollout rollout = new Rollout("Deployment", "web", "checkout", NOON);
    Map<String, Workloads.Client> pods = Map.of("10.0.0.1", new Workloads.Client(NOON, rollout));
    assertThat(RolloutStep.rollouts(List.of(client("shop", "10.0.0.1", -1)), pods)).isEmpty();
    assertThat(RolloutStep.rollouts(List.of(client("shop", "10.0.0.2", 1)), pods)).isEmpty();
    assertThat(
            RolloutStep.rollouts(
                List.of(client("shop", "10.0.0.1", 1), client("stock", "10.0.0.1", -1)), pods))
        .isEqualTo(Map.of("shop", Set.of(rollout)));
  }

  private static DatabaseClient client(String database, String address, int second) {
    return new DatabaseClient(database, address, NOON.plusSeconds(second));
  }

  /** Rows of a value stand at the end: reading by id until one is found reads nearly all. */
  private static PgDatabase database(PgServer server, Credentials monitor) {
    return server
        .createDatabase()
        .execute(
            "CREATE EXTENSION pg_stat_statements",
            "CREATE TABLE t (id int PRIMARY KEY, u int, note text)",
            "ALTER TABLE t SET (autovacuum_enabled = off)",
            "INSERT INTO t SELECT g, g, repeat('x', 100) FROM generate_series(1, 50000) g",
            "CREATE INDEX by_u ON t (u)",
            "ANALYZE t",
            "GRANT SELECT ON t TO " + monitor.user());
  }

  private static void call(PgDatabase... databases) throws SQLException {
    for (PgDatabase database : databases) {
      try (Connection connection = database.connect();
          PreparedStatement statement =
              connection.prepareStatement("SELECT * FROM t WHERE u = ? ORDER BY id LIMIT 1")) {
        for (int i = 0; i < 40; i++) {
          statement.setInt(1, 49_900 + i);
          statement.execute();
        }
      }
      await()
          .until(() ->
              database.number(
                      "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT * FROM t %'"
                          + " AND datname = current_database()")
                  == 0);
    }
  }

  private static Finding finding(CycleResult result, PgDatabase database) {
    return result.ledger().entries().stream()
        .map(LedgerEntry::finding)
        .filter(f -> database.name().equals(f.database()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(result.ledger().toString()));
  }

  private static CycleResult cycle(Target target, Workloads workloads, History history, Instant now)
      throws Exception {
    List<Check<?>> checks =
        List.copyOf(Checks.all().stream().filter(c -> c instanceof PlanRegression).toList());
    return new Cycle(PgSessions::new, checks, workloads)
        .run(
            new CycleRequest(
                target,
                CheckSettings.parse(checks, Map.of()),
                history,
                Set.of(),
                CycleRequest.Mode.MONITOR,
                now));
  }

  private static Target target(PgServer server, Credentials role, PgDatabase... databases) {
    return Targets.only(
        Targets.of(server, role), Stream.of(databases).map(PgDatabase::name).toList());
  }
}
