package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.CheckRun.Seen;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;

/**
 * intarray's operators on integer[] are not those that the default operator class of GIN serves.
 */
class MisfitIntarrayTest {

  @OnOneVersion
  void theOperatorClassDependsOnWhoseOperatorsAreUsed(PgServer shared) {
    try (var server =
        PgServer.start(shared.major(), "shared_preload_libraries = 'pg_stat_statements'")) {
      PgDatabase database =
          server
              .createDatabase()
              .execute(
                  "CREATE EXTENSION pg_stat_statements",
                  "CREATE EXTENSION intarray",
                  "CREATE DOMAIN tags AS int[]",
                  "CREATE TABLE t (a int[], b text[], c tags)",
                  "INSERT INTO t SELECT ARRAY[i], ARRAY['x' || i], ARRAY[i] FROM generate_series(1, 9000) i",
                  "CREATE INDEX of_int ON t (a)",
                  "CREATE INDEX of_text ON t (b)",
                  "CREATE INDEX of_domain ON t (c)",
                  "ANALYZE t",
                  "SELECT count(*) FROM t WHERE a @> ARRAY[7]",
                  "SELECT count(*) FROM t WHERE b @> ARRAY['x7']",
                  "SELECT count(*) FROM t WHERE c && ARRAY[7]");

      Seen seen = CheckRun.of(new MisfitIndex(), database).with("minSize", "0").now();

      assertThat(seen.names()).containsExactly("of_domain", "of_int", "of_text");
      assertThat(seen.of("of_text").fix().sql()).hasSize(1);
      assertThat(seen.of("of_domain").fix().sql()).isEmpty();
      assertThat(seen.of("of_int").fix().sql()).isEmpty();
      assertThat(seen.of("of_int").fix().note())
          .contains("USING gin (\"a\" \"public\".\"gin__int_ops\")");
      // Why: the index that used to be printed serves nobody here.
      database.execute("CREATE INDEX plain ON t USING gin (a)");
      assertThat(plan(database)).doesNotContain("plain");
      database.execute("CREATE INDEX fits ON t USING gin (a public.gin__int_ops)");
      assertThat(plan(database)).contains("fits");
    }
  }

  private static String plan(PgDatabase database) {
    return String.join("\n", database.column("EXPLAIN SELECT * FROM t WHERE a @> ARRAY[7]"));
  }
}
