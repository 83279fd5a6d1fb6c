package io.pghealth.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.Session;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.awaitility.Awaitility;

/** Which tables facts are read of, on real servers. */
class ScopeCollectorTest {
  private static final Floor FLOOR = new Floor(256 * 1024, 1000, 4);

  @OnEveryVersion(why = "what a size is known by, counters among it, differs")
  void smallTablesAreLeftOutUnlessSomethingElseSpeaksForThem(PgServer server) throws Exception {
    PgDatabase database =
        server
            .createDatabase()
            .executeCounted(
                "CREATE TABLE small AS SELECT i, i AS j, i AS k FROM generate_series(1, 900) i",
                "CREATE INDEX small_idx ON small (i)",
                "CREATE INDEX small_idx2 ON small (i, j)",
                "CREATE TABLE never_analyzed (i int) WITH (autovacuum_enabled = off)",
                "INSERT INTO never_analyzed VALUES (1)",
                "CREATE TABLE referenced (id int PRIMARY KEY)",
                "CREATE TABLE many_rows (id int REFERENCES referenced)",
                "INSERT INTO many_rows SELECT NULL FROM generate_series(1, 1000)",
                "CREATE TABLE few_wide (t text) WITH (autovacuum_enabled = off)",
                "ALTER TABLE few_wide ALTER t SET STORAGE plain",
                "INSERT INTO few_wide SELECT repeat('x', 7000) FROM generate_series(1, 40)",
                "CREATE TABLE large_index (t text)",
                "ALTER TABLE large_index ALTER t SET STORAGE plain",
                "INSERT INTO large_index SELECT repeat('x', 2000) || i FROM generate_series(1, 70) i",
                "CREATE INDEX ON large_index (t)",
                "CREATE TABLE twins (i int, j int)",
                "CREATE INDEX ON twins (i) INCLUDE (j)",
                "CREATE INDEX ON twins (i)",
                "CREATE TABLE whole (i int) PARTITION BY RANGE (i)",
                "CREATE TABLE part PARTITION OF whole FOR VALUES FROM (0) TO (9)",
                "CREATE TABLE four_indexes (i int, j int, k int, l int)",
                "CREATE INDEX ON four_indexes (i)",
                "CREATE INDEX ON four_indexes (j)",
                "CREATE INDEX ON four_indexes (k)",
                "CREATE INDEX ON four_indexes (l)",
                "CREATE TABLE asked (i int)",
                "CREATE TABLE asked_by_index (i int)",
                "CREATE INDEX \"Its Index\" ON asked_by_index (i)",
                "CREATE TABLE broken (i int)",
                "CREATE INDEX broken_idx ON broken (i)",
                "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken_idx'::regclass",
                "CREATE TABLE locked (i int)")
            // When the rows of the session above are counted: else they would be counted once more.
            .execute(
                "ANALYZE small, referenced, many_rows, large_index, twins, four_indexes, asked");
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE locked");
      assertThat(scope(server, database, FLOOR, "asked", "Its Index"))
          .containsExactlyInAnyOrder(
              "referenced",
              "many_rows",
              "few_wide",
              "large_index",
              "twins",
              "whole",
              "part",
              "four_indexes",
              "asked",
              "asked_by_index",
              "broken",
              "locked");
    }
  }

  @OnEveryVersion(why = "what a size is known by, counters among it, differs")
  void aTableThatHasGrownSinceItWasAnalyzedIsMeasured(PgServer server) throws Exception {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE grown (t text) WITH (autovacuum_enabled = off)",
                "ALTER TABLE grown ALTER t SET STORAGE plain",
                "INSERT INTO grown VALUES ('x')",
                "ANALYZE grown");
    Awaitility.await()
        .untilAsserted(() -> assertThat(scope(server, database, FLOOR)).doesNotContain("grown"));
    database.execute("INSERT INTO grown SELECT repeat('x', 7000) FROM generate_series(1, 40)");
    // Up to 14 counters arrive late.
    Awaitility.await()
        .untilAsserted(() -> assertThat(scope(server, database, FLOOR)).contains("grown"));
  }

  @OnEveryVersion(why = "catalogs of publications differ")
  void whereSomethingIsPublishedTablesWithoutAPrimaryKeyMatter(PgServer server) throws Exception {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE keyless (i int)",
                "CREATE TABLE keyed (i int PRIMARY KEY)",
                "ANALYZE keyless, keyed");
    assertThat(scope(server, database, FLOOR)).isEmpty();
    database.execute("CREATE PUBLICATION p");
    assertThat(scope(server, database, FLOOR)).containsExactly("keyless");
    assertThat(scope(server, database, Floor.EVERY_TABLE))
        .containsExactlyInAnyOrder("keyless", "keyed");
  }

  private static List<String> scope(
      PgServer server, PgDatabase database, Floor floor, String... names) throws Exception {
    try (Session session =
        new PgSessions(Targets.of(server, server.createRole("")))
            .open(server.endpoint(), database.name())) {
      Scope scope = new ScopeCollector(floor, List.of(names)).collect(session);
      return database.column(
          "SELECT relname FROM pg_class WHERE oid = ANY ('{"
              + String.join(
                  ",", scope.tables().orElseThrow().stream().map(String::valueOf).toList())
              + "}')");
    }
  }
}
