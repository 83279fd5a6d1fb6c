package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.CheckRun.Seen;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.awaitility.Awaitility;

/** Two indexes that are the same, beside two that only look so. */
class DuplicateIndexTest {
  static final String SHAPE =
      "SELECT concat_ws(' ', c.oid::regclass, pg_get_indexdef(c.oid), i.indisvalid,"
          + " obj_description(c.oid, 'pg_class'), h.inhparent::regclass) FROM pg_index i"
          + " JOIN pg_class c ON c.oid = i.indexrelid"
          + " JOIN pg_namespace n ON n.oid = c.relnamespace"
          + " LEFT JOIN pg_inherits h ON h.inhrelid = c.oid"
          + " WHERE n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema') ORDER BY 1";

  private static CheckRun run(PgDatabase database) {
    return CheckRun.of(new DuplicateIndex(), database);
  }

  /** Mends all, sees nothing left, undoes all. */
  static void mendedAndBack(CheckRun run, PgDatabase database, Seen seen) {
    List<String> before = database.column(SHAPE);
    for (Finding finding : seen.findings()) {
      run.mend(finding);
    }
    assertThat(run.now().findings()).isEmpty();
    for (Finding finding : seen.findings().reversed()) {
      run.undo(finding);
    }
    assertThat(database.column(SHAPE)).isEqualTo(before);
  }

  @OnEveryVersion(why = "node trees and definitions are printed differently")
  void whatIsTheSameIsFoundAndComesBackAsItWas(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE SCHEMA \"Other; schema\"",
                "CREATE TABLE t (a int, b text, c int, PRIMARY KEY (c))",
                "CREATE INDEX aa ON t (a)",
                "CREATE INDEX \"a \"\"b\"\"; DROP\" ON t (a) WITH (fillfactor = 70)",
                "CREATE INDEX ac ON t (a)",
                "COMMENT ON INDEX ac IS 'the third'",
                "CREATE INDEX beside_the_key ON t (c)",
                "CREATE INDEX lower_1 ON t (lower(b)) WHERE a > 1",
                "CREATE INDEX lower_2 ON t (lower( b )) WHERE (a   > 1)",
                "CREATE INDEX hash_1 ON t USING hash (b)",
                "CREATE INDEX hash_2 ON t USING hash (b)",
                "CREATE UNIQUE INDEX unique_1 ON t (b, a)",
                "CREATE UNIQUE INDEX unique_2 ON t (b, a)",
                "CREATE INDEX plain_beside_unique ON t (b, a)",
                "CREATE TABLE \"Other; schema\".t (a int)",
                "CREATE INDEX aa ON \"Other; schema\".t (a)",
                "CREATE INDEX ab ON \"Other; schema\".t (a)");

    Seen seen = run(database).now();

    assertThat(seen.names())
        .containsExactly(
            "aa",
            "ab",
            "ac",
            "beside_the_key",
            "hash_2",
            "lower_2",
            "plain_beside_unique",
            "unique_2")
        .as("by name where nothing else tells, quotes before letters");
    assertThat(seen.findings()).allMatch(f -> f.confidence() == Confidence.HIGH);
    assertThat(seen.of("beside_the_key").message()).endsWith("a constraint stands on it");
    mendedAndBack(run(database), database, seen);
  }

  @OnEveryVersion(why = "NULLS NOT DISTINCT is there from 15 on, node trees lost positions in 17")
  void whatDiffersInAnythingIsLeftAlone(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE EXTENSION btree_gist",
                "CREATE EXTENSION pg_trgm",
                "CREATE TABLE t (a int, b text, c text, r int4range)",
                "CREATE INDEX ON t (a)",
                "CREATE INDEX ON t (a DESC)",
                "CREATE INDEX ON t (a NULLS FIRST)",
                "CREATE INDEX ON t USING hash (a)",
                "CREATE INDEX ON t USING brin (a)",
                "CREATE INDEX ON t USING brin (a) WITH (pages_per_range = 16)",
                "CREATE INDEX ON t USING gist (a)",
                "CREATE INDEX ON t (a) INCLUDE (b)",
                "CREATE INDEX ON t (a) INCLUDE (c)",
                "CREATE INDEX ON t (a) WHERE a > 1",
                "CREATE INDEX ON t (a) WHERE 1 < a",
                "CREATE INDEX ON t (a) WHERE a IS NOT NULL",
                "CREATE INDEX ON t (b)",
                "CREATE INDEX ON t (b COLLATE \"C\")",
                "CREATE INDEX ON t (b text_pattern_ops)",
                "CREATE INDEX ON t (b, a)",
                "CREATE INDEX ON t (a, b)",
                "CREATE INDEX ON t (lower(b))",
                "CREATE INDEX ON t (lower(c))",
                "CREATE INDEX ON t (upper(b))",
                "CREATE INDEX ON t USING gist (b gist_trgm_ops)",
                "CREATE INDEX ON t USING gist (b gist_trgm_ops (siglen = 64))",
                // The server takes two functions of one name apart; the printed text does not.
                "CREATE FUNCTION f(bigint) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1'",
                "CREATE INDEX ON t (f(a))",
                "CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 2'",
                "CREATE INDEX ON t (f(a))",
                "CREATE TABLE nulls (a int)",
                "CREATE UNIQUE INDEX ON nulls (a)",
                server.major() >= 15
                    ? "CREATE UNIQUE INDEX ON nulls (a) NULLS NOT DISTINCT"
                    : "SELECT 1",
                // At the end of the transaction only: no arbiter, and nothing a key can refer to.
                "CREATE TABLE late (a int UNIQUE DEFERRABLE)",
                "CREATE UNIQUE INDEX ON late (a)",
                "CREATE TABLE other (a int)",
                "CREATE INDEX ON other (a)");

    assertThat(run(database).now().findings()).isEmpty();
  }

  @OnOneVersion
  void whatSomethingLeansOnIsNeverTheOneToGo(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE EXTENSION pgstattuple",
                "CREATE TABLE t (a int NOT NULL UNIQUE, b int)",
                "ALTER TABLE t ADD UNIQUE (a)",
                "CREATE UNIQUE INDEX identity ON t (a)",
                "ALTER TABLE t REPLICA IDENTITY USING INDEX identity",
                "CREATE INDEX clustered ON t (b)",
                "ALTER TABLE t CLUSTER ON clustered",
                "CREATE TABLE of_extension (a int)",
                "CREATE INDEX e1 ON of_extension (a)",
                "CREATE INDEX e2 ON of_extension (a)",
                "ALTER EXTENSION pgstattuple ADD TABLE of_extension",
                "CREATE TABLE referenced (a int)",
                "CREATE UNIQUE INDEX z_referenced ON referenced (a)",
                "CREATE TABLE referencing (a int REFERENCES referenced (a))");
    assertThat(run(database).now().findings()).isEmpty();

    database.execute(
        "CREATE INDEX a_plain ON t (b)", "CREATE UNIQUE INDEX a_unique ON referenced (a)");

    Seen seen = run(database).now();
    assertThat(seen.names()).containsExactly("a_plain", "a_unique");
    assertThat(seen.of("a_plain").message()).endsWith("the table is clustered on it");
  }

  @OnEveryVersion(why = "last_idx_scan is there from 16 on")
  void theOneThatIsScannedStays(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (a int)",
                "INSERT INTO t SELECT generate_series(1, 1000)",
                "CREATE INDEX z_used ON t (a)",
                "SET enable_seqscan = off; SELECT * FROM t WHERE a = 1");
    Awaitility.await()
        .until(() -> database.number("SELECT idx_scan FROM pg_stat_user_indexes") > 0);
    database.execute("CREATE INDEX a_new ON t (a)");

    Seen seen = run(database).now();

    assertThat(seen.names()).containsExactly("a_new");
    assertThat(seen.of("a_new").message()).endsWith("it is the one that is scanned");
  }

  @OnEveryVersion(why = "partitioning differs in detail")
  void aTreeIsComparedAsOneAndAnIndexOfItsOwnWithAPartOfATree(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE m (a int, b text) PARTITION BY RANGE (a)",
                "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (100) TO (300)",
                "CREATE INDEX tree_1 ON m (b)",
                "CREATE INDEX tree_2 ON m (b)",
                "CREATE INDEX a_own ON m1 (b)",
                // Not attached to anything, and not the same as anything.
                "CREATE INDEX elsewhere ON m2 (a)",
                "CREATE INDEX incomplete ON ONLY m (a)");

    Seen seen = run(database).now();

    assertThat(seen.names()).containsExactly("a_own", "tree_2");
    assertThat(seen.of("tree_2").fix().sql()).containsExactly("DROP INDEX \"public\".\"tree_2\"");
    assertThat(seen.of("a_own").message()).endsWith("it is part of tree_1");
    mendedAndBack(run(database), database, seen);
  }

  @OnOneVersion
  void whatIsLockedLeavesTheWholeTableOpen(PgServer server) throws SQLException {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (a int)",
                "CREATE INDEX i1 ON t (a)",
                "CREATE INDEX i2 ON t (a)",
                "CREATE TABLE u (a int)",
                "CREATE INDEX u1 ON u (a)",
                "CREATE INDEX u2 ON u (a)");
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("ALTER INDEX i1 SET (fillfactor = 50)");
      statement.execute("ALTER INDEX i1 RESET (fillfactor)");
      statement.execute("REINDEX INDEX i1");

      Seen seen = run(database).now();

      assertThat(seen.names()).containsExactly("u2");
      assertThat(seen.notAssessed())
          .allSatisfy(n -> assertThat(n.reason()).isEqualTo("locked"))
          .extracting(n -> n.object().name())
          .contains("i2");
    }
    assertThat(run(database).now().names()).containsExactly("i2", "u2");
  }

  @OnOneVersion
  void sizeCountsAndARoleThatMayOnlyConnectSeesAllOfIt(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (a int)", "CREATE INDEX i1 ON t (a)", "CREATE INDEX i2 ON t (a)");

    Seen seen = run(database).as(server.createRole("")).now();

    assertThat(seen.names()).containsExactly("i2");
    assertThat(seen.notAssessed()).isEmpty();
    assertThat(run(database).with("minSize", "1Mi").now().findings()).isEmpty();
  }
}
