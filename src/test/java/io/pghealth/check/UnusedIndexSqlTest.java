package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Finding;
import io.pghealth.postgres.Identifiers;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The printed statements are run, and do what they say. */
class UnusedIndexSqlTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  /** All that CREATE INDEX and what follows it can say of an index. */
  private static final String PROPERTIES =
      """
      SELECT c.relname || ' ' || pg_get_indexdef(c.oid) || ' in ' || c.reltablespace
        || ' about ' || coalesce(obj_description(c.oid, 'pg_class'), '-')
        || ' under ' || coalesce((SELECT inhparent::regclass::text FROM pg_inherits WHERE inhrelid = c.oid), '-')
        || ' valid ' || i.indisvalid
        || ' targets ' || coalesce((SELECT string_agg(attnum || '=' || attstattarget, ',' ORDER BY attnum)
             FROM pg_attribute WHERE attrelid = c.oid AND attstattarget >= 0), '-')
      FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname NOT IN ('pg_catalog', 'pg_toast', 'information_schema')
      ORDER BY c.relname COLLATE "C"
      """;

  private static List<Finding> findings(PgDatabase database) {
    return UnusedIndexTest.findings(
        new Watcher(database).observe().later(Duration.ofDays(1)).observe(), MOMENT, 0);
  }

  private static void run(PgDatabase database, List<String> statements) {
    database.execute(statements.toArray(String[]::new));
  }

  private static void droppedAndBack(PgDatabase database) {
    List<String> before = database.column(PROPERTIES);
    List<Finding> findings = findings(database);
    assertThat(findings).isNotEmpty();
    findings.forEach(f -> run(database, f.fix().sql()));
    assertThat(database.column(PROPERTIES)).hasSizeLessThan(before.size());
    findings.forEach(f -> run(database, f.undo().sql()));
    assertThat(database.column(PROPERTIES)).isEqualTo(before);
  }

  @OnEveryVersion(why = "pg_get_indexdef and pg_get_expr print differently")
  void anIndexComesBackAsItWas(PgServer shared) throws IOException {
    try (var server = PgServer.start(shared.major())) {
      var database = server.createDatabase();
      Path elsewhere =
          server.dataDirectory().resolveSibling(server.dataDirectory().getFileName() + "-ts");
      Files.createDirectory(elsewhere);
      Files.setOwner(elsewhere, Files.getOwner(server.dataDirectory()));
      database.execute(
          "CREATE TABLESPACE \"Else where\" LOCATION '" + elsewhere + "'",
          "CREATE TABLE t (a int, b text)",
          "CREATE INDEX placed ON t (a) TABLESPACE \"Else where\"",
          "CREATE INDEX placed_partly ON t (a DESC NULLS LAST) INCLUDE (b)"
              + " WITH (fillfactor = 50) TABLESPACE \"Else where\""
              + " WHERE CASE WHEN a > 3 THEN b = ' WHERE ' ELSE b IS NULL END",
          "CREATE INDEX counted ON t (a, lower(b) COLLATE \"C\" text_pattern_ops, (a + 1))",
          "ALTER INDEX counted ALTER COLUMN 2 SET STATISTICS 77",
          "ALTER INDEX counted ALTER COLUMN 3 SET STATISTICS 0",
          "COMMENT ON INDEX counted IS E'it''s \\\\ a\\ncomment'",
          "CREATE INDEX hashed ON t USING hash (a)");
      droppedAndBack(database);
      run(database, List.of("DROP TABLE t", "DROP TABLESPACE \"Else where\""));
      Files.delete(elsewhere);
    }
  }

  @OnOneVersion
  void namesOfAnyKindAreQuoted(PgServer server) {
    var database = server.createDatabase();
    List<String> names =
        List.of(
            "order",
            "Capital Letters",
            "semi;colon\"; DROP TABLE t; --",
            "new\nline",
            "quote's $$ and \\ slash",
            "äöü".repeat(10) + "xyz",
            "tab\tand\u0001control");
    String schema = Identifiers.quote("My \"schema\"\n;");
    database.execute("CREATE SCHEMA " + schema);
    for (String name : names) {
      String quoted = Identifiers.quote(name);
      database.execute(
          "CREATE TABLE %s.%s (%s int)".formatted(schema, quoted + "", quoted),
          "CREATE INDEX %s ON %s.%s (%s)"
              .formatted(Identifiers.quote("i" + name.substring(1)), schema, quoted, quoted));
    }
    assertThat(findings(database)).hasSize(names.size());
    droppedAndBack(database);
  }

  @OnEveryVersion(why = "partitioning differs in detail")
  void aPartitionedIndexIsOneFindingAndComesBackWithTheNamesOfItsParts(PgServer server) {
    var database = partitioned(server);
    assertThat(findings(database))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.object().name()).isEqualTo("whole");
          assertThat(f.evidence()).containsEntry("partitions", "3");
          assertThat(f.fix().sql()).containsExactly("DROP INDEX \"public\".\"whole\"");
          assertThat(f.fix().note()).contains("ACCESS EXCLUSIVE");
        });
    droppedAndBack(database);
  }

  @OnOneVersion
  void aPartOfATreeThatIsInUseKeepsTheWholeTree(PgServer server) {
    var database = partitioned(server);
    var watcher = new Watcher(database).observe();
    database.execute("SET enable_seqscan = off; SELECT * FROM m2b WHERE a = 250");
    org.awaitility.Awaitility.await()
        .until(() ->
            database.number(
                    "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'part m2b'")
                > 0);
    // The clock is ahead: where the last scan is told, the tree was scanned just now.
    watcher.later(Duration.ofDays(1)).observe();
    assertThat(UnusedIndexTest.findings(watcher, Duration.ofMinutes(10), 0)).isEmpty();
    // An index of its own on a partition is judged, and dropped, on its own.
    database.execute("CREATE INDEX alone ON m1 (a)");
    assertThat(findings(database)).extracting(f -> f.object().name()).contains("alone");
  }

  @OnOneVersion
  void aTreeOfManyPartsComesBackInOneStatement(PgServer server) {
    var database =
        server
            .createDatabase()
            .execute("CREATE TABLE \"ON ONLY\" (a int) PARTITION BY LIST (a)")
            .execute(
                "DO $$ BEGIN FOR i IN 1..60 LOOP EXECUTE format("
                    + "'CREATE TABLE p%s PARTITION OF \"ON ONLY\" FOR VALUES IN (%s)', i, i);"
                    + " END LOOP; END $$")
            .execute("CREATE INDEX \"x ON ONLY \"\"y\" ON \"ON ONLY\" (a)");
    Finding found = findings(database).getFirst();
    run(database, found.fix().sql());
    assertThat(found.undo().sql()).hasSize(1);
    run(database, found.undo().sql());
    assertThat(
            database.number(
                "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
                    + " WHERE c.relname ~ '^p[0-9]+$' AND i.indisvalid"))
        .isEqualTo(60);
  }

  private static PgDatabase partitioned(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE TABLE m (a int, b text) PARTITION BY RANGE (a)",
            "CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (100)",
            "CREATE TABLE m2 PARTITION OF m FOR VALUES FROM (100) TO (300) PARTITION BY RANGE (a)",
            "CREATE TABLE m2a PARTITION OF m2 FOR VALUES FROM (100) TO (200)",
            "CREATE TABLE m2b PARTITION OF m2 FOR VALUES FROM (200) TO (300)",
            "CREATE INDEX whole ON m (a)",
            "COMMENT ON INDEX whole IS 'all of it'",
            "ALTER INDEX m2b_a_idx RENAME TO \"part m2b\"",
            "INSERT INTO m SELECT i, i FROM generate_series(0, 299) i",
            "ANALYZE m");
  }
}
