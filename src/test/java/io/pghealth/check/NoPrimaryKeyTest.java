package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pghealth.check.CheckRun.Seen;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.util.List;

/** Tables without a primary key, and what publishing them does. */
class NoPrimaryKeyTest {
  private static final String KEYS =
      "SELECT concat_ws(' ', pg_get_indexdef(i.indexrelid), indisprimary, indisreplident,"
          + " obj_description(i.indexrelid, 'pg_class'), t.relreplident)"
          + " FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid"
          + " WHERE t.relnamespace = 'public'::regnamespace ORDER BY 1";

  private static String[] rows(String table) {
    return new String[] {
      "INSERT INTO " + table + " SELECT i FROM generate_series(1, 2000) i", "ANALYZE " + table
    };
  }

  @OnEveryVersion(why = "what ADD PRIMARY KEY USING INDEX takes, and NULLS NOT DISTINCT from 15")
  void aUniqueIndexOverColumnsThatAreNeverNullBecomesTheKey(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE \"Plain;\" (id int NOT NULL, \"b b\" text)",
                "CREATE UNIQUE INDEX \"its \"\"key\"\"\" ON \"Plain;\" (id) INCLUDE (\"b b\")",
                "COMMENT ON INDEX \"its \"\"key\"\"\" IS 'by hand'",
                "ALTER TABLE \"Plain;\" REPLICA IDENTITY USING INDEX \"its \"\"key\"\"\"",
                "CREATE UNIQUE INDEX wide ON \"Plain;\" (id, \"b b\")",
                "CREATE TABLE turned (id int NOT NULL)",
                "CREATE UNIQUE INDEX turned_idx ON turned (id DESC)",
                "CREATE TABLE held (id int NOT NULL UNIQUE)",
                "CREATE TABLE partly (id int NOT NULL)",
                "CREATE UNIQUE INDEX partly_idx ON partly (id) WHERE id > 5",
                "CREATE TABLE nullable (id int)",
                "CREATE UNIQUE INDEX nullable_idx ON nullable (id)",
                "CREATE TABLE later (id int NOT NULL, UNIQUE (id) DEFERRABLE)");
    for (String table : List.of("\"Plain;\"", "turned", "held", "partly", "nullable", "later")) {
      database.execute(rows(table));
    }
    CheckRun run = CheckRun.of(new NoPrimaryKey(), database);
    List<String> before = database.column(KEYS);

    Seen seen = run.now();

    assertThat(seen.names())
        .containsExactly("Plain;", "held", "later", "nullable", "partly", "turned");
    Finding plain = seen.of("Plain;");
    assertThat(plain.fix().sql())
        .containsExactly(
            "ALTER TABLE \"public\".\"Plain;\" ADD PRIMARY KEY USING INDEX \"its \"\"key\"\"\"");
    assertThat(seen.findings())
        .filteredOn(f -> f != plain)
        .allMatch(f -> f.fix().sql().isEmpty() && f.undo() == null);
    assertThat(seen.of("held").fix().note()).contains("held_id_key tells rows apart already");
    assertThat(seen.of("partly").evidence()).doesNotContainKey("unique and never NULL");
    run.mend(plain);
    assertThat(run.now().names()).doesNotContain("Plain;");
    run.undo(plain);
    assertThat(database.column(KEYS)).isEqualTo(before);
  }

  @OnEveryVersion(why = "NOT NULL is a constraint that may be NO INHERIT from 18 on")
  void aNotNullThatIsNotInheritedIsNamedFirst(PgServer server) {
    String noInherit = server.major() >= 18 ? "CONSTRAINT never NOT NULL NO INHERIT" : "NOT NULL";
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (id int " + noInherit + ")", "CREATE UNIQUE INDEX t_idx ON t (id)");
    database.execute(rows("t"));
    CheckRun run = CheckRun.of(new NoPrimaryKey(), database);

    Finding found = run.now().of("t");

    if (server.major() >= 18) {
      assertThat(found.fix().sql()).isEmpty();
      assertThat(found.fix().note()).contains("ALTER CONSTRAINT … INHERIT for never and then ADD");
      database.execute("ALTER TABLE t ALTER CONSTRAINT never INHERIT");
      found = run.now().of("t");
    }
    run.mend(found);
    assertThat(run.now().findings()).isEmpty();
  }

  @OnEveryVersion(why = "what a partitioned table takes as a key")
  void theKeyOfAPartitionedTableIsMadeOnItsRoot(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE log (id int NOT NULL, \"Day\" int NOT NULL DEFAULT 1)"
                    + " PARTITION BY RANGE (\"Day\")",
                "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (9)",
                "CREATE UNIQUE INDEX log_idx ON log (\"Day\", id)");
    database.execute(rows("log"));
    CheckRun run = CheckRun.of(new NoPrimaryKey(), database);

    Finding found = run.now().of("log");

    String statement = "ALTER TABLE \"public\".\"log\" ADD PRIMARY KEY (\"Day\", \"id\")";
    assertThat(found.fix().sql()).isEmpty();
    assertThat(found.fix().note()).contains(statement).doesNotContain("CONCURRENTLY");
    database.execute(statement);
    assertThat(run.now().findings()).isEmpty();
  }

  @OnEveryVersion(why = "publications of schemas from 15, and whether the server really refuses")
  void whatAPublicationBreaksIsWorseAndIsTrue(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE failing (id int)",
                "CREATE TABLE inserts_only (id int)",
                "CREATE TABLE whole (id int)",
                "ALTER TABLE whole REPLICA IDENTITY FULL",
                "CREATE TABLE by_index (id int NOT NULL)",
                "CREATE UNIQUE INDEX by_idx ON by_index (id)",
                "ALTER TABLE by_index REPLICA IDENTITY USING INDEX by_idx",
                "CREATE TABLE nothing (id int NOT NULL)",
                "CREATE UNIQUE INDEX nothing_idx ON nothing (id)",
                "ALTER TABLE nothing REPLICA IDENTITY NOTHING",
                "CREATE TABLE root (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE leaf PARTITION OF root FOR VALUES FROM (0) TO (9999)",
                "CREATE PUBLICATION \"Pub;\" FOR TABLE failing, whole, by_index, nothing, root",
                "CREATE PUBLICATION added FOR TABLE inserts_only WITH (publish = 'insert')",
                "INSERT INTO failing VALUES (1)",
                "INSERT INTO root VALUES (1)",
                "INSERT INTO whole VALUES (1)");
    database.execute(rows("inserts_only"));
    database.execute(rows("by_index"));
    database.execute(rows("whole"));

    CheckRun run = CheckRun.of(new NoPrimaryKey(), database);
    Seen seen = run.now();

    assertThat(seen.names())
        .containsExactly("by_index", "failing", "inserts_only", "nothing", "root", "whole");
    for (String table : List.of("failing", "nothing", "root")) {
      assertThat(seen.of(table).severity()).as(table).isEqualTo(Severity.HIGH);
      assertThat(seen.of(table).message()).contains("UPDATE and DELETE of it fails");
    }
    assertThatThrownBy(() -> database.execute("UPDATE failing SET id = 2"))
        .hasMessageContaining("does not have a replica identity");
    assertThatThrownBy(() -> database.execute("DELETE FROM root"))
        .hasMessageContaining("does not have a replica identity");
    assertThat(seen.of("whole").severity()).isEqualTo(Severity.MEDIUM);
    assertThat(seen.of("by_index").severity()).isEqualTo(Severity.LOW);
    assertThat(seen.of("inserts_only").severity()).isEqualTo(Severity.LOW);
    run.mend(seen.of("nothing"));
    database.execute("INSERT INTO nothing VALUES (1)", "UPDATE nothing SET id = 2");
    run.undo(seen.of("nothing"));
    assertThatThrownBy(() -> database.execute("UPDATE nothing SET id = 3"))
        .hasMessageContaining("does not have a replica identity");
    if (server.major() >= 15) {
      database.execute(
          "DROP PUBLICATION \"Pub;\"", "CREATE PUBLICATION s FOR TABLES IN SCHEMA public");
      assertThat(run.now().of("inserts_only").message()).contains("since s publishes that");
    }
  }

  @OnOneVersion
  void anIdentityIndexThatWasDroppedIsNone(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE t (id int NOT NULL)",
                "CREATE UNIQUE INDEX t_idx ON t (id)",
                "ALTER TABLE t REPLICA IDENTITY USING INDEX t_idx",
                "DROP INDEX t_idx",
                "INSERT INTO t VALUES (1)",
                "CREATE PUBLICATION everything FOR ALL TABLES");

    assertThat(CheckRun.of(new NoPrimaryKey(), database).now().of("t").severity())
        .isEqualTo(Severity.HIGH);
    assertThatThrownBy(() -> database.execute("UPDATE t SET id = 2"))
        .hasMessageContaining("does not have a replica identity");
  }

  @OnOneVersion
  void whatNeedsNoneIsLeftAlone(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE keyed (id int PRIMARY KEY)",
                "CREATE TABLE small (id int)",
                "INSERT INTO small VALUES (1)",
                "ANALYZE small",
                "CREATE UNLOGGED TABLE scratch (id int)",
                "CREATE MATERIALIZED VIEW summary AS SELECT i AS id FROM generate_series(1, 2000) i",
                "ANALYZE summary",
                // The root can have no key that lacks its partition key; each partition has one.
                "CREATE TABLE log (id int, day date) PARTITION BY RANGE (day)",
                "CREATE TABLE log_1 PARTITION OF log (PRIMARY KEY (id))"
                    + " FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "INSERT INTO log SELECT i, '2024-05-05' FROM generate_series(1, 2000) i",
                "ANALYZE log",
                "CREATE TABLE empty_tree (id int) PARTITION BY HASH (id)",
                "CREATE TABLE rooted (id int PRIMARY KEY) PARTITION BY HASH (id)",
                "CREATE TABLE rooted_0 PARTITION OF rooted FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
    database.execute(rows("scratch"));
    database.execute(rows("rooted"));

    Seen seen = CheckRun.of(new NoPrimaryKey(), database).now();

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.notAssessed()).isEmpty();
  }

  @OnOneVersion
  void aTreeIsOneFindingUnderItsRoot(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE log (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (1000)",
                "CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM (1000) TO (5000)");
    database.execute(rows("log"));

    Seen seen = CheckRun.of(new NoPrimaryKey(), database).now();

    assertThat(seen.names()).containsExactly("log");
    assertThat(seen.of("log").evidence()).containsEntry("rows", "about 2 thousand");
  }

  @OnOneVersion
  void oneThatWasNeverAnalyzedIsNotGuessedAt(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE unknown (id int) WITH (autovacuum_enabled = off)",
                "SET track_counts = off",
                "INSERT INTO unknown SELECT i FROM generate_series(1, 2000) i",
                "CREATE TABLE few (id int) WITH (autovacuum_enabled = off)",
                "INSERT INTO few VALUES (1)");
    CheckRun run = CheckRun.of(new NoPrimaryKey(), database);

    Seen before = run.now();

    assertThat(before.findings()).isEmpty();
    assertThat(before.notAssessed()).hasSize(1);
    assertThat(before.notAssessed().getFirst().reason()).startsWith("never analyzed");
    database.execute(before.notAssessed().getFirst().remedy().sql().getFirst());
    assertThat(run.now().names()).containsExactly("unknown");
  }
}
