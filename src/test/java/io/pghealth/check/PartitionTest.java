package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pghealth.check.CheckRun.Seen;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.history.History;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What range partitioned tables lack, judged from their ranges. */
class PartitionTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  /** A table with a partition per bound but the last. */
  private static void table(
      PgDatabase database, String name, String columns, String key, String... bounds) {
    List<String> sql = new ArrayList<>();
    sql.add("CREATE TABLE %s (%s) PARTITION BY RANGE (%s)".formatted(name, columns, key));
    String plain = name.replace("\"", "");
    for (int i = 0; i + 1 < bounds.length; i++) {
      sql.add(
          "CREATE TABLE \"%s_%s\" PARTITION OF %s FOR VALUES FROM ('%s') TO ('%s')"
              .formatted(
                  plain,
                  bounds[i].substring(0, 10).replace('-', '_'),
                  name,
                  bounds[i],
                  bounds[i + 1]));
    }
    database.execute(sql.toArray(String[]::new));
  }

  private static void fill(PgDatabase database, String table, String column, String value) {
    database.execute(
        "INSERT INTO %s (%s) SELECT '%s' FROM generate_series(1, 1200)"
            .formatted(table, column, value),
        "ANALYZE " + table);
  }

  /** Counters come to others' eyes with delay. */
  private static void inserted(PgDatabase database, String table, long rows) {
    await()
        .until(() ->
            database.number(
                    "SELECT n_tup_ins FROM pg_stat_user_tables WHERE relname = '" + table + "'")
                >= rows);
  }

  private static List<String> shape(PgDatabase database) {
    return database.column(
        "SELECT concat_ws(' ', inhparent::regclass, inhrelid::regclass,"
            + " pg_get_expr(relpartbound, oid)) FROM pg_inherits JOIN pg_class ON oid = inhrelid"
            + " WHERE relkind = 'r' ORDER BY 1");
  }

  private static Seen missing(PgDatabase database) {
    return CheckRun.of(new MissingFuturePartition(), database).at(NOW, History.empty());
  }

  @OnEveryVersion(why = "bounds are read off pg_get_expr, and the statements run on each")
  void theNextRangesFollowThePatternOfThoseBefore(PgServer server) {
    PgDatabase database = server.createDatabase();
    table(
        database,
        "monthly",
        "day date",
        "day",
        "2026-08-01",
        "2026-09-01",
        "2026-10-01",
        "2026-11-01",
        "2026-12-01");
    table(
        database,
        "\"We;ek ly\"",
        "at timestamp",
        "at",
        "2026-11-09",
        "2026-11-16",
        "2026-11-23",
        "2026-11-30");
    // Midnight in Berlin, over the end of summer time: no fixed distance, and no month in UTC.
    table(
        database,
        "berlin",
        "at timestamptz",
        "at",
        "2026-08-01 00:00+02",
        "2026-09-01 00:00+02",
        "2026-10-01 00:00+02",
        "2026-11-01 00:00+01",
        "2026-12-01 00:00+01");
    // A hole between this month and the one after the next.
    table(database, "holed", "day date", "day", "2026-10-01", "2026-11-01", "2026-12-01");
    database.execute(
        "CREATE TABLE holed_far PARTITION OF holed FOR VALUES FROM ('2026-12-15') TO ('2027-02-01')");
    table(database, "uneven", "day date", "day", "2026-10-01", "2026-11-14", "2026-12-01");
    fill(database, "monthly", "day", "2026-11-05");
    fill(database, "\"We;ek ly\"", "at", "2026-11-25");
    fill(database, "berlin", "at", "2026-11-05");
    fill(database, "holed", "day", "2026-11-05");
    fill(database, "uneven", "day", "2026-11-25");
    CheckRun run = CheckRun.of(new MissingFuturePartition(), database);
    List<String> before = shape(database);

    Seen seen = run.at(NOW, History.empty());

    assertThat(seen.names()).containsExactly("We;ek ly", "berlin", "holed", "monthly", "uneven");
    assertThat(seen.of("monthly").fix().sql())
        .containsExactly(
            "CREATE TABLE \"public\".\"monthly_2026_12_01\" PARTITION OF \"public\".\"monthly\""
                + " FOR VALUES FROM ('2026-12-01') TO ('2027-01-01')");
    assertThat(seen.of("monthly").severity()).isEqualTo(Severity.HIGH);
    assertThat(seen.of("We;ek ly").fix().sql())
        .containsExactly(
            "CREATE TABLE \"public\".\"We;ek ly_2026_11_30\" PARTITION OF \"public\".\"We;ek ly\""
                + " FOR VALUES FROM ('2026-11-30 00:00:00') TO ('2026-12-07 00:00:00')");
    assertThat(seen.of("berlin").fix().sql())
        .singleElement()
        .asString()
        .contains("('2026-11-30 23:00:00+00') TO ('2026-12-31 23:00:00+00')");
    assertThat(seen.of("holed").fix().sql())
        .singleElement()
        .asString()
        .contains("('2026-12-01') TO ('2026-12-15')");
    assertThat(seen.of("uneven").fix().sql()).isEmpty();
    List<Finding> mendable =
        seen.findings().stream().filter(f -> !f.fix().sql().isEmpty()).toList();
    mendable.forEach(run::mend);
    assertThat(run.at(NOW, History.empty()).names()).containsExactly("uneven");
    mendable.forEach(run::undo);
    assertThat(shape(database)).isEqualTo(before);
  }

  @OnOneVersion
  void whatIsCoveredOrTakesNoNewRowsIsLeftAlone(PgServer server) {
    PgDatabase database = server.createDatabase();
    table(database, "ahead", "day date", "day", "2026-10-01", "2026-11-01", "2027-01-01");
    table(database, "endless", "day date", "day", "2026-10-01", "2026-11-01", "infinity  ");
    table(database, "archive", "day date", "day", "2022-01-01", "2023-01-01", "2024-01-01");
    table(database, "later", "day date", "day", "2027-01-01", "2028-01-01");
    table(database, "small", "day date", "day", "2026-10-01", "2026-12-01");
    database.execute(
        "CREATE TABLE maximum (day date) PARTITION BY RANGE (day)",
        "CREATE TABLE maximum_1 PARTITION OF maximum FOR VALUES FROM (MINVALUE) TO (MAXVALUE)",
        "CREATE TABLE listed (day date) PARTITION BY LIST (day)",
        "CREATE TABLE listed_1 PARTITION OF listed FOR VALUES IN ('2026-11-27')",
        "CREATE TABLE names (n text) PARTITION BY RANGE (n)",
        "CREATE TABLE names_1 PARTITION OF names FOR VALUES FROM ('a') TO ('n')",
        // Partitioned by the day within a month: the month's table ends where it must.
        "CREATE TABLE deep (day date) PARTITION BY RANGE (day)",
        "CREATE TABLE deep_next PARTITION OF deep FOR VALUES FROM ('2026-12-01') TO ('2027-01-01')",
        "CREATE TABLE deep_now PARTITION OF deep FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')"
            + " PARTITION BY RANGE (day)",
        "CREATE TABLE deep_now_1 PARTITION OF deep_now FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')",
        "CREATE TABLE deep_old PARTITION OF deep FOR VALUES FROM ('2026-10-01') TO ('2026-11-01')"
            + " PARTITION BY RANGE (day)",
        "CREATE TABLE deep_old_1 PARTITION OF deep_old FOR VALUES FROM ('2026-10-01') TO ('2026-11-01')");
    fill(database, "ahead", "day", "2026-11-05");
    fill(database, "endless", "day", "2026-11-05");
    fill(database, "archive", "day", "2023-11-05");
    fill(database, "later", "day", "2027-11-05");
    fill(database, "maximum", "day", "2026-11-05");
    fill(database, "listed", "day", "2026-11-27");
    fill(database, "names", "n", "b");
    fill(database, "deep", "day", "2026-11-05");
    fill(database, "deep", "day", "2026-10-05");
    database.execute("INSERT INTO small VALUES ('2026-11-05')", "ANALYZE small");

    Seen seen = missing(database);

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.notAssessed()).isEmpty();
    assertThat(
            CheckRun.of(new MissingFuturePartition(), database)
                .with("horizon", "60d")
                .at(NOW, History.empty())
                .names())
        .as("the horizon counts, for each level of a tree by itself")
        .containsExactly("ahead", "deep");
    assertThat(
            CheckRun.of(new MissingFuturePartition(), database)
                .with("minRows", "0")
                .at(NOW, History.empty())
                .names())
        .containsExactly("small");
  }

  @OnEveryVersion(why = "detaching, moving and attaching, with identity columns of each major")
  void rowsInTheDefaultPartitionAreMovedAndMovedBack(PgServer server) {
    PgDatabase database = server.createDatabase();
    table(
        database,
        "log",
        "id int GENERATED ALWAYS AS IDENTITY, \"the day\" date, twice int GENERATED ALWAYS AS (1 + 1) STORED",
        "\"the day\"",
        "2026-09-01",
        "2026-10-01",
        "2026-11-01");
    database.execute(
        "CREATE TABLE \"log;rest\" PARTITION OF log DEFAULT", "CREATE INDEX ON log (id)");
    fill(database, "log", "\"the day\"", "2026-10-05");
    fill(database, "log", "\"the day\"", "2026-11-05");
    CheckRun filling = CheckRun.of(new DefaultPartitionFilling(), database);
    CheckRun missing = CheckRun.of(new MissingFuturePartition(), database);
    String rows =
        "SELECT concat_ws(' ', tableoid::regclass, count(*), min(id), max(id)) FROM log GROUP BY tableoid ORDER BY 1";
    List<String> before = database.column(rows);

    Finding full = filling.at(NOW, History.empty()).of("log;rest");
    assertThat(full.message()).contains("holds about 1.2 thousand rows");
    assertThat(full.severity()).isEqualTo(Severity.LOW);
    assertThatThrownBy(() ->
            database.execute(
                "CREATE TABLE n PARTITION OF log FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')"))
        .hasMessageContaining("would be violated by some row");
    filling.mend(full);

    assertThat(filling.at(NOW, History.empty()).findings()).isEmpty();
    assertThat(missing.at(NOW, History.empty()).findings()).isEmpty();
    assertThat(database.column(rows)).contains("log_2026_11_01 1200 1201 2400");
    filling.undo(full);
    database.execute("ANALYZE log");
    assertThat(database.column(rows)).isEqualTo(before);
    assertThat(filling.at(NOW, History.empty()).names()).containsExactly("log;rest");
  }

  @OnOneVersion
  void aForeignKeyOrATriggerInTheWayMeansNoStatement(PgServer server) {
    PgDatabase database = server.createDatabase();
    table(database, "log", "day date PRIMARY KEY", "day", "2026-09-01", "2026-10-01", "2026-11-01");
    database.execute(
        "CREATE TABLE rest PARTITION OF log DEFAULT",
        "INSERT INTO log SELECT '2026-11-01'::date - i FROM generate_series(-1200, -1) i",
        "CREATE TABLE refers (day date REFERENCES log)",
        "ANALYZE log");

    Finding full =
        CheckRun.of(new DefaultPartitionFilling(), database).at(NOW, History.empty()).of("rest");

    assertThat(full.fix().sql()).isEmpty();
    assertThat(full.fix().note()).contains("a foreign key or a trigger stands in the way");
    assertThat(full.undo()).isNull();
  }

  @OnOneVersion
  void whereTheLastRangeHasEndedOnlyObservedRowsTellItFromAnArchive(PgServer server) {
    PgDatabase database = server.createDatabase();
    table(database, "log", "day date", "day", "2026-09-01", "2026-10-01", "2026-11-01");
    database.execute("CREATE TABLE rest PARTITION OF log DEFAULT");
    fill(database, "log", "day", "2026-10-05");
    inserted(database, "log_2026_10_01", 1200);
    CheckRun missing = CheckRun.of(new MissingFuturePartition(), database);
    CheckRun filling = CheckRun.of(new DefaultPartitionFilling(), database);
    Seen first = missing.at(NOW.minus(Duration.ofDays(1)), History.empty());
    Seen firstFilling = filling.at(NOW.minus(Duration.ofDays(1)), History.empty());
    assertThat(first.findings()).isEmpty();
    assertThat(firstFilling.findings()).isEmpty();
    database.execute(
        "INSERT INTO log SELECT '2026-11-27' FROM generate_series(1, 200)", "ANALYZE rest");
    inserted(database, "rest", 200);

    Finding lapsed = missing.at(NOW, first.history()).of("log");
    Finding soon = filling.at(NOW, firstFilling.history()).of("rest");

    assertThat(lapsed.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(lapsed.message()).contains("which is where new rows belong; they go to the default");
    assertThat(soon.severity())
        .as("200 a day are 1,000 within the horizon")
        .isEqualTo(Severity.MEDIUM);
    assertThat(soon.causedBy()).isEqualTo(lapsed.fingerprint());
    assertThat(filling.with("horizon", "2d").at(NOW, firstFilling.history()).findings()).isEmpty();
    missing.mend(lapsed);
    assertThat(missing.at(NOW, first.history()).findings()).isEmpty();
    assertThat(database.value("SELECT count(*) FROM rest")).isEqualTo("0");
  }

  @OnOneVersion
  void rightAfterTheLastRangeInsertsFail(PgServer server) {
    PgDatabase database = server.createDatabase();
    table(database, "log", "day date", "day", "2026-11-25", "2026-11-26", "2026-11-27");
    fill(database, "log", "day", "2026-11-26");

    inserted(database, "log_2026_11_26", 1200);

    Finding lapsed = missing(database).of("log");

    assertThat(lapsed.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(lapsed.fix().sql()).hasSize(8);
    assertThatThrownBy(() -> database.execute("INSERT INTO log VALUES ('2026-11-27')"))
        .hasMessageContaining("no partition of relation");
    CheckRun.of(new MissingFuturePartition(), database).mend(lapsed);
    database.execute("INSERT INTO log VALUES ('2026-11-27')");
    assertThat(missing(database).findings()).isEmpty();
  }

  @OnOneVersion
  void wholeNumbersAreJudgedByTheSequenceThatFeedsThem(PgServer server) {
    PgDatabase database = server.createDatabase();
    database.execute(
        "CREATE TABLE log (id bigserial, v int) PARTITION BY RANGE (id)",
        "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10000)",
        "CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM (10000) TO (20000)",
        "CREATE TABLE free (id bigint) PARTITION BY RANGE (id)",
        "CREATE TABLE free_1 PARTITION OF free FOR VALUES FROM (0) TO (2000)",
        "INSERT INTO log (v) SELECT i FROM generate_series(1, 1200) i",
        "INSERT INTO free SELECT i FROM generate_series(1, 1200) i",
        "ANALYZE log",
        "ANALYZE free");
    CheckRun run = CheckRun.of(new MissingFuturePartition(), database);
    Seen early = run.at(NOW.minus(Duration.ofDays(1)), History.empty());
    assertThat(early.findings()).isEmpty();
    assertThat(early.notAssessed()).isEmpty();
    database.execute("SELECT setval('log_id_seq', 12000)");
    assertThat(run.at(NOW, History.empty()).notAssessed())
        .singleElement()
        .matches(n -> n.reason().contains("in the last partition"));

    Seen later = run.at(NOW, early.history());

    assertThat(later.names()).containsExactly("log");
    assertThat(later.of("log").fix().sql())
        .first()
        .isEqualTo(
            "CREATE TABLE \"public\".\"log_from_20000\" PARTITION OF \"public\".\"log\" FOR VALUES FROM ('20000') TO ('30000')");
    run.mend(later.of("log"));
    database.execute("INSERT INTO log VALUES (25000)");
    assertThat(run.at(NOW, early.history()).findings()).isEmpty();
    database.execute("SELECT setval('log_id_seq', 1900000)");
    assertThat(run.at(NOW, History.empty()).of("log").severity()).isEqualTo(Severity.CRITICAL);
    assertThat(run.as(server.createRole("")).at(NOW, History.empty()).notAssessed())
        .singleElement()
        .matches(n -> n.remedy().sql().getFirst().startsWith("GRANT SELECT ON SEQUENCE"));
  }

  @OnOneVersion
  void whatCannotBeReadIsSaid(PgServer server) throws SQLException {
    PgDatabase database = server.createDatabase();
    table(database, "busy", "day date", "day", "2026-10-01", "2026-11-01", "2026-12-01");
    table(database, "free", "day date", "day", "2026-10-01", "2026-11-01", "2026-12-01");
    database.execute(
        "CREATE TABLE two (day date, id int) PARTITION BY RANGE (day, id)",
        "CREATE TABLE two_1 PARTITION OF two FOR VALUES FROM ('2026-10-01', 0) TO ('2026-12-01', 0)");
    fill(database, "busy", "day", "2026-11-05");
    fill(database, "free", "day", "2026-11-05");
    database.execute(
        "INSERT INTO two SELECT '2026-11-05', 1 FROM generate_series(1, 1200)", "ANALYZE two");
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE \"busy_2026_10_01\"");

      Seen seen = missing(database);

      assertThat(seen.names()).containsExactly("free");
      assertThat(seen.notAssessed())
          .extracting(n -> n.object().name() + ": " + n.reason())
          .containsExactlyInAnyOrder(
              "busy: locked", "two: the partition key is several columns or an expression");
    }
  }
}
