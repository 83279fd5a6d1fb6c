package io.pghealth.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.postgres.Explainer.Explained;
import io.pghealth.postgres.Explainer.Kind;
import io.pghealth.postgres.Explainer.Outcome;
import io.pghealth.postgres.Explainer.Refused;
import io.pghealth.postgres.Explainer.Request;
import io.pghealth.target.Credentials;
import io.pghealth.target.Limits;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

class PgExplainerTest {

  @OnEveryVersion(why = "generic plans are made in two ways")
  void genericAndCustomPlansDiffer(PgServer server) throws SessionException {
    var database = orders(server);
    try (var explainer = explainer(database, planner(database))) {
      String text = "SELECT * FROM orders WHERE status = $1 AND placed > $2";
      assertThat(json(explainer.explain(new Request(text, null, Map.of())))).contains("$1", "$2");
      assertThat(json(explainer.explain(values(text, "rare", "2020-01-01")))).contains("Index");
      assertThat(json(explainer.explain(values(text, "usual", null)))).contains("Result");
      assertThat(json(explainer.explain(values(text, "usual", "2020-01-01")))).contains("Seq Scan");
      assertThat(
              json(explainer.explain(new Request("SELECT count(*) FROM orders", null, Map.of()))))
          .contains("orders");
      // A value is data, whatever it looks like.
      assertThat(json(explainer.explain(values(text, "x'); SELECT pg_sleep(9); --", null))))
          .contains("Plan");
      assertThat(json(explainer.explain(values("SELECT FROM orders WHERE fixed = $1", "abc"))))
          .contains("'abc");
    }
  }

  @OnEveryVersion(why = "what pg_stat_statements keeps of utility statements differs")
  void noValueIsLeftOnTheServer(PgServer server) throws SessionException {
    var database = orders(server).execute("CREATE EXTENSION pg_stat_statements");
    try (var explainer = explainer(database, planner(database))) {
      String text = "SELECT * FROM orders WHERE status = $1";
      assertThat(json(explainer.explain(values(text, "planted-value")))).contains("planted-value");
      var refused =
          explainer.explain(values("SELECT * FROM orders WHERE id = $1", "planted-value"));
      assertThat(refused.toString()).doesNotContain("planted-value");
      assertThat(refused).isInstanceOf(Refused.class);
    }
    assertThat(
            database.column(
                "SELECT query FROM pg_stat_statements WHERE query ~ ('planted' || '-value')"))
        .isEmpty();
    assertThat(
            database.column(
                "SELECT query FROM pg_stat_activity WHERE query ~ ('planted' || '-value')"
                    + " AND pid <> pg_backend_pid()"))
        .isEmpty();
  }

  @OnEveryVersion(why = "what counts as a scan of planning differs")
  void scansThatPlanningAddsAreCountedOnce(PgServer server) throws SessionException {
    var database = orders(server);
    long before = scans(database);
    long added = 0;
    try (var explainer = explainer(database, planner(database))) {
      for (int i = 0; i < 20; i++) {
        // An end point beyond the histogram makes the planner look into the index.
        var explained =
            explainer.explain(values("SELECT * FROM orders WHERE id > $1", "" + (19_990 + i)));
        added +=
            ((Explained) explained).scansAdded().values().stream().mapToLong(Long::longValue).sum();
      }
    }
    assertThat(added).isPositive();
    long expected = before + added;
    Awaitility.await().until(() -> scans(database) >= expected);
    assertThat(scans(database)).isEqualTo(expected);
  }

  private static long scans(PgDatabase database) {
    return database.number("SELECT sum(idx_scan) FROM pg_stat_user_indexes");
  }

  @OnOneVersion
  void settingsOfTheStatementsRoleCount(PgServer server) throws SessionException {
    var database = orders(server);
    database.execute(
        "CREATE SCHEMA apart",
        "CREATE TABLE apart.thing (id int)",
        "GRANT USAGE ON SCHEMA apart TO PUBLIC",
        "GRANT SELECT ON apart.thing TO PUBLIC");
    try (var explainer = explainer(database, planner(database))) {
      assertThat(
              refused(explainer.explain(new Request("SELECT * FROM thing", null, Map.of()))).kind())
          .isEqualTo(Kind.TRANSIENT);
      assertThat(
              json(
                  explainer.explain(
                      new Request(
                          "SELECT * FROM thing", null, Map.of("search_path", "apart, public")))))
          .contains("thing");
      String text = "SELECT * FROM orders WHERE id = 7";
      assertThat(json(explainer.explain(new Request(text, null, Map.of())))).contains("Index Scan");
      assertThat(
              json(
                  explainer.explain(
                      new Request(
                          text,
                          null,
                          Map.of(
                              "enable_indexscan", "off",
                              "enable_bitmapscan", "off",
                              "no_such_setting", "1",
                              "role", "postgres",
                              "statement_timeout", "0",
                              "work_mem", "a lot")))))
          .contains("Seq Scan");
    }
  }

  @OnOneVersion
  void textsThatAreNoSingleStatementAreNeverSent(PgServer server) throws SessionException {
    var database = orders(server);
    try (var explainer = explainer(database, planner(database))) {
      for (String text :
          List.of(
              "SELECT 1; DROP TABLE orders",
              "SELECT $x$a;b$x$",
              "/* ; */ SELECT 1",
              "DROP TABLE orders",
              "/* SELECT */ DROP TABLE orders",
              "-- SELECT\nDROP TABLE orders",
              "/* /* */ SELECT */ VACUUM",
              "EXPLAIN ANALYZE SELECT 1",
              "ANALYZE SELECT pg_sleep(1)",
              "DO $$ BEGIN END $$",
              "ALTER ROLE x PASSWORD 'y'",
              "",
              "SELECT '\0'")) {
        assertThat(refused(explainer.explain(new Request(text, null, Map.of()))).kind())
            .as(text)
            .isEqualTo(Kind.TEXT);
      }
      // Nothing else separates statements: what looks like it is one text, or none at all.
      for (String text :
          List.of("SELECT 1 COMMIT DELETE FROM orders", "SELECT $$ ", "SELECT 1 /*")) {
        assertThat(refused(explainer.explain(new Request(text, null, Map.of()))).kind())
            .as(text)
            .isEqualTo(Kind.TEXT);
      }
      for (String text :
          List.of(
              "(SELECT 1)",
              "-- why\n/* it */ select 1 -- end",
              "WITH x AS (SELECT 1) SELECT * FROM x",
              "VALUES (1)",
              "SELECT '{\"a\": 1}'::jsonb ? 'a' AS \"{fn now()}\"")) {
        assertThat(explainer.explain(new Request(text, null, Map.of())))
            .as(text)
            .isInstanceOf(Explained.class);
      }
    }
    assertThat(database.number("SELECT count(*) FROM orders")).isEqualTo(20_000);
  }

  @OnEveryVersion(why = "the text travels in two ways")
  void aStatementOfAMegabyteIsPlanned(PgServer server) throws SessionException {
    var database = orders(server);
    String text = "SELECT " + "/* 23456789 */".repeat(75_000) + " id FROM orders WHERE id = $1";
    assertThat(text.length()).isGreaterThan(1 << 20);
    try (var explainer = explainer(database, planner(database))) {
      assertThat(json(explainer.explain(new Request(text, null, Map.of())))).contains("orders");
      assertThat(json(explainer.explain(values(text, "1")))).contains("orders");
    }
  }

  @OnEveryVersion(why = "predefined roles differ")
  void rolesWithPowersAreRefused(PgServer server) throws SessionException {
    var database = orders(server);
    var plain = server.createRole("");
    var reader = server.createRole("IN ROLE pg_monitor");
    var builder = server.createRole("CREATEROLE");
    var groups =
        List.of("pg_execute_server_program", "pg_read_server_files", "pg_write_server_files");
    assertThat(roleRefusal(database, plain)).isNull();
    assertThat(roleRefusal(database, server.superuser()).reason()).contains("superuser");
    assertThat(roleRefusal(database, builder).reason()).contains("CREATEROLE");
    assertThat(roleRefusal(database, server.createRole("BYPASSRLS")).reason())
        .contains("BYPASSRLS");
    assertThat(roleRefusal(database, server.createRole("REPLICATION")).reason())
        .contains("REPLICATION");
    for (String group : groups) {
      assertThat(roleRefusal(database, server.createRole("IN ROLE " + group)).reason())
          .contains(group, "wide powers");
    }
    if (server.postgres().number("SELECT count(*) FROM pg_roles WHERE rolname = 'rds_superuser'")
        == 0) {
      server.postgres().execute("CREATE ROLE rds_superuser");
    }
    var vendor = server.createRole("");
    server.postgres().execute("GRANT rds_superuser TO " + vendor.user());
    assertThat(roleRefusal(database, vendor).reason()).contains("rds_superuser");
    // Not directly, and not inherited: SET ROLE is enough.
    var distant = server.createRole("NOINHERIT IN ROLE " + builder.user());
    assertThat(roleRefusal(database, distant).reason()).contains(builder.user(), "CREATEROLE");
    // Predefined but harmless: only as long as nobody else's function is there to be run.
    assertThat(roleRefusal(database, reader)).isNull();
    var stranger = server.createRole("");
    database.execute("GRANT CREATE ON SCHEMA public TO " + stranger.user());
    run(database, stranger, "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    var refusal = roleRefusal(database, reader);
    assertThat(refusal.kind()).isEqualTo(Kind.ROLE);
    assertThat(refusal.reason()).contains(stranger.user());
    assertThat(refusal.remedy().note()).contains("credentialsSecretRef", "trustedOwners");
    assertThat(roleRefusal(database, reader, stranger.user())).isNull();
    assertThat(roleRefusal(database, plain)).isNull();
    // What it may not execute cannot run as it.
    run(database, stranger, "REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC");
    assertThat(roleRefusal(database, reader)).isNull();
    run(database, stranger, "GRANT EXECUTE ON FUNCTION f() TO PUBLIC");
    // An owner has something to lose.
    run(database, plain, "SELECT 1");
    database.execute("GRANT CREATE ON SCHEMA public TO " + plain.user());
    run(database, plain, "CREATE TABLE mine ()");
    assertThat(roleRefusal(database, plain).reason()).contains(stranger.user());
  }

  @OnOneVersion
  void functionsInAViewGainNothing(PgServer server) throws SessionException {
    var database = orders(server);
    var stranger = server.createRole("");
    database.execute(
        "CREATE TABLE loot (what text)",
        "GRANT ALL ON loot TO PUBLIC",
        "GRANT CREATE ON SCHEMA public TO " + stranger.user());
    run(
        database,
        stranger,
        "CREATE FUNCTION writes() RETURNS int IMMUTABLE LANGUAGE plpgsql AS"
            + " $$ BEGIN INSERT INTO public.loot VALUES ('written'); RETURN 1; END $$",
        "CREATE FUNCTION steals() RETURNS int IMMUTABLE LANGUAGE plpgsql AS"
            + " $$ BEGIN PERFORM pg_advisory_lock(ascii(rolpassword)) FROM pg_authid; RETURN 1;"
            + " END $$",
        "CREATE FUNCTION sleeps() RETURNS int IMMUTABLE LANGUAGE plpgsql AS"
            + " $$ BEGIN PERFORM pg_sleep(1000); RETURN 1; END $$",
        "CREATE VIEW trap_writes AS SELECT * FROM orders WHERE id = writes()",
        "CREATE VIEW trap_steals AS SELECT * FROM orders WHERE id = steals()",
        "CREATE VIEW trap_sleeps AS SELECT * FROM orders WHERE id = sleeps()",
        "GRANT SELECT ON trap_writes, trap_steals, trap_sleeps TO PUBLIC");
    database.execute("GRANT SELECT ON orders TO " + stranger.user());
    var limits =
        new Limits(
            java.time.Duration.ofSeconds(1), java.time.Duration.ofMillis(200), 1, 50, 500, 0);
    var reader = server.createRole("IN ROLE pg_read_all_data");
    try (var explainer = explainer(database, reader, limits)) {
      assertThat(refused(explain(explainer, "SELECT * FROM trap_sleeps")).kind())
          .isEqualTo(Kind.ROLE);
    }
    try (var explainer = explainer(database, planner(database), limits)) {
      assertThat(refused(explain(explainer, "SELECT * FROM trap_writes")).kind())
          .isEqualTo(Kind.TRANSIENT);
      assertThat(explain(explainer, "SELECT * FROM trap_steals")).isInstanceOf(Refused.class);
      assertThat(refused(explain(explainer, "SELECT * FROM trap_sleeps")).reason())
          .contains("statementTimeout");
      assertThat(json(explain(explainer, "SELECT * FROM orders"))).contains("orders");
    }
    assertThat(database.number("SELECT count(*) FROM loot")).isZero();
    assertThat(database.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
        .isZero();
  }

  @OnOneVersion
  void aMissingPrivilegeComesWithItsGrant(PgServer server) throws SessionException {
    var database = orders(server);
    database.execute(
        "CREATE TABLE \"Secret;s\" (id int)",
        "CREATE VIEW shown AS SELECT o.id FROM orders o JOIN \"Secret;s\" s USING (id)");
    var lowly = server.createRole("");
    Refused refused;
    try (var explainer = explainer(database, lowly)) {
      refused = refused(explain(explainer, "SELECT * FROM orders JOIN shown USING (id)"));
    }
    assertThat(refused.kind()).isEqualTo(Kind.PRIVILEGE);
    assertThat(refused.remedy().sql()).singleElement().asString().contains("shown");
    database.execute(refused.remedy().sql().toArray(String[]::new));
    database.execute("GRANT SELECT ON orders TO " + lowly.user());
    try (var explainer = explainer(database, lowly)) {
      assertThat(json(explain(explainer, "SELECT * FROM orders JOIN shown USING (id)")))
          .contains("Secret");
    }
  }

  @OnOneVersion
  void rowLevelSecurityIsToldAndNotPlannedThrough(PgServer server) throws SessionException {
    var database = orders(server);
    database.execute("ALTER TABLE orders ENABLE ROW LEVEL SECURITY");
    try (var explainer = explainer(database, planner(database))) {
      var refused = refused(explain(explainer, "SELECT * FROM orders WHERE id = 1"));
      assertThat(refused.kind()).isEqualTo(Kind.ROW_SECURITY);
      assertThat(refused.remedy()).isEqualTo(Remedy.none());
      assertThat(refused.reason()).contains("\"public\".\"orders\"");
    }
  }

  @OnOneVersion
  void aLockedTableIsWaitedForBriefly(PgServer server) throws Exception {
    var database = orders(server);
    try (Connection rewriting = database.connect();
        Statement statement = rewriting.createStatement();
        var explainer = explainer(database, planner(database))) {
      rewriting.setAutoCommit(false);
      statement.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
      var refused = refused(explain(explainer, "SELECT * FROM orders"));
      assertThat(refused.kind()).isEqualTo(Kind.TRANSIENT);
      assertThat(refused.reason()).isEqualTo("a lock was not available in time");
      rewriting.rollback();
      assertThat(json(explain(explainer, "SELECT * FROM orders"))).contains("orders");
    }
  }

  @OnOneVersion
  void fourThousandPartitionsLeaveTheLockTableToTheApplication(PgServer shared) throws Exception {
    try (var server = PgServer.start(shared.major())) {
      var database = server.createDatabase();
      database.execute(
          "CREATE TABLE events (id int, at int) PARTITION BY RANGE (at)",
          "CREATE VIEW event_view AS SELECT * FROM events");
      // Two levels, since making one of n partitions takes n steps; and not in one transaction,
      // which would take the lock table itself.
      for (int group = 0; group < 50; group++) {
        database.execute(
            """
            DO $$ BEGIN
              EXECUTE format('CREATE TABLE events_%%s PARTITION OF events FOR VALUES FROM (%%s) TO (%%s)
                PARTITION BY RANGE (at)', %1$d, %1$d * 80, (%1$d + 1) * 80);
              FOR i IN %1$d * 80 .. %1$d * 80 + 79 LOOP
                EXECUTE format('CREATE TABLE at_%%s PARTITION OF events_%%s FOR VALUES FROM (%%s) TO (%%s)',
                               i, %1$d, i, i + 1);
              END LOOP;
            END $$\
            """
                .formatted(group));
      }
      var planner = server.createRole("");
      database.execute("GRANT SELECT ON events, event_view TO " + planner.user());
      try (Connection application = database.connect();
          Statement statement = application.createStatement();
          var explainer = explainer(database, planner)) {
        application.setAutoCommit(false);
        statement.execute("INSERT INTO events VALUES (1, 17)");
        for (String text :
            List.of(
                "SELECT * FROM events WHERE id = $1", "SELECT * FROM event_view WHERE at = $1")) {
          var refused = refused(explain(explainer, text));
          assertThat(refused.kind()).isEqualTo(Kind.LOCKS);
          assertThat(refused.reason()).contains("too many partitions");
        }
        assertThat(database.number("SELECT count(*) FROM pg_locks")).isLessThan(100);
        statement.execute("SELECT * FROM events WHERE at = 18");
        application.commit();
        // A partition by its own name is one relation.
        database.execute("GRANT SELECT ON at_17 TO " + planner.user());
        assertThat(json(explain(explainer, "SELECT * FROM at_17"))).contains("at_17");
      }
    }
  }

  @OnEveryVersion(why = "parameters can be granted since 15", from = 15)
  void whereGrantedNoTraceIsLeftInPgStatStatements(PgServer server) throws SessionException {
    var database = orders(server).execute("CREATE EXTENSION pg_stat_statements");
    var planner = planner(database);
    database.execute(
        "GRANT SET ON PARAMETER pg_stat_statements.track TO " + planner.user(),
        "GRANT SET ON PARAMETER track_counts TO " + planner.user());
    long before = scans(database);
    try (var explainer = explainer(database, planner)) {
      var explained =
          (Explained) explainer.explain(values("SELECT * FROM orders WHERE id > $1", "19999"));
      assertThat(explained.scansAdded()).isEmpty();
    }
    assertThat(scans(database)).isEqualTo(before);
    assertThat(
            database.column(
                "SELECT query FROM pg_stat_statements WHERE query ~ '^(EXPLAIN|DO|-- Plans)' AND dbid ="
                    + " (SELECT oid FROM pg_database WHERE datname = current_database())"))
        .isEmpty();
  }

  private static Outcome explain(Explainer explainer, String text) {
    return explainer.explain(new Request(text, null, Map.of()));
  }

  private static Request values(String text, String... values) {
    return new Request(text, Arrays.asList(values), Map.of());
  }

  private static String json(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Explained.class);
    return ((Explained) outcome).json();
  }

  private static Refused refused(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Refused.class);
    return (Refused) outcome;
  }

  private static Refused roleRefusal(PgDatabase database, Credentials role, String... trusted)
      throws SessionException {
    try (var explainer = explainer(database, role, Limits.defaults(), trusted)) {
      var outcome = explain(explainer, "SELECT 1");
      return outcome instanceof Refused refused ? refused : null;
    }
  }

  private static Explainer explainer(PgDatabase database, Credentials role)
      throws SessionException {
    return explainer(database, role, Limits.defaults());
  }

  private static Explainer explainer(
      PgDatabase database, Credentials role, Limits limits, String... trusted)
      throws SessionException {
    var endpoint = database.server().endpoint();
    var target =
        Targets.of(
            endpoint, database.server().superuser(), role, List.of(trusted), Targets.PLAIN, limits);
    return new PgSessions(target).openExplainer(endpoint, database.name());
  }

  /** A role of its own for plans: nothing but SELECT on the tables. */
  private static Credentials planner(PgDatabase database) {
    var role = database.server().createRole("");
    database.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role.user());
    return role;
  }

  private static PgDatabase orders(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE TABLE orders (id int PRIMARY KEY, status text, placed date, fixed char(9))",
            "INSERT INTO orders SELECT i, CASE WHEN i % 1000 = 1 THEN 'rare' ELSE 'usual' END,"
                + " '2024-01-01'::date + i % 900 FROM generate_series(1, 20000) i",
            "CREATE INDEX orders_status_idx ON orders (status)",
            "VACUUM ANALYZE orders");
  }

  private static void run(PgDatabase database, Credentials role, String... statements) {
    try (var connection = database.connect(role);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Kept here so that a new kind is looked at by these tests. */
  @org.junit.jupiter.api.Test
  void kindsAreKnown() {
    assertThat(Set.of(Kind.values())).hasSize(6);
  }
}
