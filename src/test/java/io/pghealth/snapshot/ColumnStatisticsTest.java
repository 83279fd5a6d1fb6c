package io.pghealth.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.Session;
import io.pghealth.snapshot.ColumnStatistics.Column;
import io.pghealth.snapshot.ColumnStatistics.Groups;
import io.pghealth.snapshot.ColumnStatistics.Key;
import io.pghealth.snapshot.ColumnStatistics.Values;
import io.pghealth.target.Credentials;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.util.List;
import java.util.Set;

/** Statistics, and the ways in which a role does not see them. */
class ColumnStatisticsTest {
  private static final String ROWS =
      "INSERT INTO \"Mixed\" SELECT CASE WHEN i % 4 > 0 THEN i % 2 END, repeat('x', 1 + i % 3),"
          + " i, i % 10 FROM generate_series(1, 6000) i";

  private static PgDatabase database(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE TABLE \"Mixed\" (a int, b text, c int, unused int)",
            ROWS,
            "CREATE INDEX ON \"Mixed\" (a, (upper(b)))",
            "CREATE INDEX ON \"Mixed\" (b)",
            "CREATE STATISTICS pair (ndistinct, dependencies) ON a, b, c FROM \"Mixed\"",
            "ANALYZE");
  }

  @OnEveryVersion(why = "catalogs of statistics differ")
  void whatAnalyzeFoundIsReadInBothWays(PgServer server) throws Exception {
    PgDatabase database = database(server);
    Credentials all = server.createRole("IN ROLE pg_read_all_data");
    Credentials select = server.createRole("");
    database.execute("GRANT SELECT ON \"Mixed\" TO " + select.user());
    for (Credentials role : List.of(server.superuser(), all, select)) {
      ColumnStatistics statistics = read(server, database, role);
      long table = database.number("SELECT '\"Mixed\"'::regclass::oid");
      Values a = values(statistics, table, 1);
      assertThat(a.nullFraction()).isEqualTo(0.25);
      assertThat(a.distinct()).isEqualTo(2);
      assertThat(a.frequencies()).hasSize(2);
      assertThat(a.frequencies().getFirst()).isCloseTo(0.5, within(0.01));
      assertThat(a.lengths()).isNull();
      Values b = values(statistics, table, 2);
      assertThat(b.width()).isEqualTo(3);
      assertThat(b.lengths().common()).containsExactlyInAnyOrder(1, 2, 3);
      assertThat(statistics.column(table, 4)).as("no index, key or object uses it").isEmpty();
    }
  }

  @OnEveryVersion(why = "text of pg_ndistinct and pg_dependencies, privileges of pg_stats_ext")
  void groupsAreReadOrAskedFor(PgServer server) throws Exception {
    PgDatabase database = database(server);
    Groups groups =
        read(server, database, server.superuser())
            .extended()
            .getFirst()
            .values()
            .toOptional()
            .orElseThrow();
    assertThat(groups.distinct()).containsEntry(Set.of(1, 2), 9.0);
    assertThat(groups.dependencies()).containsEntry(List.of(3, 2), 1.0);

    Credentials role = server.createRole("");
    database.execute("GRANT SELECT ON \"Mixed\" TO " + role.user());
    var hidden = read(server, database, role).extended().getFirst().values().missing();
    assertThat(hidden.reason()).isEqualTo("extended statistics are hidden from the role");
    hidden.remedy().sql().forEach(database::execute);
    assertThat(read(server, database, role).extended().getFirst().values().missing()).isNull();
  }

  @OnOneVersion
  void eachWayToSeeNothingIsToldApartAndItsRemedyHelps(PgServer server) throws Exception {
    PgDatabase database = database(server);
    long table = database.number("SELECT '\"Mixed\"'::regclass::oid");
    long expression = database.number("SELECT '\"Mixed_a_upper_idx\"'::regclass::oid");
    Credentials role = server.createRole("");
    helps(server, database, role, new Key(table, 1), "may not SELECT");
    helps(server, database, role, new Key(table, 2), "may not SELECT");
    database.execute(
        // Autovacuum would analyze it again in between.
        "ALTER TABLE \"Mixed\" SET (autovacuum_enabled = off)",
        "ALTER TABLE \"Mixed\" ENABLE ROW LEVEL SECURITY",
        "DELETE FROM pg_statistic WHERE staattnum = 2 AND starelid = " + table);
    helps(server, database, role, new Key(table, 1), "row-level security");
    assertThat(missing(read(server, database, role), new Key(expression, 2))).isNull();
    helps(server, database, role, new Key(table, 2), "never analysed");
    database.execute("TRUNCATE \"Mixed\"", "ANALYZE", "DELETE FROM pg_statistic");
    assertThat(missing(read(server, database, role), new Key(table, 1)).reason())
        .isEqualTo("empty when it was analysed");
  }

  @OnOneVersion
  void statisticsOfAnExpressionAreHiddenFromWhoSeesTheTable(PgServer server) throws Exception {
    PgDatabase database = database(server);
    long expression = database.number("SELECT '\"Mixed_a_upper_idx\"'::regclass::oid");
    Credentials role = server.createRole("");
    database.execute("GRANT SELECT ON \"Mixed\" TO " + role.user());
    helps(server, database, role, new Key(expression, 2), "hidden from the role");
  }

  private static void helps(
      PgServer server, PgDatabase database, Credentials role, Key key, String reason)
      throws Exception {
    var missing = missing(read(server, database, role), key);
    assertThat(missing.reason()).contains(reason);
    missing.remedy().sql().forEach(database::execute);
    assertThat(missing(read(server, database, role), key)).isNull();
  }

  private static Collected.Unknown<Values> missing(ColumnStatistics statistics, Key key) {
    return statistics.columns().get(key).statistics().missing();
  }

  private static Values values(ColumnStatistics statistics, long oid, int attnum) {
    return statistics
        .column(oid, attnum)
        .map(Column::statistics)
        .flatMap(Collected::toOptional)
        .orElseThrow();
  }

  private static ColumnStatistics read(PgServer server, PgDatabase database, Credentials role)
      throws Exception {
    try (Session session =
        new PgSessions(Targets.of(server, role)).open(server.endpoint(), database.name())) {
      Collected<ColumnStatistics> read =
          new ColumnStatisticsCollector(Scope.everything()).collect(session);
      assertThat(read.missing()).isNull();
      return read.toOptional().orElseThrow();
    }
  }
}
