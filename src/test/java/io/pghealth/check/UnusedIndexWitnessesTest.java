package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.NotAssessed;
import io.pghealth.target.Limits;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Who may have used an index without being heard, counted or there. */
class UnusedIndexWitnessesTest {
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration BRIEF = Duration.ofSeconds(2);
  private static final Duration WINDOW = Duration.ofDays(14);

  private static PgDatabase withIndex(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE TABLE t (a int, b int)",
            "INSERT INTO t SELECT i, i FROM generate_series(1, 10000) i",
            "CREATE INDEX idx ON t (a)",
            "ANALYZE t");
  }

  private static Assessment assess(Watcher watcher, Duration window) {
    return watcher.assess(new UnusedIndex(), new UnusedIndexSettings(window, new Bytes(0)));
  }

  private static NotAssessed whyNot(Watcher watcher, Duration window) {
    Assessment assessment = assess(watcher, window);
    assertThat(assessment.findings()).isEmpty();
    assertThat(assessment.notAssessed()).hasSize(1);
    return assessment.notAssessed().getFirst();
  }

  private static void reload(PgServer server, String value) {
    server.postgres().execute("SELECT pg_reload_conf()");
    Awaitility.await("the setting")
        .until(() -> server.postgres().value("SHOW track_counts").equals(value));
  }

  @OnEveryVersion(why = "settings of roles and databases are read from catalogs")
  void whoseScansAreNotCountedMayUseIt(PgServer shared) {
    try (var server = PgServer.start(shared.major())) {
      var database = withIndex(server);
      String here = "\"" + database.name() + "\"";
      var app = "\"the app\"";
      server.postgres().execute("CREATE ROLE " + app + " LOGIN", "CREATE ROLE nobody");
      var us = server.createRole("IN ROLE pg_monitor");
      var watcher = new Watcher(database, us, Limits.defaults()).observe();
      assertThat(assess(watcher.later(WINDOW).observe(), MOMENT).findings()).hasSize(1);

      for (List<String> off :
          List.of(
              List.of(
                  "ALTER DATABASE " + here + " SET track_counts = false",
                  "track_counts is off in this database: nobody counts scans"),
              List.of(
                  "ALTER ROLE ALL SET track_counts = 0",
                  "track_counts is off for all roles: nobody counts scans"),
              List.of(
                  "ALTER ROLE " + app + " SET track_counts = off",
                  "track_counts is off for role the app: nobody counts its scans"),
              List.of(
                  "ALTER ROLE " + app + " IN DATABASE " + here + " SET track_counts = no",
                  "track_counts is off for role the app in this database: nobody counts its"
                      + " scans"),
              List.of(
                  "ALTER ROLE \"" + us.user() + "\" SET track_counts = off",
                  "whether track_counts is on is not known: role "
                      + us.user()
                      + " has a setting of its own"))) {
        server.postgres().execute(off.getFirst());
        NotAssessed gap = whyNot(watcher.later(WINDOW).observe(), MOMENT);
        assertThat(gap.reason()).isEqualTo(off.getLast());
        assertThat(gap.whole()).isTrue();
        // As printed: afterwards everybody is counted, from then on.
        server.postgres().execute(gap.remedy().sql().toArray(String[]::new));
        if (!off.getFirst().contains(us.user())) {
          watcher.later(Duration.ofSeconds(5)).observe();
          assertThat(whyNot(watcher, Duration.ofDays(1)).reason()).startsWith("observed ");
        }
        assertThat(assess(watcher.later(WINDOW).observe(), MOMENT).findings()).hasSize(1);
      }

      // Near misses: nobody's session has them.
      server
          .postgres()
          .execute(
              "ALTER ROLE nobody SET track_counts = off",
              "ALTER DATABASE postgres SET track_counts = off",
              "ALTER ROLE " + app + " SET track_counts = off",
              "ALTER ROLE " + app + " IN DATABASE " + here + " SET track_counts = on");
      assertThat(assess(watcher.later(WINDOW).observe(), MOMENT).findings()).hasSize(1);
      server
          .postgres()
          .execute("ALTER DATABASE postgres RESET ALL", "ALTER ROLE " + app + " RESET ALL");

      server.postgres().execute("ALTER SYSTEM SET track_counts = off");
      reload(server, "off");
      NotAssessed gap = whyNot(watcher.later(WINDOW).observe(), MOMENT);
      assertThat(gap.reason())
          .isEqualTo("track_counts is off on " + server.endpoint() + ": nobody counts scans");
      server.postgres().execute(gap.remedy().sql().toArray(String[]::new));
      reload(server, "on");
      watcher.later(Duration.ofSeconds(5)).observe();
      assertThat(whyNot(watcher, Duration.ofDays(1)).reason()).startsWith("observed ");
    }
  }

  @OnOneVersion
  void aStandbyThatIsAwayComesBack(PgServer shared) {
    try (var primary = PgServer.start(shared.major())) {
      var database = withIndex(primary);
      var watcher = new Watcher(database).observe();
      assertThat(assess(watcher.later(WINDOW).observe(), MOMENT).findings()).hasSize(1);
      primary
          .postgres()
          .execute(
              "SELECT pg_create_physical_replication_slot('reporting', true)",
              "SELECT pg_create_physical_replication_slot('never')");
      // The slot alone: somebody means to come.
      assertThat(whyNot(watcher.later(WINDOW).observe(), MOMENT).reason())
          .isEqualTo("1 standby, slot reporting, is not declared");
      try (var replica = primary.replica("primary_slot_name = 'reporting'")) {
        assertThat(whyNot(watcher.observe(), WINDOW.multipliedBy(3)).reason())
            .contains("1 standby, 127.0.0.1, is not declared");
        replica.stop();
        Awaitility.await("the slot")
            .until(() ->
                primary.postgres().number("SELECT count(*) FROM pg_replication_slots WHERE active")
                    == 0);
        NotAssessed gap = whyNot(watcher.later(Duration.ofDays(1)).observe(), WINDOW);
        assertThat(gap.reason()).isEqualTo("1 standby, slot reporting, is not declared");
        assertThat(gap.remedy().note()).contains("pg_drop_replication_slot");
        // Without its slot nothing on the primary tells of it, and it may come back all the same.
        primary.postgres().execute("SELECT pg_drop_replication_slot('reporting')");
        assertThat(whyNot(watcher.later(Duration.ofDays(1)).observe(), WINDOW).reason())
            .isEqualTo("1 standby that is not declared was connected 2 d ago");
        watcher.later(WINDOW).observe();
        assertThat(assess(watcher, MOMENT).findings()).hasSize(1);
      }
    }
  }

  @OnEveryVersion(why = "the last scan is told from 16 on")
  void aPartitionTakesItsScansAlong(PgServer server) {
    var database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE p (id int, at int) PARTITION BY LIST (at)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)",
                "INSERT INTO p SELECT i, 1 + i % 2 FROM generate_series(1, 20000) i",
                "CREATE INDEX p_idx ON p (id)",
                "ANALYZE p");
    database.awaitCountersOf(BRIEF);
    var watcher = new Watcher(database).observe().later(WINDOW).observe();
    assertThat(assess(watcher, BRIEF).findings()).hasSize(1);
    // Near miss: one that comes takes nothing away.
    database.execute("CREATE TABLE p3 PARTITION OF p FOR VALUES IN (3)");
    watcher.later(Duration.ofDays(1)).observe();
    assertThat(assess(watcher, BRIEF).findings()).hasSize(1);
    database.executeCounted("SELECT * FROM p1 WHERE id = 18");
    database.execute("DROP TABLE p1");
    watcher.later(Duration.ofDays(1)).observe();
    NotAssessed gap = whyNot(watcher, BRIEF);
    assertThat(gap.reason()).isEqualTo("observed 0 s of 2 s");
    assertThat(gap.whole()).isFalse();
    watcher.later(WINDOW).observe();
    assertThat(assess(watcher, BRIEF).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.confidence()).isEqualTo(Confidence.HIGH));
  }

  @OnOneVersion
  void anotherIndexOfTheSameNameIsAnother(PgServer server) {
    var database = withIndex(server);
    database.awaitCountersOf(BRIEF);
    var watcher = new Watcher(database).observe().later(WINDOW).observe();
    assertThat(assess(watcher, BRIEF).findings()).hasSize(1);
    database.execute("DROP INDEX idx", "CREATE INDEX idx ON t (b) WHERE a > 5");
    watcher.later(Duration.ofDays(1)).observe();
    NotAssessed gap = whyNot(watcher, BRIEF);
    assertThat(gap.reason()).startsWith("observed ");
    assertThat(gap.object().name()).isEqualTo("idx");
    // What was found of the old one is assessed, and is no more.
    assertThat(gap.partial()).isTrue();
  }
}
