package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.CheckRun.Seen;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Severity;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import org.awaitility.Awaitility;

/** Narrow indexes that a wider one contains, beside those that it does not. */
class RedundantIndexTest {

  private static CheckRun run(PgDatabase database) {
    return CheckRun.of(new RedundantIndex(), database).with("minSize", "0");
  }

  @OnEveryVersion(why = "node trees and definitions are printed differently")
  void whatAWiderOneBeginsWithIsFoundAndComesBackAsItWas(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (a int, b text, c int, d int, PRIMARY KEY (d, c))",
                "CREATE INDEX a ON t (a)",
                "CREATE INDEX a_b ON t (a, b)",
                "CREATE INDEX a_b_c ON t (a, b, c)",
                "CREATE INDEX begins_the_key ON t (d)",
                "CREATE INDEX expression ON t (lower(b)) WHERE a > 1",
                "CREATE INDEX expression_wider ON t (lower( b ), c, upper(b)) WHERE (a > 1)",
                "CREATE INDEX including ON t (c) INCLUDE (d)",
                "CREATE INDEX included ON t (c, a, d)",
                "CREATE INDEX c_desc ON t (c DESC)",
                "CREATE INDEX c_desc_wider ON t (c DESC) INCLUDE (b)",
                "CREATE TABLE m (a int, b int) PARTITION BY RANGE (a)",
                "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (100)",
                "CREATE INDEX tree ON m (b)",
                "CREATE INDEX tree_wider ON m (b, a)");

    Seen seen = run(database).now();

    assertThat(seen.names())
        .containsExactly("a", "a_b", "begins_the_key", "c_desc", "expression", "including", "tree");
    assertThat(seen.of("a").message()).contains("is contained in a_b_c");
    assertThat(seen.of("begins_the_key").message()).endsWith("a constraint stands on it");
    DuplicateIndexTest.mendedAndBack(run(database), database, seen);
  }

  @OnEveryVersion(why = "18 skips leading columns")
  void whatAWiderOneDoesNotContainIsLeftAlone(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (a int, b text, c int, d int, x int, y int, z text)",
                "CREATE INDEX ON t (a, b)",
                "CREATE UNIQUE INDEX ON t (a)",
                "CREATE INDEX ON t (a DESC)",
                "CREATE INDEX ON t USING hash (a)",
                "CREATE INDEX ON t USING brin (a)",
                "CREATE INDEX ON t (a) WHERE c > 1",
                "CREATE INDEX ON t (a) INCLUDE (d)",
                "CREATE INDEX ON t (b)",
                "CREATE INDEX ON t (x, y)",
                "CREATE INDEX ON t (y, z)",
                "CREATE INDEX ON t (z COLLATE \"C\")",
                "CREATE INDEX ON t (z, a)",
                "CREATE INDEX ON t (lower(b))",
                "CREATE INDEX ON t (upper(b), c)",
                // Column 1 is no prefix of column 12, nor an expression of another one.
                "CREATE TABLE many (c1 int, c2 int, c3 int, c4 int, c5 int, c6 int, c7 int,"
                    + " c8 int, c9 int, c10 int, c11 int, c12 int)",
                "CREATE INDEX ON many (c1)",
                "CREATE INDEX ON many (c12, c2)",
                "ANALYZE");

    assertThat(run(database).now().findings()).isEmpty();
  }

  @OnEveryVersion(why = "whether an index is in use is told from 16 on")
  void whatIsScannedStaysWhereTheWiderOneIsNot(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (a int, b int)",
                "INSERT INTO t SELECT i, i FROM generate_series(1, 1000) i",
                "CREATE INDEX narrow ON t (a)",
                "SET enable_seqscan = off; SELECT * FROM t WHERE a = 1");
    Awaitility.await()
        .until(() -> database.number("SELECT idx_scan FROM pg_stat_user_indexes") > 0);
    database.execute("CREATE INDEX wider ON t (a, b)");
    // UnusedIndex may come to name the wider one: both must not go.
    assertThat(run(database).now().findings()).isEmpty();

    database.execute("CREATE INDEX unscanned ON t (b)", "CREATE UNIQUE INDEX key ON t (b, a)");
    assertThat(run(database).now().names()).containsExactly("unscanned");

    database.execute(
        "BEGIN; DROP INDEX narrow; SET enable_seqscan = off; SELECT * FROM t WHERE a = 1; ROLLBACK");
    Awaitility.await()
        .until(() ->
            database.number(
                    "SELECT count(*) FROM pg_stat_user_indexes"
                        + " WHERE indexrelname = 'wider' AND idx_scan > 0")
                > 0);
    Seen seen = run(database).now();
    assertThat(seen.names()).containsExactly("narrow", "unscanned");
    assertThat(seen.of("narrow").confidence()).isEqualTo(Confidence.HIGH);
  }

  @OnOneVersion
  void aMuchWiderOneAndScansMakeItLessSure(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (a int, b text)",
                "INSERT INTO t SELECT i, repeat('x', 200) || i FROM generate_series(1, 1000) i",
                "CREATE INDEX narrow ON t (a)",
                "CREATE UNIQUE INDEX wider ON t (a, b)");
    assertThat(run(database).now().of("narrow").confidence()).isEqualTo(Confidence.HIGH);

    database.execute(
        "BEGIN; DROP INDEX wider; SET enable_seqscan = off; SELECT * FROM t WHERE a = 1; ROLLBACK");
    Awaitility.await()
        .until(() -> database.number("SELECT sum(idx_scan) FROM pg_stat_user_indexes") > 0);

    assertThat(run(database).now().of("narrow").confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(CheckRun.of(new RedundantIndex(), database).with("minSize", "1Mi").now().findings())
        .isEmpty();
  }

  @OnOneVersion
  void oneThatHasATwinIsLeftToDuplicateIndexAndAForeignKeyKeepsItsSupport(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE t (a int REFERENCES parent, b int)",
                "CREATE INDEX a1 ON t (a)",
                "CREATE INDEX a2 ON t (a)",
                "CREATE INDEX wider ON t (a, b)");

    assertThat(run(database).now().names()).containsExactly("a1");
    assertThat(CheckRun.of(new DuplicateIndex(), database).now().names()).containsExactly("a2");
    // All of it done, the key is still served.
    database.execute("DROP INDEX a1, a2");
    assertThat(run(database).now().findings()).isEmpty();
  }

  @OnEveryVersion(why = "18 skips leading columns", from = 18)
  void behindAColumnOfFewValuesItIsAHintWithoutSql(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (few int, many int, b int)",
                "INSERT INTO t SELECT i % 10, i % 500, i FROM generate_series(1, 5000) i",
                "CREATE INDEX b ON t (b)",
                "CREATE INDEX many_b ON t (many, b)",
                "ANALYZE t");
    assertThat(run(database).now().findings()).isEmpty();

    database.execute("CREATE INDEX few_b ON t (few, b)");
    Seen seen = run(database).now();
    assertThat(seen.of("b").severity()).isEqualTo(Severity.INFO);
    assertThat(seen.of("b").fix().sql()).isEmpty();
    assertThat(seen.of("b").message()).contains("whose 10 values");
  }

  @OnEveryVersion(why = "18 skips leading columns", from = 18)
  void whereTheStatisticsAreHiddenOnlyTheHintIsNotAssessed(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (few int, b int, c int)",
                "INSERT INTO t SELECT i % 10, i, i FROM generate_series(1, 500) i",
                "CREATE INDEX b ON t (b)",
                "CREATE INDEX few_b ON t (few, b)",
                "CREATE INDEX c ON t (c)",
                "CREATE INDEX c_b ON t (c, b)",
                "ANALYZE t");

    Seen seen = run(database).as(server.createRole("")).now();

    assertThat(seen.names()).containsExactly("c");
    assertThat(seen.notAssessed())
        .allSatisfy(n -> {
          assertThat(n.object().name()).isEqualTo("b");
          assertThat(n.remedy().sql()).singleElement().asString().startsWith("GRANT SELECT");
        })
        .extracting(n -> n.reason())
        .containsExactlyInAnyOrder(
            "skip scan beside c_b: statistics are hidden: the role may not SELECT the column",
            "skip scan beside few_b: statistics are hidden: the role may not SELECT the column");
  }
}
