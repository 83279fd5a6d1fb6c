package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.Decoded;
import io.pghealth.history.Encoded;
import io.pghealth.history.History;
import io.pghealth.history.HistoryCodec;
import io.pghealth.history.ShapeSet;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgServer;
import java.time.Duration;

/** Plans that change on real servers. */
class PlanRegressionTest {
  private static final String[] ORDERS = {
    "CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, note text)",
    "INSERT INTO orders SELECT g, g % 5000, repeat('x', 100) FROM generate_series(1, 50000) g",
    "CREATE INDEX orders_user_idx ON orders (user_id)",
    "VACUUM ANALYZE orders"
  };
  private static final String BY_USER = "SELECT * FROM orders WHERE user_id = ?";

  @OnEveryVersion(why = "EXPLAIN and pg_stat_statements differ between the majors")
  void aDroppedIndexIsFoundWithItsCauseAndTheStatementThatBringsItBack(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.run(100, BY_USER, 1, 2, 3);
    assertThat(shop.observe().findings()).isEmpty();
    shop.run(50, BY_USER, 1, 2, 3);
    assertThat(shop.observe().findings()).isEmpty();

    shop.database.execute("DROP INDEX orders_user_idx");
    shop.run(30, BY_USER, 1, 2, 3);
    Finding finding = PlanScenario.only(shop.observe());

    assertThat(finding.message())
        .contains("Seq Scan on orders", "orders_user_idx was dropped", "blocks per call");
    assertThat(finding.evidence().get("plan before")).contains("orders_user_idx (user_id)");
    assertThat(finding.evidence().get("plans").lines())
        .anyMatch(line -> line.contains("≠") && line.contains("orders_user_idx"))
        .anyMatch(line -> line.contains("≠") && line.contains("Index: (user_id)"))
        .anyMatch(line -> line.contains("≠") && line.endsWith("Seq Scan on orders"))
        .anyMatch(line -> line.contains("≠") && line.endsWith("Filter: (user_id = $1)"));
    assertThat(finding.evidence().get("statement")).contains("FROM orders WHERE user_id = $1");
    assertThat(finding.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(finding.fix().sql())
        .containsExactly(
            "CREATE INDEX CONCURRENTLY orders_user_idx ON public.orders USING btree (user_id)");
    assertThat(finding.undo().sql())
        .containsExactly("DROP INDEX CONCURRENTLY \"public\".\"orders_user_idx\"");

    HistoryCodec codec = new HistoryCodec();
    History whole = History.empty().withPlans(shop.history);
    assertThat(codec.encode(whole))
        .isInstanceOfSatisfying(
            Encoded.Fits.class,
            fits -> assertThat(codec.decode(fits.bytes())).isEqualTo(new Decoded.Loaded(whole)));

    finding.fix().sql().forEach(shop.database::execute);
    shop.run(30, BY_USER, 1, 2, 3);
    assertThat(shop.observe().findings()).isEmpty();
  }

  @OnOneVersion
  void twoObservationsSuffice(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.run(40, BY_USER, 1, 2, 3);
    assertThat(shop.observe().notAssessed())
        .extracting(NotAssessed::reason)
        .contains("no statement was seen at work between two observations yet");

    shop.database.execute("DROP INDEX orders_user_idx");
    shop.run(40, BY_USER, 1, 2, 3);

    assertThat(shop.observe(Duration.ofSeconds(5)).findings()).hasSize(1);
  }

  /** The extensions themselves are not to be had for tests: what they leave in the catalog is. */
  @OnEveryVersion(why = "the catalogs are of every version")
  void whatElseKeepsPlansIsNamed(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    assertThat(shop.collected().toOptional().orElseThrow().planSources()).isEmpty();
    String extension =
        "INSERT INTO pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)"
            + " VALUES (%d, '%s', 10, 2200, false, '%s')";
    shop.database.execute(
        extension.formatted(999_991, "pg_stat_plans", "1.0"),
        extension.formatted(999_992, "pg_store_plans", "1.8"),
        "CREATE FUNCTION aurora_stat_plans() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    assertThat(shop.collected().toOptional().orElseThrow().planSources())
        .containsExactly("pg_store_plans 1.8");
    shop.database.execute(
        "UPDATE pg_extension SET extversion = '2.0' WHERE extname = 'pg_stat_plans'");
    assertThat(shop.collected().toOptional().orElseThrow().planSources())
        .containsExactly("pg_stat_plans 2.0", "pg_store_plans 1.8");

    shop.run(40, BY_USER, 1, 2, 3);
    shop.observe();
    shop.database.execute("DROP INDEX orders_user_idx");
    shop.run(40, BY_USER, 1, 2, 3);
    assertThat(PlanScenario.only(shop.observe()).evidence().get("plans come from"))
        .isEqualTo(
            "EXPLAIN of pghealth; pg_stat_plans 2.0, pg_store_plans 1.8 is there and is not read");
    shop.database.execute("DELETE FROM pg_extension WHERE oid > 999990 AND oid < 999993");
  }

  @OnOneVersion
  void aSettingOfTheDatabaseOrTheRoleIsTheCause(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.run(100, BY_USER, 1, 2, 3);
    shop.observe();
    String name = shop.database.name();
    shop.database.execute(
        "ALTER DATABASE " + name + " SET enable_indexscan = off",
        "ALTER ROLE " + shop.application.user() + " SET enable_bitmapscan = off");
    shop.run(40, BY_USER, 1, 2, 3);

    Finding finding = PlanScenario.only(shop.observe());

    assertThat(finding.evidence().get("cause")).contains("enable_");
    assertThat(finding.evidence()).containsKey("also changed meanwhile");
    assertThat(finding.fix().sql().getFirst()).contains(" RESET \"enable_");
    finding.fix().sql().forEach(shop.database::execute);
    finding.undo().sql().forEach(shop.database::execute);
  }

  @OnOneVersion
  void skewThatAnalyzeSeesFlipsPlansWithValuesAndNotTheGenericOne(PgServer server) {
    // A sum: of rows that are wanted in greater numbers nothing else is to be expected.
    String sum = "SELECT count(note) FROM orders WHERE user_id = ?";
    PlanScenario shop =
        new PlanScenario(
            server,
            "CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, note text)",
            "INSERT INTO orders SELECT g, g % 5000, repeat('x', 40) FROM generate_series(1, 50000) g",
            "CREATE INDEX orders_user_idx ON orders (user_id)",
            "VACUUM ANALYZE orders");
    shop.run(100, sum, 42, 7);
    shop.observe();
    shop.run(50, sum, 42, 7);
    shop.observe();

    shop.database.execute("UPDATE orders SET user_id = 42 WHERE id % 10 <> 0", "ANALYZE orders");
    shop.run(30, sum, 42);
    Finding finding = PlanScenario.only(shop.observe());

    assertThat(finding.evidence().get("what changed"))
        .startsWith("the plan with the most common values");
    assertThat(finding.evidence().get("plan after")).contains("Seq Scan on orders");
    assertThat(finding.evidence().get("cause")).contains("statistics of public.orders");
    assertThat(finding.evidence().get("plans")).contains("Filter: (user_id = ?)");
    // A role of the test may be named role42.
    assertThat(finding.toString()).doesNotContainPattern("(?<!\\w)42,").doesNotContain("= 42");
    assertThat(shop.history.toString()).doesNotContain("= 42");
  }

  @OnOneVersion
  void theSamePlanWithNoiseIsSilent(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.run(100, BY_USER, 1, 2, 3);
    shop.observe();
    // 2,000 rows on 36 pages: enough where the old versions are already skipped, too.
    shop.database.execute("UPDATE orders SET user_id = 1 WHERE user_id < 200", "ANALYZE orders");
    shop.run(100, BY_USER, 1);

    Assessment assessment = shop.observe();

    assertThat(shop.statement("FROM orders").costs().now(1).blocksPerCall())
        .isGreaterThan(2 * shop.statement("FROM orders").costs().first().blocksPerCall());
    assertThat(
            shop.statement("FROM orders")
                .plans()
                .current()
                .differing(shop.statement("FROM orders").plans().reference()))
        .isEmpty();
    assertThat(assessment.findings()).isEmpty();
  }

  @OnOneVersion
  void aBetterPlanIsSilent(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.database.execute("DROP INDEX orders_user_idx");
    shop.run(40, BY_USER, 1, 2, 3);
    shop.observe();
    shop.database.execute("CREATE INDEX ON orders (user_id)");
    shop.run(40, BY_USER, 1, 2, 3);

    assertThat(shop.observe().findings()).isEmpty();
    assertThat(shop.statement("FROM orders").flipped()).isTrue();
  }

  @OnOneVersion
  void anEquivalentIndexUnderAnotherNameIsTheSamePlan(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.run(40, BY_USER, 1, 2, 3);
    shop.observe();
    shop.database.execute(
        "CREATE INDEX other ON orders (user_id) WITH (fillfactor = 70)",
        "DROP INDEX orders_user_idx");
    shop.run(40, BY_USER, 1, 2, 3);

    assertThat(shop.observe().findings()).isEmpty();
    assertThat(shop.statement("FROM orders").flip()).isNull();
    assertThat(shop.statement("FROM orders").plans().explainedAt()).isEqualTo(shop.now);
  }

  @OnOneVersion
  void aPartitionThatIsAddedIsTheSamePlan(PgServer server) {
    PlanScenario shop =
        new PlanScenario(
            server,
            "CREATE TABLE events (at int NOT NULL, kind int) PARTITION BY RANGE (at)",
            "CREATE INDEX ON events (kind)",
            "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (20000)",
            "CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (20000) TO (40000)",
            "INSERT INTO events SELECT g, g % 500 FROM generate_series(0, 39999) g",
            "ANALYZE events");
    String query = "SELECT * FROM events WHERE kind = ?";
    shop.run(40, query, 1, 2);
    shop.observe();
    assertThat(shop.statement("FROM events").plans().reference()).isNotNull();
    shop.database.execute(
        "CREATE TABLE events_3 PARTITION OF events FOR VALUES FROM (40000) TO (60000)",
        "GRANT SELECT ON events_3 TO PUBLIC",
        "ANALYZE events");
    shop.run(40, query, 1, 2);

    assertThat(shop.observe(Duration.ofMinutes(10)).findings()).isEmpty();
    assertThat(shop.statement("FROM events").plans().explainedAt()).isEqualTo(shop.now);
    assertThat(shop.statement("FROM events").flip()).isNull();
  }

  @OnOneVersion
  void anAcceptedPlanStaysAccepted(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.run(40, BY_USER, 1, 2, 3);
    shop.observe();
    shop.database.execute("DROP INDEX orders_user_idx");
    shop.run(40, BY_USER, 1, 2, 3);
    Finding finding = PlanScenario.only(shop.observe());

    shop.history = shop.history.accept(finding.fingerprint(), shop.now);
    assertThat(shop.assess(PlanScenario.DEFAULTS).findings()).isEmpty();
    shop.run(40, BY_USER, 1, 2, 3);
    assertThat(shop.observe(Duration.ofMinutes(10)).findings()).isEmpty();
    ShapeSet accepted = shop.statement("FROM orders").plans().reference();
    assertThat(shop.history.databases().get(shop.database.name()).shape(accepted.generic()).tree())
        .startsWith("Seq Scan on orders");
  }
}
