package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.CheckRun.Seen;
import io.pghealth.finding.Finding;
import io.pghealth.history.History;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** What new partitions are called, and how many there are at once. */
class PartitionNamesTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Pattern CREATED = Pattern.compile("CREATE TABLE \"public\".\"([^\"]+)\" ");

  /** A table by date or time and its partitions: name, lower and upper bound of each. */
  private static void table(PgDatabase database, String name, String type, String... partitions) {
    database.execute("CREATE TABLE \"%s\" (at %s) PARTITION BY RANGE (at)".formatted(name, type));
    for (int i = 0; i < partitions.length; i += 3) {
      database.execute(
          "CREATE TABLE \"%s\" PARTITION OF \"%s\" FOR VALUES FROM ('%s') TO ('%s')"
              .formatted(partitions[i], name, partitions[i + 1], partitions[i + 2]));
    }
    database.execute(
        "INSERT INTO \"%s\" SELECT '%s' FROM generate_series(1, 1200)"
            .formatted(name, partitions[partitions.length - 2]),
        "ANALYZE \"" + name + "\"");
  }

  private static Seen seen(PgDatabase database, String horizon) {
    return CheckRun.of(new MissingFuturePartition(), database)
        .with("horizon", horizon)
        .at(NOW, History.empty());
  }

  private static List<String> created(Finding finding) {
    return finding.fix().sql().stream()
        .map(CREATED::matcher)
        .filter(java.util.regex.Matcher::lookingAt)
        .map(m -> m.group(1))
        .toList();
  }

  @OnOneVersion
  void namesAreFollowedWhereBothOfTheNewestAreReproducedInFull(PgServer server) {
    PgDatabase database = server.createDatabase();
    // Midnight in Berlin.
    table(
        database,
        "bd",
        "timestamptz",
        "bd_20261127",
        "2026-11-27 00:00+01",
        "2026-11-28 00:00+01",
        "bd_20261128",
        "2026-11-28 00:00+01",
        "2026-11-29 00:00+01");
    table(
        database,
        "Ev Berlin",
        "timestamptz",
        "Ev Berlin_2026_09",
        "2026-09-01 00:00+02",
        "2026-10-01 00:00+02",
        "Ev Berlin_2026_10",
        "2026-10-01 00:00+02",
        "2026-11-01 00:00+01",
        "Ev Berlin_2026_11",
        "2026-11-01 00:00+01",
        "2026-12-01 00:00+01");
    table(
        database,
        "wk",
        "date",
        "wk_2026w47",
        "2026-11-16",
        "2026-11-23",
        "wk_2026w48",
        "2026-11-23",
        "2026-11-30");

    Seen seen = seen(database, "7d");

    assertThat(created(seen.of("bd")))
        .startsWith("bd_20261129", "bd_20261130", "bd_20261201")
        .hasSize(6);
    assertThat(created(seen.of("Ev Berlin"))).containsExactly("Ev Berlin_2026_12");
    assertThat(created(seen.of("wk"))).containsExactly("wk_2026w49");
    assertThat(seen.of("bd").undo().sql()).hasSize(6);
  }

  @OnOneVersion
  void elseTheyAreCalledByTheBoundAtWhichTheyBegin(PgServer server) {
    PgDatabase database = server.createDatabase();
    table(
        database,
        "shop2026",
        "date",
        "shop2026_p11",
        "2026-11-01",
        "2026-12-01",
        "shop2026_p12",
        "2026-12-01",
        "2027-01-01");
    // Named by the year in which they end.
    table(
        database,
        "yr",
        "timestamp",
        "yr_y2025",
        "2024-12-01",
        "2025-12-01",
        "yr_y2026",
        "2025-12-01",
        "2026-12-01");
    table(
        database,
        "odd",
        "timestamptz",
        "odd_a",
        "2026-11-26 23:00+00",
        "2026-11-27 23:00+00",
        "odd_b",
        "2026-11-27 23:00+00",
        "2026-11-28 23:00+00");
    // Twenty days that are called by the month: two of them would be called the same.
    table(
        database,
        "twenty",
        "date",
        "twenty_2026_10",
        "2026-10-23",
        "2026-11-12",
        "twenty_2026_11",
        "2026-11-12",
        "2026-12-02");
    table(
        database,
        "mn",
        "date",
        "mn_Nov2026",
        "2026-11-01",
        "2026-12-01",
        "mn_Dec2026",
        "2026-12-01",
        "2027-01-01");
    table(
        database,
        "qt",
        "date",
        "qt_2026q3",
        "2026-07-01",
        "2026-10-01",
        "qt_2026q4",
        "2026-10-01",
        "2027-01-01");

    Seen seen = seen(database, "60d");

    assertThat(created(seen.of("shop2026"))).containsExactly("shop2026_from_20270101");
    assertThat(created(seen.of("yr"))).containsExactly("yr_from_20261201");
    assertThat(created(seen.of("twenty")))
        .startsWith("twenty_from_20261202", "twenty_from_20261222");
    assertThat(created(seen.of("odd")))
        .startsWith("odd_from_20261128_2300", "odd_from_20261129_2300");
    assertThat(seen.of("odd").fix().note()).contains("named by the bound");
    assertThat(created(seen.of("mn"))).containsExactly("mn_Jan2027");
    assertThat(created(seen.of("qt"))).containsExactly("qt_2027q1");
  }

  @OnOneVersion
  void whatNeedsManyIsOfferedInBatches(PgServer server) {
    PgDatabase database = server.createDatabase();
    table(
        database,
        "hr",
        "timestamptz",
        "hr_2026112711",
        "2026-11-27 11:00+00",
        "2026-11-27 12:00+00",
        "hr_2026112712",
        "2026-11-27 12:00+00",
        "2026-11-27 13:00+00");
    CheckRun run = CheckRun.of(new MissingFuturePartition(), database).with("horizon", "2d");

    Finding first = run.at(NOW, History.empty()).of("hr");
    run.mend(first);
    Finding second = run.at(NOW, History.empty()).of("hr");
    run.mend(second);

    assertThat(created(first)).hasSize(24).startsWith("hr_2026112713").endsWith("hr_2026112812");
    assertThat(first.fix().note()).contains("the first 24");
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(created(second)).hasSize(23).startsWith("hr_2026112813").endsWith("hr_2026112911");
    assertThat(second.fix().note()).doesNotContain("the first");
    assertThat(run.at(NOW, History.empty()).findings()).isEmpty();
    run.undo(second);
    run.undo(first);
    assertThat(run.at(NOW, History.empty()).names()).containsExactly("hr");
  }

  @OnOneVersion
  void aTableOfTheNextNameIsAttachedByWhoeverMadeIt(PgServer server) {
    PgDatabase database = server.createDatabase();
    table(
        database,
        "p14",
        "date",
        "p14_2026_10",
        "2026-10-01",
        "2026-11-01",
        "p14_2026_11",
        "2026-11-01",
        "2026-12-01");
    table(
        database,
        "viewed",
        "date",
        "viewed_2026_10",
        "2026-10-01",
        "2026-11-01",
        "viewed_2026_11",
        "2026-11-01",
        "2026-12-01");
    database.execute(
        "CREATE TABLE p14_2026_12 (LIKE p14)",
        "INSERT INTO p14_2026_12 VALUES ('2026-12-05')",
        "CREATE VIEW viewed_2026_12 AS SELECT 1 AS one",
        "CREATE SCHEMA other",
        "CREATE VIEW other.viewed_from_20261201 AS SELECT 1 AS one");

    Seen seen = seen(database, "7d");

    Finding waiting = seen.of("p14");
    assertThat(waiting.fix().sql()).isEmpty();
    assertThat(waiting.undo()).isNull();
    assertThat(waiting.fix().note())
        .contains(
            "ALTER TABLE \"public\".\"p14\" ATTACH PARTITION \"public\".\"p14_2026_12\" FOR VALUES"
                + " FROM ('2026-12-01') TO ('2027-01-01')");
    assertThat(created(seen.of("viewed"))).containsExactly("viewed_from_20261201");
    assertThat(seen.of("viewed").fix().note()).contains("\"public\".\"viewed_2026_12\" is in use");
  }
}
