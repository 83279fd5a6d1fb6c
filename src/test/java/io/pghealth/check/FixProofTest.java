package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Transition;
import io.pghealth.target.Credentials;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;

/** What is said of a fix once it is applied on a real server. */
class FixProofTest {
  private static final Instant START = Instant.now();

  @OnOneVersion
  void anIndexThatWasMissingSaysWhatItsStatementsCostBeforeAndSince(PgServer server)
      throws SQLException {
    PgDatabase shop = shop(server).execute("CREATE EXTENSION pg_stat_statements");
    OneCycle cycle =
        new OneCycle(new MissingIndex(), shop, reader(server))
            .with(Map.of("minLoadSharePercent", "0"));
    calls(shop);
    CycleResult first = cycle.at(START).run();
    calls(shop);
    CycleResult second = cycle.at(START.plusSeconds(60)).run(first.history());
    Finding finding = OneCycle.findings(second).getFirst();
    shop.execute(finding.fix().sql().toArray(String[]::new));
    calls(shop);

    CycleResult third = cycle.at(START.plusSeconds(120)).run(second.history());

    Transition resolved = third.ledger().transitions().getFirst();
    assertThat(resolved.kind()).isEqualTo(Transition.Kind.RESOLVED);
    assertThat(resolved.measured())
        .matches(
            "statement %s [45]\\d\\d → \\S+ blocks and .* ms per call"
                .formatted(finding.statements().getFirst()));
    String since = resolved.measured().replaceFirst("^.*→ (\\S+) blocks.*$", "$1");
    assertThat(Double.parseDouble(since)).isBetween(1.0, 50.0);
    assertThat(third.ledger().state().fixes()).hasSize(1);
  }

  @OnOneVersion
  void aDroppedIndexSaysWhatItHeldAndWithoutPlansThatNoneWasLookedAt(PgServer server) {
    PgDatabase shop =
        shop(server).execute("CREATE INDEX idle_idx ON orders (total) WHERE total > 10");
    OneCycle cycle =
        new OneCycle(new UnusedIndex(), shop, reader(server))
            .with(Map.of("observationWindow", "0s", "minSize", "0"));
    CycleResult first = cycle.at(START).run();
    Finding finding = OneCycle.findings(first).getFirst();
    assertThat(finding.evidence().get("plansLookedAt"))
        .isEqualTo("none: every check of statements is disabled");
    assertThat(finding.message()).contains("no plan was looked at");
    shop.execute(finding.fix().sql().toArray(String[]::new));

    CycleResult second = cycle.at(START.plusSeconds(60)).run(first.history());

    Transition closed = second.ledger().transitions().getFirst();
    assertThat(closed.reason()).isEqualTo("object dropped");
    assertThat(closed.measured()).startsWith("size 2.").endsWith("MiB → 0 B");
  }

  private static PgDatabase shop(PgServer server) {
    PgDatabase shop = server.createDatabase();
    return shop.execute(
        "CREATE TABLE orders (buyer int, total int) WITH (autovacuum_enabled = off)",
        "INSERT INTO orders SELECT i % 5000, i FROM generate_series(1, 100000) i",
        "ANALYZE orders");
  }

  private static Credentials reader(PgServer server) {
    return server.createRole("IN ROLE pg_monitor, pg_read_all_data");
  }

  private static void calls(PgDatabase shop) throws SQLException {
    try (Connection connection = shop.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 40; i++) {
        statement.execute("SELECT total FROM orders WHERE buyer = " + i);
      }
    }
  }
}
