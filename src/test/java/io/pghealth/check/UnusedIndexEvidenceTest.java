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
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;

/** Since when nobody has used an index, and where that cannot be known. */
class UnusedIndexEvidenceTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  /** Real time, since the servers' clocks are: as long as a test may take between two lines. */
  private static final Duration BRIEF = Duration.ofSeconds(4);

  private static final String SCAN = "SELECT * FROM t WHERE a = 17";
  private static final String SCANS =
      "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'idx'";

  private static PgDatabase withIndex(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE TABLE t (a int, b int)",
            "INSERT INTO t SELECT i, i FROM generate_series(1, 10000) i",
            "CREATE INDEX idx ON t (a)",
            "ANALYZE t");
  }

  private static void scan(PgDatabase database) {
    long before = database.number(SCANS);
    database.executeCounted(SCAN);
    assertThat(database.number(SCANS)).isGreaterThan(before);
  }

  private static void awaitIdle(PgDatabase database, Duration age) {
    if (database.server().major() >= 16) {
      Awaitility.await("a scan of that age")
          .until(() ->
              database
                  .value(
                      "SELECT clock_timestamp() - last_idx_scan > interval '%d ms'"
                              .formatted(age.toMillis())
                          + " FROM pg_stat_user_indexes WHERE indexrelname = 'idx'")
                  .equals("t"));
    }
  }

  private static Assessment assess(Watcher watcher, Duration window) {
    return watcher.assess(new UnusedIndex(), new UnusedIndexSettings(window, new Bytes(0)));
  }

  private static void findsIt(Watcher watcher, Duration window) {
    assertThat(assess(watcher, window).findings())
        .extracting(f -> f.object().name())
        .containsExactly("idx");
  }

  private static void saysWhyNot(Assessment assessment, String reason) {
    assertThat(assessment.findings()).isEmpty();
    assertThat(assessment.notAssessed())
        .singleElement()
        .satisfies(n -> assertThat(n.whole()).isTrue())
        .extracting(NotAssessed::reason)
        .asString()
        .matches(reason);
  }

  @OnEveryVersion(why = "16 says when an index was scanned last")
  void anIndexInUseIsWellAndAnIdleOneIsFound(PgServer server) {
    var database = withIndex(server);
    database.awaitCountersOf(BRIEF);
    var watcher = new Watcher(database).observe();
    scan(database);
    watcher.later(Duration.ofMinutes(1)).observe();
    Assessment used = assess(watcher, BRIEF);
    assertThat(used.findings()).isEmpty();
    assertThat(used.notAssessed()).isEmpty();
    awaitIdle(database, BRIEF);
    watcher.later(Duration.ofMinutes(1)).observe();
    findsIt(watcher, BRIEF);
    assertThat(assess(watcher, BRIEF).findings().getFirst().evidence())
        .containsEntry("size", "240 KiB")
        .containsKey("span")
        .hasEntrySatisfying(
            "scans on " + server.endpoint(),
            scans -> assertThat(scans).contains("none for").contains("1 before"));
  }

  @OnEveryVersion(why = "the first sight of counters differs where the last scan is told")
  void withoutHistoryOnlyTheCountersAgeSpeaks(PgServer server) {
    var database = withIndex(server);
    database.awaitCountersOf(Duration.ofMillis(50));
    var watcher = new Watcher(database).observe();
    assertThat(assess(watcher, Duration.ofMillis(50)).findings())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.confidence()).isEqualTo(Confidence.LOW);
          assertThat(f.message()).contains("unknown without history");
        });
    saysWhyNot(assess(watcher, Duration.ofDays(14)), "observed \\d+ (s|min|h) of 14 d");
  }

  @OnEveryVersion(why = "where the times of a reset are kept differs")
  void aResetOfTheCountersStartsTheSpanAnew(PgServer server) {
    var database = withIndex(server);
    Duration window = BRIEF;
    database.awaitCountersOf(window);
    var watcher = new Watcher(database).observe().later(Duration.ofDays(1)).observe();
    findsIt(watcher, window);
    String reset = "SELECT stats_reset FROM pg_stat_database WHERE datname = current_database()";
    String before = database.value(reset);
    database.execute("SELECT pg_stat_reset()");
    Awaitility.await("the reset").until(() -> !Objects.equals(before, database.value(reset)));
    watcher.later(Duration.ofDays(1)).observe();
    saysWhyNot(assess(watcher, window), "observed [0-3] s of 4 s");
  }

  @OnEveryVersion(why = "what moves when the counters are lost in a crash differs")
  void aKilledBackendStartsTheSpanAnewThoughTheStartTimeStays(PgServer shared) {
    try (var server = PgServer.start(shared.major())) {
      var database = withIndex(server);
      Duration window = Duration.ofSeconds(5);
      database.awaitCountersOf(window);
      var watcher = new Watcher(database).observe().later(Duration.ofDays(1)).observe();
      findsIt(watcher, window);
      String started = database.value("SELECT pg_postmaster_start_time()");
      server.killBackend();
      assertThat(database.value("SELECT pg_postmaster_start_time()")).isEqualTo(started);
      watcher.later(Duration.ofDays(1)).observe();
      saysWhyNot(assess(watcher, window), "observed [0-4] s of 5 s");
    }
  }

  @OnOneVersion
  void anIndexThatIsNewIsYoungThoughTheCountersAreOld(PgServer server) {
    var database = withIndex(server).execute("DROP INDEX idx");
    var watcher = new Watcher(database).observe().later(Duration.ofDays(20));
    database.execute("CREATE INDEX idx ON t (a)", "CREATE INDEX twin ON t (b)");
    watcher.observe().later(Duration.ofDays(3)).observe();
    Assessment young = assess(watcher, Duration.ofDays(14));
    assertThat(young.findings()).isEmpty();
    assertThat(young.notAssessed())
        .hasSize(2)
        .allSatisfy(n -> assertThat(n.reason()).matches("observed \\d+ (s|min) of 14 d"));
    assertThat(assess(watcher, MOMENT).findings())
        .extracting(f -> f.confidence())
        .containsOnly(Confidence.HIGH);
  }

  @OnEveryVersion(why = "the last scan is told from 16 on", from = 16)
  void theLastScanIsKnownWithoutHistory(PgServer server) {
    var database = withIndex(server);
    scan(database);
    awaitIdle(database, Duration.ofSeconds(1));
    var watcher = new Watcher(database).observe();
    assertThat(assess(watcher, Duration.ofSeconds(1)).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.confidence()).isEqualTo(Confidence.MEDIUM));
    Assessment longer = assess(watcher, Duration.ofDays(14));
    assertThat(longer.findings()).isEmpty();
    assertThat(longer.notAssessed()).isEmpty();
  }

  @OnOneVersion
  void whatOurOwnExplainsScanIsNoUse(PgServer server) throws SQLException {
    var database = withIndex(server);
    database.awaitCountersOf(BRIEF);
    var watcher = new Watcher(database).observe().later(Duration.ofMinutes(1));
    long oid = database.number("SELECT 'idx'::regclass::oid::bigint");
    long added = 0;
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("EXPLAIN SELECT * FROM t x JOIN t y USING (a) WHERE x.a > 9990");
      try (var scans = statement.executeQuery("SELECT pg_stat_get_xact_numscans(" + oid + ")")) {
        scans.next();
        added = scans.getLong(1);
      }
      connection.rollback();
    }
    assertThat(added).isPositive();
    long expected = added;
    Awaitility.await("its count").until(() -> database.number(SCANS) == expected);
    var before = watcher.evidence();
    watcher.observe(Map.of(oid, added));
    findsIt(watcher, BRIEF);
    // The near miss: the same scans, and nobody says that they are ours.
    watcher.with(before).observe();
    assertThat(assess(watcher, BRIEF).findings()).isEmpty();
  }

  @OnOneVersion
  void oneThatIsUsedOnAReplicaAloneIsInUse(PgServer shared) {
    try (var primary = PgServer.start(shared.major())) {
      var database = withIndex(primary);
      try (var replica = primary.replica()) {
        database.awaitCountersOf(BRIEF);
        new PgDatabase(replica, database.name()).awaitCountersOf(BRIEF);
        var watcher =
            new Watcher(database, replica).observe().later(Duration.ofMinutes(1)).observe();
        findsIt(watcher, BRIEF);
        scan(new PgDatabase(replica, database.name()));
        watcher.later(Duration.ofMinutes(1)).observe();
        Assessment used = assess(watcher, BRIEF);
        assertThat(used.findings()).isEmpty();
        assertThat(used.notAssessed()).isEmpty();

        saysWhyNot(
            assess(new Watcher(database).observe(), BRIEF),
            "1 standby, 127.0.0.1, is not declared");
        replica.stop();
        saysWhyNot(
            assess(watcher.later(Duration.ofMinutes(1)).observe(), BRIEF),
            replica.endpoint() + " was not reached: .*");
        replica.start();
      }
    }
  }

  @OnEveryVersion(why = "a standby of 14 loses its counters at a restart", to = 15)
  void aRestartedStandbyOf14HasToBeObservedAnew(PgServer shared) {
    try (var primary = PgServer.start(shared.major())) {
      var database = withIndex(primary);
      try (var replica = primary.replica()) {
        Duration window = Duration.ofSeconds(5);
        database.awaitCountersOf(window);
        new PgDatabase(replica, database.name()).awaitCountersOf(window);
        var watcher = new Watcher(database, replica).observe().later(Duration.ofDays(1));
        findsIt(watcher.observe(), window);
        replica.restart();
        replica.awaitReplayOf(primary);
        Awaitility.await("streaming")
            .until(
                () -> primary.postgres().number("SELECT count(*) FROM pg_stat_replication") == 1);
        watcher.observe();
        if (shared.major() == 14) {
          saysWhyNot(assess(watcher, window), "observed [0-4] s of 5 s, on " + replica.endpoint());
        } else {
          findsIt(watcher, window);
        }
      }
    }
  }

  @OnOneVersion
  void aRoleThatMayOnlyConnectSeesNoStandbysAndSaysSo(PgServer shared) {
    try (var primary = PgServer.start(shared.major())) {
      var database = withIndex(primary);
      var role = primary.createRole("");
      try (var replica = primary.replica()) {
        var watcher = new Watcher(database, role, Limits.defaults(), replica).observe();
        assertThat(assess(watcher.later(Duration.ofDays(1)).observe(), MOMENT).notAssessed())
            .singleElement()
            .satisfies(n -> {
              assertThat(n.reason()).contains("standby");
              assertThat(n.remedy().sql())
                  .containsExactly("GRANT pg_monitor TO \"" + role.user() + "\"");
            });
        primary.postgres().execute("GRANT pg_monitor TO " + role.user());
        replica.awaitReplayOf(primary);
        findsIt(watcher.later(Duration.ofDays(1)).observe(), MOMENT);
      }
    }
  }

  @OnOneVersion
  void aReplicaOfAnotherServerIsAMistake(PgServer server) {
    var database = withIndex(server);
    try (var other = PgServer.start(server.major())) {
      var namesake = new PgDatabase(other, database.name());
      other.postgres().execute("CREATE DATABASE " + namesake.name());
      var watcher = new Watcher(database, other).observe().later(Duration.ofDays(1)).observe();
      saysWhyNot(assess(watcher, MOMENT), other.endpoint() + " is no replica of this server.*");
    }
  }

  @OnOneVersion
  void aLockedTableIsNotAssessedAndTheOthersAre(PgServer server) throws SQLException {
    var database =
        withIndex(server).execute("CREATE TABLE free (a int)", "CREATE INDEX free_idx ON free (a)");
    var watcher = new Watcher(database).observe().later(Duration.ofDays(1)).observe();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
      watcher.observe();
      Assessment locked = assess(watcher, MOMENT);
      assertThat(locked.findings()).extracting(f -> f.object().name()).containsExactly("free_idx");
      assertThat(locked.notAssessed())
          .singleElement()
          .satisfies(n -> {
            assertThat(n.object().name()).isEqualTo("idx");
            assertThat(n.reason()).isEqualTo("locked");
          });
      connection.rollback();
    }
    watcher.observe();
    assertThat(assess(watcher, MOMENT).findings()).hasSize(2);
  }
}
