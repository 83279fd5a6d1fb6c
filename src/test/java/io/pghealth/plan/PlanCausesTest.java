package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Finding;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgServer;

/** Causes, each with a fix and an undo that run and do what they say. */
class PlanCausesTest {
  private static final String BY_USER = "SELECT * FROM \"Ord ers\" WHERE \"us\"\"er\" = ?";
  private static final String[] ORDERS = {
    "CREATE TABLE \"Ord ers\" (\"us\"\"er\" int NOT NULL, note text)",
    "INSERT INTO \"Ord ers\" SELECT g, repeat('x', 100) FROM generate_series(1, 50000) g",
  };

  @OnOneVersion
  void aServerSetting(PgServer shared) {
    try (PgServer server = PgServer.start(shared.major())) {
      PlanScenario shop = new PlanScenario(server, orders("CREATE INDEX i ON t (u)"));
      shop.run(60, "SELECT * FROM t WHERE u = ?", 1, 2);
      shop.observe();
      shop.database.execute(
          "ALTER SYSTEM SET enable_indexscan = off",
          "ALTER SYSTEM SET enable_bitmapscan = off",
          "SELECT pg_reload_conf()");
      await(shop, "off");
      shop.run(60, "SELECT * FROM t WHERE u = ?", 1, 2);

      Finding finding = PlanScenario.only(shop.observe());

      assertThat(finding.evidence().get("cause")).contains("of the server went from on to off");
      finding.fix().sql().forEach(shop.database::execute);
      await(shop, "on");
      shop.database.execute("ALTER SYSTEM SET enable_indexscan = on", "SELECT pg_reload_conf()");
      shop.run(60, "SELECT * FROM t WHERE u = ?", 1, 2);
      assertThat(shop.observe().findings()).isEmpty();
    }
  }

  @OnOneVersion
  void anInvalidIndexUnderNamesThatNeedQuotes(PgServer server) {
    PlanScenario shop =
        new PlanScenario(server, with("CREATE INDEX \"In\"\"dex;\" ON \"Ord ers\" (\"us\"\"er\")"));
    shop.run(60, BY_USER, 1, 2);
    shop.observe();
    shop.database.execute(
        "UPDATE pg_index SET indisvalid = false WHERE indrelid = '\"Ord ers\"'::regclass");
    shop.run(60, BY_USER, 1, 2);

    Finding finding = PlanScenario.only(shop.observe());

    assertThat(finding.evidence().get("cause")).contains("became invalid");
    finding.fix().sql().forEach(shop.database::execute);
    shop.run(60, BY_USER, 1, 2);
    assertThat(shop.observe().findings()).isEmpty();
  }

  @OnOneVersion
  void aDroppedPrimaryKeyComesBackAsOne(PgServer server) {
    PlanScenario shop = new PlanScenario(server, orders("ALTER TABLE t ADD PRIMARY KEY (u)"));
    shop.run(60, "SELECT * FROM t WHERE u = ?", 1, 2);
    shop.observe();
    shop.database.execute("ALTER TABLE t DROP CONSTRAINT t_pkey");
    shop.run(60, "SELECT * FROM t WHERE u = ?", 1, 2);

    Finding finding = PlanScenario.only(shop.observe());
    assertThat(finding.fix().sql()).hasSize(2);
    finding.fix().sql().forEach(shop.database::execute);
    assertThat(
            shop.database.value(
                "SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass AND contype = 'p'"))
        .isEqualTo("t_pkey");
    shop.run(60, "SELECT * FROM t WHERE u = ?", 1, 2);
    assertThat(shop.observe().findings()).isEmpty();
    finding.undo().sql().forEach(shop.database::execute);
    assertThat(shop.database.number("SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass"))
        .isZero();
  }

  @OnEveryVersion(why = "before 16 the generic plan shows no partitions")
  void aDroppedIndexOfAPartitionedTable(PgServer server) {
    PlanScenario shop =
        new PlanScenario(
            server,
            "CREATE TABLE t (u int NOT NULL, note text) PARTITION BY RANGE (u)",
            "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (30000)",
            "CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (30000) TO (90000)",
            "INSERT INTO t SELECT g, repeat('x', 100) FROM generate_series(1, 50000) g",
            "CREATE INDEX by_u ON t (u)",
            "ANALYZE t");
    shop.run(60, "SELECT * FROM t WHERE u = ?", 1, 2);
    shop.observe();
    shop.database.execute("DROP INDEX by_u");
    shop.run(60, "SELECT * FROM t WHERE u = ?", 1, 2);

    Finding finding = PlanScenario.only(shop.observe());
    assertThat(finding.fix().sql())
        .containsExactly("CREATE INDEX by_u ON public.t USING btree (u)");
    finding.fix().sql().forEach(shop.database::execute);
    shop.run(60, "SELECT * FROM t WHERE u = ?", 1, 2);
    assertThat(shop.observe().findings()).isEmpty();
    finding.undo().sql().forEach(shop.database::execute);
  }

  @OnOneVersion
  void aNewIndexThatMisleads(PgServer server) {
    PlanScenario shop =
        new PlanScenario(
            server,
            "CREATE TABLE t (id int PRIMARY KEY, u int, note text)",
            "INSERT INTO t SELECT g, g % 100, repeat('x', 100) FROM generate_series(1, 50000) g",
            "CREATE INDEX by_u ON t (u)",
            "ANALYZE t");
    // All rows of u = 7 stand at the end: reading by id to find the first of them reads them all.
    shop.database.execute(
        "DELETE FROM t WHERE u = 7 AND id < 49000", "ALTER TABLE t DROP CONSTRAINT t_pkey");
    String query = "SELECT * FROM t WHERE u = ? ORDER BY id LIMIT 1";
    shop.run(60, query, 7);
    shop.observe();
    shop.database.execute("CREATE INDEX by_id ON t (id)");
    shop.run(60, query, 7);

    Finding finding = PlanScenario.only(shop.observe());
    assertThat(finding.evidence().get("cause")).contains("by_id was created");
    finding.fix().sql().forEach(shop.database::execute);
    shop.run(60, query, 7);
    assertThat(shop.observe().findings()).isEmpty();
    finding.undo().sql().forEach(shop.database::execute);
  }

  private static void await(PlanScenario shop, String value) {
    org.awaitility.Awaitility.await()
        .until(() ->
            shop.database.value("SHOW enable_indexscan").equals(value)
                || shop.database.value("SHOW enable_bitmapscan").equals(value));
  }

  private static String[] with(String index) {
    return new String[] {ORDERS[0], ORDERS[1], index, "ANALYZE \"Ord ers\""};
  }

  private static String[] orders(String index) {
    return new String[] {
      "CREATE TABLE t (u int NOT NULL, note text)",
      "INSERT INTO t SELECT g, repeat('x', 100) FROM generate_series(1, 50000) g",
      index,
      "ANALYZE t"
    };
  }
}
