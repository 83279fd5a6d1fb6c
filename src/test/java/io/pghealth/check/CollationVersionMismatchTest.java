package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.util.List;

/**
 * Versions of collations. Two libraries cannot be had on one machine: the recorded version is
 * falsified in the catalog instead, as an image with another library would find it.
 */
class CollationVersionMismatchTest {

  @OnEveryVersion(why = "catalogs and the fix differ")
  void indexesThatRestOnAStaleCollationAreListedAndTheFixSilencesIt(PgServer server) {
    PgDatabase database = server.createDatabase();
    database.execute(
        "CREATE COLLATION german (provider = icu, locale = 'de-DE')",
        "CREATE COLLATION \"Fresh one\" (provider = icu, locale = 'sv-SE')",
        "CREATE TYPE words AS RANGE (subtype = text, collation = german)",
        "CREATE TABLE people (name text COLLATE german, nick text COLLATE \"Fresh one\", plain text,"
            + " span words, n int, EXCLUDE USING btree (name WITH =))",
        "CREATE INDEX people_name_idx ON people (name)",
        "CREATE INDEX \"people \"\"n\"\" idx\" ON people (n, name)",
        "CREATE INDEX people_expression_idx ON people ((plain COLLATE german < 'm'))",
        "CREATE INDEX people_span_idx ON people USING gist (span)",
        // Near misses: other collations, order by bytes, hashes of bytes, no string at all.
        "CREATE INDEX people_nick_idx ON people (nick)",
        "CREATE INDEX people_bytes_idx ON people (name text_pattern_ops)",
        "CREATE INDEX people_hash_idx ON people USING hash (name)",
        "CREATE INDEX people_n_idx ON people (n)");
    assertThat(findings(database)).isEmpty();
    database.execute("UPDATE pg_collation SET collversion = '1' WHERE collname = 'german'");

    Finding found = findings(database).getFirst();
    assertThat(findings(database)).hasSize(1);
    assertThat(found.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(found.message())
        .contains("collation public.german was recorded under version 1", "5 indexes");
    assertThat(found.fix().sql())
        .containsExactly(
            "REINDEX INDEX CONCURRENTLY \"public\".\"people \"\"n\"\" idx\"",
            "REINDEX INDEX CONCURRENTLY \"public\".\"people_expression_idx\"",
            "REINDEX INDEX \"public\".\"people_name_excl\"",
            "REINDEX INDEX CONCURRENTLY \"public\".\"people_name_idx\"",
            "REINDEX INDEX CONCURRENTLY \"public\".\"people_span_idx\"",
            "ALTER COLLATION \"public\".\"german\" REFRESH VERSION");
    database.execute(found.fix().sql().toArray(String[]::new));
    assertThat(findings(database)).isEmpty();
  }

  @OnOneVersion
  void aStaleCollationWithoutAnIndexOnlyWarns(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE COLLATION danish (provider = icu, locale = 'da-DK')",
                "CREATE COLLATION unused (provider = icu, locale = 'fi-FI')",
                "CREATE TABLE notes (body text COLLATE danish)",
                "UPDATE pg_collation SET collversion = '1' WHERE collname IN ('danish', 'unused')");
    assertThat(findings(database))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.severity()).isEqualTo(Severity.LOW);
          assertThat(f.message()).contains("public.danish");
        });
  }

  @OnEveryVersion(why = "14 records no version of a database")
  void theDatabasesOwnCollation(PgServer server) {
    if (server.major() == 14) {
      CycleResult result = cycle(server.createDatabase());
      assertThat(OneCycle.findings(result)).isEmpty();
      assertThat(OneCycle.gaps(result))
          .containsExactly("PostgreSQL 14 records no version of the database's own collation");
      return;
    }
    String name = server.createDatabase().name() + " \"own\"";
    String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
    server
        .postgres()
        .execute(
            "CREATE DATABASE "
                + quoted
                + " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
    PgDatabase database = new PgDatabase(server, name);
    database.execute(
        "CREATE TABLE people (name text PRIMARY KEY, c text COLLATE \"C\")",
        "CREATE INDEX people_c_idx ON people (c)");
    assertThat(findings(database)).isEmpty();
    server
        .postgres()
        .execute(
            "UPDATE pg_database SET datcollversion = '1' WHERE datname = '"
                + name.replace("'", "''")
                + "'");
    Finding found = findings(database).getFirst();
    assertThat(found.fix().sql())
        .containsExactly(
            "REINDEX INDEX CONCURRENTLY \"public\".\"people_pkey\"",
            "ALTER DATABASE " + quoted + " REFRESH COLLATION VERSION");
    database.execute(found.fix().sql().toArray(String[]::new));
    assertThat(findings(database)).isEmpty();
  }

  private static List<Finding> findings(PgDatabase database) {
    return OneCycle.findings(cycle(database));
  }

  private static CycleResult cycle(PgDatabase database) {
    return new OneCycle(new CollationVersionMismatch(), database, database.server().createRole(""))
        .run();
  }
}
