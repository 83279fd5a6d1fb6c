package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;

/** What is said of the price of an unused index. */
class UnusedIndexCostTest {

  @OnEveryVersion(why = "from 16 on a BRIN index keeps no update from being heap-only")
  void heapOnlyUpdatesAreCountedAgainstTheColumnsThatNoOtherIndexHolds(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .executeCounted(
                "CREATE TABLE jobs (id int PRIMARY KEY, a int, b int, c int, d int)"
                    + " WITH (fillfactor = 50, autovacuum_enabled = off)",
                "INSERT INTO jobs SELECT i, i, i, i, i FROM generate_series(1, 100) i",
                "CREATE INDEX of_expression ON jobs ((a + 1)) WHERE d > 0",
                "CREATE INDEX of_two ON jobs (id) INCLUDE (c)",
                "CREATE INDEX on_c ON jobs (c)",
                "CREATE INDEX brin_b ON jobs USING brin (b)",
                "UPDATE jobs SET a = a + 1");
    CheckRun.Seen seen = run(database).now();

    // The counters are not an hour old, and less tells nothing of a day.
    assertThat(seen.of("of_expression").evidence())
        .doesNotContainKey("entries written a day")
        .containsEntry("columns that no other index holds", "a, d")
        .containsEntry("heap-only updates", "0 of 100");
    assertThat(seen.of("of_expression").impact())
        .contains("updates that change a, d may be among the 100 that were not heap-only");
    assertThat(seen.of("on_c").impact()).doesNotContain("heap-only");
    if (server.major() >= 16) {
      assertThat(seen.of("brin_b").impact()).doesNotContain("heap-only");
    } else {
      assertThat(seen.of("brin_b").impact()).contains("updates that change b may");
    }
  }

  private static CheckRun run(PgDatabase database) {
    return CheckRun.of(new UnusedIndex(), database)
        .with("observationWindow", "0s")
        .with("minSize", "0");
  }
}
