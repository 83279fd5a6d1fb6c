package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.StatementKind;
import io.pghealth.target.Limits;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgServer;
import java.time.Duration;

/** What must not break the observer, or be told as a regression. */
class PlanLimitsTest {
  private static final String BY_USER = "SELECT * FROM orders WHERE user_id = ?";
  private static final String[] ORDERS = {
    "CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, note text)",
    "INSERT INTO orders SELECT g, g % 5000, repeat('x', 100) FROM generate_series(1, 50000) g",
    "CREATE INDEX orders_user_idx ON orders (user_id)",
    "VACUUM ANALYZE orders"
  };

  @OnEveryVersion(why = "what tells that an entry was made again differs")
  void countersThatWereResetOrLostOrEvictedGiveNoDifference(PgServer shared) {
    try (PgServer server = PgServer.start(shared.major())) {
      PlanScenario shop = new PlanScenario(server, ORDERS);
      shop.run(60, BY_USER, 1, 2);
      shop.observe();

      shop.database.execute("SELECT pg_stat_statements_reset()");
      shop.run(100, BY_USER, 1, 2);
      shop.observe();
      assertThat(shop.statement("FROM orders").costs().recent()).isEmpty();

      shop.run(30, BY_USER, 1, 2);
      server.restart();
      shop.run(10, BY_USER, 1, 2);
      shop.observe();
      assertThat(shop.statement("FROM orders").costs().now(1).calls()).isEqualTo(40);

      // As after an eviction: the entry is made again, with fewer calls, or with more.
      for (int calls : server.major() < 17 ? new int[] {20} : new int[] {20, 200}) {
        shop.database.execute(
            "SELECT pg_stat_statements_reset(0, 0, "
                + shop.statement("FROM orders").key().queryId()
                + ")");
        shop.run(calls, BY_USER, 1, 2);
        shop.observe();
        assertThat(calls(shop)).isEqualTo(40);
      }

      server.killBackend();
      shop.run(90, BY_USER, 1, 2);
      shop.observe();
      assertThat(calls(shop)).isEqualTo(40);
    }
  }

  private static long calls(PlanScenario shop) {
    return shop.statement("FROM orders").costs().recent().stream().mapToLong(w -> w.calls()).sum();
  }

  @OnOneVersion
  void whatItMayNotSeeIsSaid(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.database.execute(
        "REVOKE pg_monitor FROM " + shop.monitor.user(),
        "REVOKE SELECT ON orders FROM " + shop.monitor.user());
    shop.run(40, BY_USER, 1, 2);

    Assessment assessment = shop.observe();

    assertThat(assessment.notAssessed())
        .anySatisfy(n -> {
          assertThat(n.reason()).isEqualTo("statements of other roles are hidden");
          assertThat(n.remedy().sql())
              .containsExactly("GRANT pg_read_all_stats TO \"" + shop.monitor.user() + "\"");
        });
  }

  @OnOneVersion
  void aTableThatTheRoleMayNotReadIsSaidWithTheGrant(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.database.execute("REVOKE SELECT ON orders FROM " + shop.monitor.user());
    shop.run(40, BY_USER, 1, 2);

    assertThat(shop.observe().notAssessed())
        .anySatisfy(n -> {
          assertThat(n.reason())
              .isEqualTo("1 statement not explained: no SELECT on \"public\".\"orders\"");
          assertThat(n.remedy().sql()).anyMatch(sql -> sql.startsWith("GRANT SELECT ON"));
        });
  }

  @OnOneVersion
  void rowLevelSecurityIsNotAssessed(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.database.execute(
        "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON orders TO " + shop.application.user() + " USING (true)");
    shop.run(40, BY_USER, 1, 2);

    assertThat(shop.observe().notAssessed())
        .anySatisfy(n -> {
          assertThat(n.reason()).containsIgnoringCase("row-level security");
          assertThat(n.queryId()).isNotNull();
        });
    assertThat(shop.statement("FROM orders").plans().reference()).isNull();
  }

  @OnEveryVersion(why = "18 gives one query id to the same name in two schemas")
  void aNameInTwoSchemas(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.database.execute(
        "CREATE SCHEMA other", "CREATE TABLE other.orders (user_id int, note text)");
    shop.run(40, BY_USER, 1, 2);

    Assessment assessment = shop.observe();

    if (server.major() >= 18) {
      assertThat(assessment.notAssessed())
          .extracting(NotAssessed::reason)
          .anyMatch(r -> r.contains("several schemas"));
    } else {
      assertThat(shop.statement("FROM orders").plans().reference()).isNotNull();
    }
  }

  @OnOneVersion
  void hugeTextsAndOddOnesDoNotStopTheRest(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.run(2, "SELECT '" + "hush ".repeat(200_000) + "' FROM orders LIMIT 1");
    shop.run(2, "SELECT id /* " + "hush ".repeat(200_000) + "*/ FROM orders LIMIT 1");
    shop.run(40, BY_USER, 1, 2);
    shop.run(5, "SELECT id FROM orders WHERE note = ? OR upper(note) = 'hush'", "hush");
    shop.database.execute("DO $$ BEGIN PERFORM 'hush'; END $$");

    Assessment assessment = shop.observe();

    assertThat(shop.statement("user_id = $1").plans().reference()).isNotNull();
    assertThat(shop.history.databases().get(shop.database.name()).statements())
        .anyMatch(s -> s.kind() == StatementKind.TOO_LONG);
    assertThat(shop.history.toString() + assessment + shop.seen).doesNotContain("hush");
  }

  @OnOneVersion
  void thousandsOfPartitionsDoNotBreakTheRest(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.database.execute("CREATE TABLE parts (id int, v int) PARTITION BY RANGE (id)");
    for (int i = 0; i < 4000; i += 500) {
      shop.database.execute(
          "DO $$ BEGIN FOR i IN %d..%d LOOP EXECUTE format('CREATE TABLE parts_%%s PARTITION OF parts FOR VALUES FROM (%%s) TO (%%s)', i, i, i + 1); END LOOP; END $$"
              .formatted(i, i + 499));
    }
    shop.database.execute("GRANT SELECT ON parts TO PUBLIC");
    shop.run(2, "SELECT * FROM parts WHERE id = ?", 7);
    shop.run(40, BY_USER, 1, 2);

    Assessment assessment = shop.observe();

    assertThat(shop.statement("user_id = $1").plans().reference()).isNotNull();
    assertThat(assessment.notAssessed())
        .extracting(NotAssessed::reason)
        .anyMatch(r -> r.contains("partitions"));
  }

  @OnEveryVersion(why = "a plan of a partition locks no other in each of them")
  void onePartitionStandsForATableWithTooMany(PgServer server) {
    PlanScenario shop =
        new PlanScenario(
            server,
            "CREATE TABLE \"Parts\" (id int, v int, note text) PARTITION BY LIST (id)",
            "DO $$ BEGIN FOR i IN 1..400 LOOP EXECUTE format('CREATE TABLE parts_%s PARTITION OF"
                + " \"Parts\" FOR VALUES IN (%s)', i, i); END LOOP; END $$",
            "CREATE INDEX parts_v ON \"Parts\" (v)",
            "INSERT INTO \"Parts\" SELECT 7, g, repeat('x', 100) FROM generate_series(1, 20000) g",
            "ANALYZE parts_7");
    String byKey = "SELECT \"Parts\".note FROM \"Parts\" WHERE id = ? AND \"Parts\".v = 3";
    shop.run(100, byKey, 7);
    shop.run(40, "SELECT note FROM \"Parts\" p WHERE p.v = ?", 7);

    Assessment assessment = shop.observe();

    assertThat(shop.statement("WHERE id = $1").plans().reference().ofPartition()).isTrue();
    assertThat(shop.statement("p.v = $1").plans().reference()).isNull();
    assertThat(assessment.notAssessed())
        .filteredOn(n -> n.reason().contains("too many partitions"))
        .singleElement()
        .satisfies(n ->
            assertThat(n.queryId())
                .isEqualTo(Long.toString(shop.statement("p.v = $1").key().queryId())));

    shop.run(40, byKey, 7);
    assertThat(shop.observe().findings()).isEmpty();
    shop.database.execute("DROP INDEX parts_v");
    shop.run(40, byKey, 7);
    Finding finding = PlanScenario.only(shop.observe(Duration.ofMinutes(10)));
    assertThat(finding.message())
        .contains("Index Scan on Parts", "to Seq Scan on Parts", "parts_v was dropped");
    assertThat(finding.evidence().get("plans come from")).contains("one partition");
  }

  @OnOneVersion
  void theExtensionMayLiveInAnySchemaAndStatementsThatWriteAreCounted(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.database.execute(
        "CREATE SCHEMA \"Odd \"\"schema; --\"",
        "ALTER EXTENSION pg_stat_statements SET SCHEMA \"Odd \"\"schema; --\"");
    shop.run(40, BY_USER, 1, 2);
    assertThat(shop.collected().missing().remedy().sql())
        .containsExactly(
            "GRANT USAGE ON SCHEMA \"Odd \"\"schema; --\" TO \"" + shop.monitor.user() + "\"");
    shop.collected().missing().remedy().sql().forEach(shop.database::execute);
    shop.run(3, "INSERT INTO orders VALUES (0, 1, 'hush')  ON CONFLICT DO NOTHING");

    Assessment assessment = shop.observe();

    assertThat(shop.statement("user_id = $1").plans().reference()).isNotNull();
    assertThat(assessment.notAssessed())
        .extracting(NotAssessed::reason)
        .anyMatch(
            r -> r.equals("1 statement not explained: INSERT … ON CONFLICT is not explained"));
  }

  @OnOneVersion(from = 16)
  void ourOwnEntriesAndExplainsStayWithinTheirBounds(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    Limits defaults = Limits.defaults();
    shop.limits =
        new Limits(
            defaults.statementTimeout(),
            defaults.lockTimeout(),
            1,
            4,
            defaults.statementsPerDatabase(),
            defaults.bloatScanBudget());
    shop.run(40, BY_USER, 1, 2);
    shop.run(30, "SELECT count(*) FROM orders WHERE id < ?", 7L);
    shop.run(20, "SELECT max(note) FROM orders WHERE id = ?", 7L);

    shop.observe();
    assertThat(shop.seen.explains()).isLessThanOrEqualTo(4);
    shop.observe();
    shop.observe();
    shop.observe();
    int explained =
        (int)
            shop.history.databases().get(shop.database.name()).statements().stream()
                .filter(s -> s.plans().explainedAt() != null)
                .count();
    assertThat(explained).isGreaterThanOrEqualTo(3);
    shop.observe(Duration.ofSeconds(1));
    assertThat(shop.history.databases().get(shop.database.name()).statements())
        .filteredOn(s -> s.text() != null && s.text().contains("pg_catalog"))
        .allMatch(s -> s.kind() != StatementKind.QUERY);
  }
}
