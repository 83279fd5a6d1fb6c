package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.time.Duration;
import java.util.List;

/** What may not be dropped, each beside what may. */
class UnusedIndexTest {
  private static final UnusedIndexSettings ANY_SIZE =
      new UnusedIndexSettings(Duration.ofMillis(1), new Bytes(0));

  private static List<String> unused(PgDatabase database) {
    return new Watcher(database)
            .observe()
            .later(Duration.ofDays(1))
            .observe()
            .assess(new UnusedIndex(), ANY_SIZE)
            .findings()
            .stream()
            .map(f -> f.object().name())
            .sorted()
            .toList();
  }

  @OnEveryVersion(why = "the catalogs differ")
  void nothingThatGuardsTheDataIsCalledUnused(PgServer server) {
    var database =
        server
            .createDatabase()
            .execute(
                "CREATE EXTENSION btree_gist",
                "CREATE EXTENSION pgstattuple",
                "CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int, c int, r int4range,"
                    + " EXCLUDE USING gist (r WITH &&), EXCLUDE USING btree (c WITH =))",
                "INSERT INTO t SELECT i, i, i, i, int4range(i, i + 1) FROM generate_series(0, 9) i",
                "CREATE INDEX unprotected ON t (a)",
                "CREATE INDEX on_a_range ON t USING gist (r)",
                "CREATE UNIQUE INDEX only_unique ON t (a)",
                "CREATE UNIQUE INDEX identity ON t (a)",
                "ALTER TABLE t REPLICA IDENTITY USING INDEX identity",
                "CREATE INDEX clustered ON t (b)",
                "ALTER TABLE t CLUSTER ON clustered",
                "CREATE TABLE was_clustered (a int)",
                "CREATE INDEX was_clustered_idx ON was_clustered (a)",
                "ALTER TABLE was_clustered CLUSTER ON was_clustered_idx",
                "ALTER TABLE was_clustered SET WITHOUT CLUSTER",
                "CREATE TABLE of_extension (a int)",
                "CREATE INDEX of_extension_idx ON of_extension (a)",
                "ALTER EXTENSION pgstattuple ADD TABLE of_extension",
                "CREATE INDEX depends_on_extension ON was_clustered (a)",
                "ALTER INDEX depends_on_extension DEPENDS ON EXTENSION pgstattuple",
                "CREATE INDEX valid_expression ON t ((10 / (b + 1)))");
    try {
      database.execute("CREATE INDEX CONCURRENTLY invalid_expression ON t ((10 / b))");
    } catch (IllegalStateException divisionByZero) {
      // It leaves an invalid index behind, which is what is wanted.
    }
    assertThat(
            database.value(
                "SELECT indisvalid FROM pg_index WHERE indexrelid = 'invalid_expression'::regclass"))
        .isEqualTo("f");
    assertThat(unused(database))
        .containsExactly(
            "depends_on_extension",
            "on_a_range",
            "unprotected",
            "valid_expression",
            "was_clustered_idx");
  }

  @OnEveryVersion(why = "operator families and key catalogs differ; 18 skips leading columns")
  void theOnlyIndexThatServesAForeignKeyStays(PgServer server) {
    var database =
        server
            .createDatabase()
            .execute(
                "CREATE EXTENSION btree_gist",
                "CREATE TABLE parent (x int, y int, PRIMARY KEY (x, y))",
                "CREATE TABLE named (n text PRIMARY KEY)",
                child("from_first", "(a)"),
                child("by_hash", "USING hash (a)"),
                child("by_gist", "USING gist (a, b)"),
                child("by_brin", "USING brin (a)"),
                child("partly", "(a) WHERE b > 0"),
                child("from_later", "(pad, a, b)"),
                child("no_key_column", "(pad)"),
                child("only_included", "(pad) INCLUDE (a, b)"),
                "CREATE TABLE nowhere (a int, b int)",
                "CREATE INDEX no_foreign_key ON nowhere (a, b)",
                "CREATE TABLE pattern (a text REFERENCES named)",
                "CREATE INDEX by_pattern ON pattern (a text_pattern_ops)",
                "CREATE TABLE collated (a text REFERENCES named)",
                "CREATE INDEX other_collation ON collated (a COLLATE \"C\")",
                "CREATE TABLE casted (a int)",
                "CREATE TABLE numbered (n numeric PRIMARY KEY)",
                "ALTER TABLE casted ADD FOREIGN KEY (a) REFERENCES numbered",
                "CREATE INDEX no_operator ON casted (a)",
                "CREATE TABLE unchecked (a int, b int)",
                "ALTER TABLE unchecked ADD FOREIGN KEY (a, b) REFERENCES parent NOT VALID",
                "CREATE INDEX not_valid ON unchecked (a)");
    assertThat(unused(database))
        .containsExactly(
            "no_foreign_key", "no_key_column", "no_operator", "only_included", "other_collation");
  }

  @OnEveryVersion(why = "keys may be NOT ENFORCED from 18 on", from = 18)
  void aKeyThatIsNotEnforcedNeedsNoIndex(PgServer server) {
    var database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE parent (x int PRIMARY KEY)",
                "CREATE TABLE child (a int, b int)",
                "ALTER TABLE child ADD FOREIGN KEY (a) REFERENCES parent NOT ENFORCED",
                "ALTER TABLE child ADD FOREIGN KEY (b) REFERENCES parent",
                "CREATE INDEX not_enforced ON child (a)",
                "CREATE INDEX enforced ON child (b)");
    assertThat(unused(database)).containsExactly("not_enforced");
  }

  @OnOneVersion
  void ofSeveralThatServeAForeignKeyTheBestStays(PgServer server) {
    var database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE parent (x int, y int, PRIMARY KEY (x, y))",
                child("one_column", "(a)"),
                "CREATE INDEX two_columns ON child_one_column (b, a)",
                child("by_tree", "(a)"),
                "CREATE INDEX by_hash ON child_by_tree USING hash (a)",
                child("whole", "(a)"),
                "CREATE INDEX partly ON child_whole (a, b) WHERE b > 0",
                child("beside_key", "(a)"),
                "ALTER TABLE child_beside_key ADD UNIQUE (a, pad)");
    assertThat(unused(database)).containsExactly("beside_key", "by_hash", "one_column", "partly");
  }

  private static String child(String index, String on) {
    return "CREATE TABLE child_%1$s (pad int, a int, b int, FOREIGN KEY (a, b) REFERENCES parent);"
            .formatted(index)
        + "CREATE INDEX %1$s ON child_%1$s %2$s".formatted(index, on);
  }

  @OnOneVersion
  void whatIsSmallerThanTheThresholdIsLeftAlone(PgServer server) {
    var database =
        server.createDatabase().execute("CREATE TABLE t (a int)", "CREATE INDEX small ON t (a)");
    var watcher = new Watcher(database).observe().later(Duration.ofDays(1)).observe();
    long size = database.number("SELECT pg_relation_size('small')");
    assertThat(findings(watcher, Duration.ofMillis(1), size)).hasSize(1);
    assertThat(findings(watcher, Duration.ofMillis(1), size + 1)).isEmpty();
  }

  static List<Finding> findings(Watcher watcher, Duration window, long minSize) {
    return assess(watcher, window, minSize).findings();
  }

  static Assessment assess(Watcher watcher, Duration window, long minSize) {
    return watcher.assess(new UnusedIndex(), new UnusedIndexSettings(window, new Bytes(minSize)));
  }
}
