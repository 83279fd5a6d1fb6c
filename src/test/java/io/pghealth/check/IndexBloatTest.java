package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.postgres.Identifiers;
import io.pghealth.target.Limits;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.sql.SQLException;
import java.time.Duration;

/** Which indexes a rebuild would make smaller for good. */
class IndexBloatTest {
  private static final IndexBloatSettings SMALL = new IndexBloatSettings(new Bytes(100 << 10), 20);

  private static final String TABLE =
      "CREATE TABLE t (a bigint, b text) WITH (autovacuum_enabled = off)";

  private static PgDatabase database(PgServer server, String... statements) {
    return server
        .createDatabase()
        .execute("CREATE EXTENSION pgstattuple", TABLE)
        .execute(statements);
  }

  private static Assessment assess(PgDatabase database) {
    return new Watcher(database).observe().measure(SMALL).assess(new IndexBloat(), SMALL);
  }

  private static void silent(PgDatabase database) {
    Assessment assessment = assess(database);
    assertThat(assessment.findings()).isEmpty();
    assertThat(assessment.notAssessed()).isEmpty();
  }

  @OnOneVersion
  void aFreshIndexIsWellWhateverItsFillfactor(PgServer server) {
    silent(
        database(
            server,
            "INSERT INTO t SELECT i, i FROM generate_series(1, 50000) i",
            "CREATE INDEX fresh ON t (a)",
            "CREATE INDEX half_full ON t (a) WITH (fillfactor = 45)"));
  }

  @OnOneVersion
  void anIndexFilledAtRandomIsWell(PgServer server) {
    silent(
        database(
            server,
            "CREATE INDEX filled ON t (a)",
            "SELECT setseed(0.5); INSERT INTO t SELECT (random() * 1e15)::bigint, i"
                + " FROM generate_series(1, 60000) i"));
    // A fresh build and then 15% at random: every page has split once.
    silent(
        database(
            server,
            "INSERT INTO t SELECT i * 1000, i FROM generate_series(1, 60000) i",
            "CREATE INDEX split ON t (a) WITH (fillfactor = 100)",
            "SELECT setseed(0.5); INSERT INTO t SELECT (random() * 6e7)::bigint, i"
                + " FROM generate_series(1, 9000) i"));
  }

  @OnEveryVersion(why = "pgstattuple's versions and what vacuum leaves differ")
  void oneThatDeletesHaveThinnedOutIsFoundAndTheFixMendsIt(PgServer server) {
    var database =
        database(
            server,
            "INSERT INTO t SELECT i, i FROM generate_series(1, 60000) i",
            "CREATE INDEX thin ON t (a)",
            "DELETE FROM t WHERE a % 10 <> 0",
            "VACUUM t");
    var watcher = new Watcher(database).observe().measure(SMALL);
    Finding found = watcher.assess(new IndexBloat(), SMALL).findings().getFirst();
    assertThat(found.object().name()).isEqualTo("thin");
    assertThat(found.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(found.message()).contains("would free").doesNotContain("queue");
    assertThat(found.fix().sql()).containsExactly("REINDEX INDEX CONCURRENTLY \"public\".\"thin\"");
    assertThat(found.fix().note()).contains("disk");
    var bloat = new Bloat(watcher.bloat().indexes().getFirst(), 90).rebuiltBytes();
    database.execute(found.fix().sql().getFirst());
    assertThat((double) database.number("SELECT pg_relation_size('thin')"))
        .isCloseTo(bloat, org.assertj.core.data.Percentage.withPercentage(5));
    // At once, though the interval is not over: it is another file.
    watcher.observe().measure(SMALL);
    assertThat(watcher.measured()).hasSize(1);
    assertThat(watcher.assess(new IndexBloat(), SMALL).findings()).isEmpty();
  }

  @OnOneVersion
  void deletedPagesAreDoubtedUntilTheyAreSeenToStay(PgServer server) {
    var database =
        database(
            server,
            "INSERT INTO t SELECT i, i FROM generate_series(1, 60000) i",
            "CREATE INDEX hollow ON t (a)",
            "DELETE FROM t WHERE a < 50000",
            "VACUUM t");
    var watcher = new Watcher(database).observe().measure(SMALL);
    assertThat(watcher.assess(new IndexBloat(), SMALL).findings())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.confidence()).isEqualTo(Confidence.LOW);
          assertThat(f.message()).contains("like a queue");
        });
    for (int day = 0; day < 2; day++) {
      insert(database, 60000 + day, 60000 + day);
      watcher.later(Duration.ofDays(1)).observe().measure(SMALL);
    }
    assertThat(watcher.assess(new IndexBloat(), SMALL).findings())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.confidence()).isEqualTo(Confidence.MEDIUM);
          assertThat(f.message()).doesNotContain("queue");
        });
  }

  @OnOneVersion
  void aQueueThatReusesItsPagesIsWell(PgServer server) {
    var database =
        database(
            server,
            "CREATE INDEX queue ON t (a)",
            "INSERT INTO t SELECT i, i FROM generate_series(1, 20000) i");
    var watcher = new Watcher(database);
    // Always at the same phase, just after the vacuum: the number of deleted pages stays about.
    for (int round = 0; round < 7; round++) {
      int from = round * 20000;
      insert(database, from + 20001, from + 40000);
      // Sessions of their own: deletes are counted when theirs ends, and must be so before VACUUM.
      database.executeCounted("DELETE FROM t WHERE a <= " + (from + 20000));
      database.execute("VACUUM t", "VACUUM t");
      if (round >= 4) {
        watcher.later(Duration.ofDays(1)).observe().measure(SMALL);
      }
    }
    assertThat(watcher.bloat().indexes().getFirst().pages().deleted()).isGreaterThan(20);
    Assessment assessment = watcher.assess(new IndexBloat(), SMALL);
    assertThat(assessment.findings()).isEmpty();
    assertThat(assessment.notAssessed()).isEmpty();
  }

  private static void insert(PgDatabase database, int from, int to) {
    database.executeCounted(
        "INSERT INTO t SELECT i, i FROM generate_series(%d, %d) i".formatted(from, to));
  }

  @OnOneVersion
  void anExclusionConstraintIsRebuiltWithItsLockNamed(PgServer server) {
    var database =
        database(
            server,
            "INSERT INTO t SELECT i, i FROM generate_series(1, 30000) i",
            "ALTER TABLE t ADD CONSTRAINT apart EXCLUDE USING btree (a WITH =)",
            "DELETE FROM t WHERE a % 10 <> 0",
            "VACUUM t");
    Finding found = assess(database).findings().getFirst();
    assertThat(found.fix().sql()).containsExactly("REINDEX INDEX \"public\".\"apart\"");
    assertThat(found.fix().note()).contains("SHARE on the table");
    database.execute(found.fix().sql().getFirst());
  }

  @OnOneVersion
  void everyPartitionIsMeasuredOnItsOwnAndNamesAreQuoted(PgServer server) {
    String odd = "in;dex \"of\"\n2";
    var database =
        server
            .createDatabase()
            .execute(
                "CREATE SCHEMA \"Ext \"\";schema\"",
                "CREATE EXTENSION pgstattuple SCHEMA \"Ext \"\";schema\"",
                "CREATE TABLE m (a int) PARTITION BY RANGE (a)",
                "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (30000)",
                "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (30000) TO (60000)",
                "CREATE INDEX ON m (a)",
                "ALTER INDEX m2_a_idx RENAME TO " + Identifiers.quote(odd),
                "INSERT INTO m SELECT generate_series(0, 59999)",
                "DELETE FROM m2 WHERE a % 10 <> 0",
                "VACUUM m");
    assertThat(assess(database).findings())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.object().name()).isEqualTo(odd);
          database.execute(f.fix().sql().getFirst());
        });
    silent(database);
  }

  @OnOneVersion
  void whatIsMissingIsSaidWithItsRemedy(PgServer server) {
    var database =
        server
            .createDatabase()
            .execute(TABLE, "INSERT INTO t SELECT i, i FROM generate_series(1, 30000) i")
            .execute("CREATE INDEX idx ON t (a)");
    var role = server.createRole("");
    var watcher = new Watcher(database, role, Limits.defaults());
    remedied(watcher, database, "pgstattuple", "CREATE EXTENSION pgstattuple");
    remedied(
        watcher,
        database,
        "may not execute",
        "GRANT pg_stat_scan_tables TO \"" + role.user() + "\"");
    Assessment assessed = watcher.observe().measure(SMALL).assess(new IndexBloat(), SMALL);
    assertThat(assessed.notAssessed()).isEmpty();
    assertThat(watcher.measured()).hasSize(1);
  }

  private static void remedied(Watcher watcher, PgDatabase database, String reason, String remedy) {
    assertThat(watcher.observe().measure(SMALL).assess(new IndexBloat(), SMALL).notAssessed())
        .singleElement()
        .satisfies(n -> {
          assertThat(n.reason()).contains(reason);
          assertThat(n.remedy().sql()).containsExactly(remedy);
        });
    database.execute(remedy);
  }

  @OnOneVersion
  void theBudgetOfAnHourIsKept(PgServer server) {
    var database =
        database(
            server,
            "INSERT INTO t SELECT i, i FROM generate_series(1, 30000) i",
            "CREATE INDEX small ON t (a) WHERE a <= 15000",
            "CREATE INDEX large ON t (a)",
            "CREATE INDEX huge ON t (a, b) WITH (fillfactor = 20)");
    long large = database.number("SELECT pg_relation_size('large')");
    var watcher = new Watcher(database, server.superuser(), limits(large + 8192, 15)).observe();
    Assessment first = watcher.measure(SMALL).assess(new IndexBloat(), SMALL);
    assertThat(watcher.measured()).hasSize(1);
    assertThat(first.notAssessed())
        .extracting(n -> n.object().name() + ": " + n.reason())
        .satisfiesExactlyInAnyOrder(
            n -> assertThat(n).startsWith("huge: larger than limits.bloatScanBudget"),
            n -> assertThat(n).startsWith("small: not measured yet: this hour's"));
    watcher.later(Duration.ofMinutes(50)).observe().measure(SMALL);
    assertThat(watcher.measured()).isEmpty();
    watcher.later(Duration.ofMinutes(11)).observe().measure(SMALL);
    assertThat(watcher.measured()).hasSize(1);
    assertThat(watcher.assess(new IndexBloat(), SMALL).notAssessed())
        .singleElement()
        .satisfies(n -> assertThat(n.reason()).startsWith("larger than"));
  }

  @OnOneVersion
  void aLockedTableIsNotAssessed(PgServer server) throws SQLException {
    var database =
        database(
            server,
            "INSERT INTO t SELECT i, i FROM generate_series(1, 30000) i",
            "CREATE INDEX idx ON t (a)");
    var watcher = new Watcher(database).observe();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
      statement.execute("REINDEX INDEX idx");
      // Locked after it was listed, and when it is listed.
      watcher.measure(SMALL);
      locked(watcher);
      locked(watcher.observe().measure(SMALL));
      connection.rollback();
    }
    assertThat(watcher.observe().measure(SMALL).assess(new IndexBloat(), SMALL).notAssessed())
        .isEmpty();
  }

  private static void locked(Watcher watcher) {
    assertThat(watcher.assess(new IndexBloat(), SMALL).notAssessed())
        .singleElement()
        .satisfies(n -> assertThat(n.reason()).isEqualTo("locked"));
  }

  private static Limits limits(long budget, int timeoutSeconds) {
    return new Limits(
        Duration.ofSeconds(timeoutSeconds), Duration.ofMillis(500), 2, 50, 500, budget);
  }
}
