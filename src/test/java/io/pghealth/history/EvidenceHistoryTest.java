package io.pghealth.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.DatabaseEvidence.IndexEvidence;
import io.pghealth.postgres.ServerVersion;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Pgstattuple;
import io.pghealth.snapshot.IndexUsage;
import io.pghealth.snapshot.IndexUsage.Scans;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.target.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Since when counters count: arithmetic on facts that a server would have to be waited days for.
 */
class EvidenceHistoryTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Endpoint PRIMARY = new Endpoint("primary", 5432);
  private static final long DATABASE = 16384;
  private static final long INDEX = 20000;

  /** What the server says; its clock is an hour behind ours. */
  private record Server(
      int major,
      boolean standby,
      Instant postmasterStart,
      Instant databaseReset,
      Instant statisticsReset,
      long commits,
      Map<Long, Long> scans) {

    static Server of(long scans) {
      return new Server(15, false, START, null, day(-30), 1000, Map.of(INDEX, scans));
    }

    Server reset(Instant database, Instant statistics) {
      return new Server(major, standby, postmasterStart, database, statistics, commits, scans);
    }

    Server commits(long value) {
      return new Server(
          major, standby, postmasterStart, databaseReset, statisticsReset, value, scans);
    }

    Server standbyOf14(Instant started) {
      return new Server(14, true, started, databaseReset, statisticsReset, commits, scans);
    }

    IndexUsage usage(Instant at) {
      return new IndexUsage(
          scans.entrySet().stream()
              .collect(
                  java.util.stream.Collectors.toMap(
                      Map.Entry::getKey, e -> new Scans(e.getValue(), null))),
          Map.of(),
          List.of(commits),
          behind(databaseReset),
          behind(statisticsReset),
          behind(at));
    }

    InstanceFacts facts(Instant at, String identifier, long timeline, long lsn) {
      return new InstanceFacts(
          identifier,
          new ServerVersion(major * 10_000),
          null,
          null,
          standby,
          behind(at),
          behind(postmasterStart),
          timeline,
          lsn,
          behind(statisticsReset),
          List.of(),
          Collected.known(List.of()));
    }

    private static Instant behind(Instant time) {
      return time == null ? null : time.minusSeconds(3600);
    }
  }

  private EvidenceHistory history = EvidenceHistory.empty();
  private Instant at;
  private Server server;

  private static Instant day(long day) {
    return START.plus(Duration.ofDays(day));
  }

  private EvidenceHistoryTest observe(long day, Server said) {
    return observe(day, said, Map.of());
  }

  private EvidenceHistoryTest observe(long day, Server said, Map<Long, Long> ours) {
    at = day(day);
    server = said;
    history =
        history.advance(
            snapshot(Collected.known(said.usage(at))), Map.of(PRIMARY, Map.of("shop", ours)));
    return this;
  }

  private Snapshot snapshot(Collected<IndexUsage> usage) {
    var index =
        new Index(
            INDEX, 1, "public", "idx", "t", "btree", false, null, Set.of(), 8192, 1, 90, false, "",
            null, null, null, Map.of());
    var unique =
        new Index(
            INDEX + 1,
            1,
            "public",
            "key",
            "t",
            "btree",
            false,
            null,
            Set.of(Flag.UNIQUE),
            8192,
            2,
            90,
            false,
            "",
            null,
            null,
            null,
            Map.of());
    var facts =
        new IndexFacts(
            Map.of(INDEX, index, INDEX + 1, unique),
            List.of(),
            List.of(),
            new Pgstattuple(null, false, false, false, "me"));
    return new Snapshot(
        at,
        List.of(new InstanceSnapshot(PRIMARY, Collected.known(server.facts(at, "42", 1, 100)))),
        List.of(
            new DatabaseSnapshot(DATABASE, "shop", Collected.known(facts), Map.of(PRIMARY, usage))),
        Collected.unknown("not read", null));
  }

  private DatabaseEvidence database() {
    return history.database("42", PRIMARY, DATABASE).orElseThrow();
  }

  private Instant counters() {
    return database().countersSince(server.facts(at, "42", 1, 100), server.usage(at), at);
  }

  private IndexEvidence index() {
    assertThat(database().indexes()).extracting(IndexEvidence::oid).containsExactly(INDEX);
    return database().indexes().getFirst();
  }

  @Test
  void theSpanBeginsAtTheLatestResetByOurClock() {
    observe(0, Server.of(0));
    assertThat(counters()).isEqualTo(day(-30));
    observe(3, Server.of(0).reset(day(2), day(-30)));
    assertThat(counters()).isEqualTo(day(2));
    // A crash on 15 and later: the database's own time is gone, another one has moved.
    observe(5, Server.of(0).reset(null, day(4)));
    assertThat(counters()).isEqualTo(day(4));
  }

  @Test
  void whereNoResetIsToldOnlyWhatWasSeenCounts() {
    observe(0, Server.of(0).reset(null, null)).observe(9, Server.of(0).reset(null, null));
    assertThat(counters()).isEqualTo(day(0));
  }

  @Test
  void aCounterThatFellIsALossThoughNoTimeMoved() {
    observe(0, Server.of(7)).observe(1, Server.of(7));
    assertThat(counters()).isEqualTo(day(-30));
    observe(2, Server.of(7).commits(999));
    assertThat(counters()).isEqualTo(day(2));
    observe(3, Server.of(6).commits(999));
    assertThat(counters()).isEqualTo(day(3));
    assertThat(index().since()).isEqualTo(day(3));
    observe(4, Server.of(6));
    assertThat(counters()).isEqualTo(day(3));
  }

  @Test
  void aStandbyOf14CountsFromItsStart() {
    observe(3, Server.of(0).standbyOf14(day(2)));
    assertThat(counters()).isEqualTo(day(2));
    observe(6, Server.of(0).standbyOf14(day(5)));
    assertThat(counters()).isEqualTo(day(5));
  }

  @Test
  void aScanStartsTheIndexAnewAndOursDoesNot() {
    observe(0, Server.of(7)).observe(1, Server.of(7));
    assertThat(index().since()).isEqualTo(day(0));
    observe(2, Server.of(9), Map.of(INDEX, 2L));
    assertThat(index().since()).isEqualTo(day(0));
    observe(3, Server.of(12), Map.of(INDEX, 2L));
    assertThat(index().since()).isEqualTo(day(3));
  }

  @Test
  void oursThatTheServerCountsLateAreStillOurs() {
    observe(0, Server.of(7)).observe(1, Server.of(7), Map.of(INDEX, 2L));
    observe(2, Server.of(9));
    assertThat(index().since()).isEqualTo(day(0));
    // But not for ever: later ones are somebody's.
    observe(3, Server.of(9), Map.of(INDEX, 2L)).observe(4, Server.of(9)).observe(5, Server.of(10));
    assertThat(index().since()).isEqualTo(day(5));
  }

  @Test
  void oursBeforeTheFirstSightAreOurs() {
    observe(0, Server.of(2), Map.of(INDEX, 2L));
    assertThat(index().never()).isTrue();
    history = EvidenceHistory.empty();
    observe(0, Server.of(3), Map.of(INDEX, 2L));
    assertThat(index().never()).isFalse();
    history = EvidenceHistory.empty();
    observe(0, Server.of(0), Map.of(INDEX, 2L)).observe(1, Server.of(2));
    assertThat(index().never()).isTrue();
    assertThat(index().since()).isEqualTo(day(0));
  }

  @Test
  void asManyScansAfterAResetAsBeforeItAreNoRest() {
    observe(0, Server.of(7)).observe(9, Server.of(7).reset(day(1), day(-30)));
    assertThat(index().since()).isEqualTo(day(9));
    assertThat(index().never()).isFalse();
  }

  @Test
  void aGapInWatchingTakesNothingAway() {
    observe(0, Server.of(7));
    at = day(5);
    history = history.advance(snapshot(Collected.unknown("not reached", null)), Map.of());
    observe(20, Server.of(7));
    assertThat(index().since()).isEqualTo(day(0));
  }

  @Test
  void anotherServerAtTheSameAddressStartsAnew() {
    observe(0, Server.of(7));
    var other = server.facts(at, "43", 1, 100);
    assertThat(history.database("43", PRIMARY, DATABASE)).isEmpty();
    assertThat(history.continues(other)).isFalse();
    assertThat(history.continues(server.facts(at, "42", 1, 99))).isFalse();
    assertThat(history.continues(server.facts(at, "42", 1, 100))).isTrue();
    assertThat(history.continues(server.facts(at, "42", 2, 50))).isTrue();
    assertThat(EvidenceHistory.empty().continues(other)).isTrue();
  }

  @Test
  void isTheSameAfterJson() throws IOException {
    observe(0, Server.of(7)).observe(1, Server.of(9), Map.of(INDEX, 5L));
    var json = HistoryMapper.create();
    assertThat(json.readValue(json.writeValueAsString(history), EvidenceHistory.class))
        .isEqualTo(history);
    var bloat = BloatHistory.empty();
    assertThat(json.readValue(json.writeValueAsString(bloat), BloatHistory.class)).isEqualTo(bloat);
  }
}
