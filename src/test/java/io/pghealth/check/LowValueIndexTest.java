package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.util.List;

/** What is advised for an index of NULLs, and how sure that is. */
class LowValueIndexTest {
  private static final List<String> SERVED_BY_FULL =
      List.of("a = false", "NOT a", "a IS FALSE", "a IN (false)");

  private static PgDatabase seeded(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE DOMAIN flag AS boolean",
            "CREATE TABLE t (id int, a boolean, b flag, c int)",
            "INSERT INTO t SELECT i, CASE WHEN i % 1000 = 1 THEN false WHEN i % 25 = 0 THEN true END,"
                + " CASE WHEN i % 25 = 0 THEN false END, CASE WHEN i % 25 = 0 THEN i END"
                + " FROM generate_series(1, 20000) i",
            "CREATE INDEX of_boolean ON t (a)",
            "CREATE INDEX of_domain ON t (b)",
            "CREATE INDEX of_int ON t (c)",
            "ANALYZE t");
  }

  private static CheckRun run(PgDatabase database) {
    return CheckRun.of(new LowValueIndex(), database).with("minSize", "0");
  }

  @OnEveryVersion(why = "what the planner concludes from a comparison")
  void noPartialIndexIsPrintedForABoolean(PgServer server) {
    PgDatabase database = seeded(server);

    CheckRun.Seen seen = run(database).now();

    assertThat(seen.names()).containsExactly("of_boolean", "of_domain", "of_int");
    for (String name : List.of("of_boolean", "of_domain")) {
      assertThat(seen.of(name).fix().sql()).as(name).isEmpty();
      assertThat(seen.of(name).fix().note()).contains("IS NOT NULL is no replacement");
    }
    Finding other = seen.of("of_int");
    assertThat(other.fix().sql()).hasSize(2);
    assertThat(other.confidence()).isEqualTo(Confidence.MEDIUM);
    // Why: what the full index serves, the partial one does not.
    for (String condition : SERVED_BY_FULL) {
      assertThat(plan(database, condition)).as(condition).contains("of_boolean");
    }
    database.execute("CREATE INDEX partly ON t (a) WHERE a IS NOT NULL", "DROP INDEX of_boolean");
    for (String condition : SERVED_BY_FULL) {
      assertThat(plan(database, condition)).as(condition).contains("Seq Scan");
    }
  }

  private static String plan(PgDatabase database, String condition) {
    return String.join(
        "\n", database.column("EXPLAIN (COSTS off) SELECT * FROM t WHERE " + condition));
  }

  @OnOneVersion
  void withAStandbyThatWasNotAskedNothingIsSure(PgServer shared) {
    try (var primary = PgServer.start(shared.major())) {
      PgDatabase database = seeded(primary);
      try (var replica = primary.replica()) {
        Finding unsure = run(database).now().of("of_int");
        assertThat(unsure.evidence().get("scans")).contains("not all scans are known");
        assertThat(unsure.confidence()).isEqualTo(Confidence.LOW);
        replica.awaitReplayOf(primary);
        assertThat(run(database).and(replica).now().of("of_int").confidence())
            .isEqualTo(Confidence.MEDIUM);
      }
    }
  }
}
