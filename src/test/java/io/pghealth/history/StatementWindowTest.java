package io.pghealth.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pghealth.snapshot.StatementFacts;
import io.pghealth.snapshot.StatementWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Differences of counters: never over anything that breaks them. */
class StatementWindowTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant RESET = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant SINCE = Instant.parse("2026-11-02T00:00:00Z");

  @Test
  void meanAndVarianceOfTheCallsBetweenTwoReadings() {
    Random random = new Random(3);
    List<Double> before = samples(random, 1_000, 5);
    List<Double> between = samples(random, 200, 50);
    List<Double> all = new ArrayList<>(before);
    all.addAll(between);

    PlanHistory history =
        advance(advance(PlanHistory.empty(), 1, entry(before, null)), 2, entry(all, null));

    Window window = only(history).costs().now(1);
    assertThat(window.calls()).isEqualTo(200);
    assertThat(window.meanMillis()).isCloseTo(mean(between), within(1e-6));
    assertThat(window.variance()).isCloseTo(variance(between), within(1e-3));
    assertThat(only(history).costs().first().calls()).isEqualTo(1_000);
  }

  @Test
  void aResetGivesNoWindow() {
    PlanHistory first = advance(PlanHistory.empty(), 1, entry(100, 1_000, null));
    PlanHistory reset =
        first.advance(
            facts(RESET.plusSeconds(1), 0, 17, entry(200, 3_000, null)),
            Map.of(5L, "shop"),
            START.plusSeconds(120),
            500);
    assertThat(only(reset).costs().recent()).isEmpty();
    PlanHistory after =
        reset.advance(
            facts(RESET.plusSeconds(1), 0, 17, entry(230, 3_300, null)),
            Map.of(5L, "shop"),
            START.plusSeconds(180),
            500);
    assertThat(only(after).costs().now(1).calls()).isEqualTo(30);
  }

  @Test
  void countersThatFellGiveNoWindow() {
    PlanHistory history =
        advance(
            advance(PlanHistory.empty(), 1, entry(100, 1_000, null)), 2, entry(90, 2_000, null));
    assertThat(only(history).costs().recent()).isEmpty();
  }

  @Test
  void anEntryThatWasMadeAgainGivesNoWindowThoughItsCountersGrew() {
    PlanHistory first = advance(PlanHistory.empty(), 1, entry(100, 1_000, SINCE));
    assertThat(only(advance(first, 2, entry(200, 2_000, SINCE))).costs().recent()).hasSize(1);
    assertThat(only(advance(first, 2, entry(200, 2_000, SINCE.plusSeconds(9)))).costs().recent())
        .isEmpty();
  }

  @Test
  void before17AnEntryMadeAgainShowsInItsExtremes() {
    StatementFacts.Entry old = entry(100, 1_000, 0.5, 90);
    assertThat(
            only(advance(advance(PlanHistory.empty(), 1, old), 2, entry(200, 2_000, 0.4, 95)))
                .costs()
                .recent())
        .hasSize(1);
    assertThat(
            only(advance(advance(PlanHistory.empty(), 1, old), 2, entry(200, 2_000, 0.4, 80)))
                .costs()
                .recent())
        .isEmpty();
    assertThat(
            only(advance(advance(PlanHistory.empty(), 1, old), 2, entry(200, 2_000, 0.6, 95)))
                .costs()
                .recent())
        .isEmpty();
  }

  @Test
  void anEntryThatWasGoneInBetweenStartsAnew() {
    PlanHistory history = advance(PlanHistory.empty(), 1, entry(100, 1_000, null));
    history = advance(history, 2);
    history = advance(history, 3, entry(300, 3_000, null));
    assertThat(only(history).costs().recent()).isEmpty();
    assertThat(only(history).costs().first().calls()).isEqualTo(100);
    assertThat(only(advance(history, 4, entry(310, 3_100, null))).costs().now(1).calls())
        .isEqualTo(10);
  }

  @Test
  void anotherMajorOrADatabaseMadeAgainStartsAnew() {
    PlanHistory first = advance(PlanHistory.empty(), 1, entry(100, 1_000, null));
    PlanHistory upgraded =
        first.advance(
            facts(RESET, 0, 18, entry(200, 2_000, null)),
            Map.of(5L, "shop"),
            START.plusSeconds(120),
            500);
    assertThat(only(upgraded).costs().first().calls()).isEqualTo(200);
    PlanHistory recreated =
        first.advance(facts(RESET, 0, 17), Map.of(6L, "shop"), START.plusSeconds(120), 500);
    assertThat(recreated.databases().get("shop").statements()).isEmpty();
  }

  @Test
  void aStatementThatNobodyCallsIsUncalledAfterADay() {
    PlanHistory history = advance(PlanHistory.empty(), 1, entry(100, 1_000, null));
    Instant read = START.plusSeconds(60);
    assertThat(history.uncalled("shop", "9", read.plus(Duration.ofHours(23)))).isFalse();
    assertThat(history.uncalled("shop", "9", read.plus(Duration.ofHours(25)))).isTrue();
    assertThat(history.uncalled("shop", "10", read.plus(Duration.ofHours(25)))).isFalse();
    PlanHistory called = advance(history, 60 * 24, entry(101, 1_001, null));
    assertThat(called.uncalled("shop", "9", read.plus(Duration.ofHours(25)))).isFalse();
  }

  @Test
  void sharesCountTopLevelEntriesOnly() {
    StatementFacts.Entry nested =
        new StatementFacts.Entry(1, "app", 5, 10, false, 100, 1, 900, 9, 1, 1, 99, 9, 0, null);
    StatementFacts.Entry nestedLater =
        new StatementFacts.Entry(1, "app", 5, 10, false, 200, 1, 1_800, 9, 1, 1, 99, 9, 0, null);
    PlanHistory history =
        advance(
            advance(PlanHistory.empty(), 1, entry(100, 1_000, null), nested),
            2,
            entry(200, 2_000, null),
            nestedLater);
    StatementHistory top =
        history.databases().get("shop").statements().stream()
            .filter(s -> s.key().topLevel())
            .findFirst()
            .orElseThrow();
    assertThat(top.costs().now(1).share()).isEqualTo(1);
  }

  @Test
  void theMostLoadedAreFollowed() {
    StatementFacts.Entry small =
        new StatementFacts.Entry(1, "app", 5, 10, true, 100, 1, 9, 0.09, 1, 1, 99, 9, 0, null);
    PlanHistory history =
        PlanHistory.empty()
            .advance(
                facts(RESET, 0, 17, small, entry(100, 1_000, null)), Map.of(5L, "shop"), START, 1);
    assertThat(only(history).key().queryId()).isEqualTo(9);
  }

  @Test
  void theLastWindowsAreKeptAsTheyWereReadAndIdleOnesAreNot() {
    PlanHistory history = advance(PlanHistory.empty(), 0, entry(100, 1_000, SINCE));
    int calls = 100;
    for (int minute = 1; minute <= 20; minute++) {
      calls += minute % 2 == 0 ? minute : 0;
      history = advance(history, minute, entry(calls, calls * 10, SINCE));
    }
    List<RawWindow> raw = only(history).costs().raw();
    assertThat(raw)
        .extracting(RawWindow::calls)
        .containsExactly(6L, 8L, 10L, 12L, 14L, 16L, 18L, 20L);
    assertThat(raw.getLast().to()).isEqualTo(START.plus(Duration.ofMinutes(20)));
    assertThat(raw.getLast().from()).isEqualTo(START.plus(Duration.ofMinutes(19)));
    assertThat(raw.getLast().millis()).isEqualTo(200);
    assertThat(raw.getLast().databaseMillis()).isEqualTo(200);
  }

  @Test
  void whatExecutionsTouchedIsADifferenceToo() {
    PlanHistory first = advance(PlanHistory.empty(), 1, worked(100, work(1_000, 50)));
    Window window = only(advance(first, 2, worked(150, work(1_700, 60)))).costs().now(1);
    assertThat(window.work()).isEqualTo(work(700, 10));
    assertThat(window.plus(window).work()).isEqualTo(work(1_400, 20));
    assertThat(
            only(advance(
                    first, 2, worked(150, new StatementWork(1_700, 0, 0, 0, 0, 60, -1, 0, 0, 0))))
                .costs()
                .recent())
        .as("less write-ahead log than before: another entry")
        .isEmpty();
  }

  @Test
  void theShareOfTheLoadThatIsFollowedIsKnown() {
    StatementFacts.Entry small =
        new StatementFacts.Entry(1, "app", 5, 10, true, 100, 1, 250, 2.5, 1, 1, 99, 9, 0, null);
    LoadCoverage coverage =
        PlanHistory.empty()
            .advance(
                facts(RESET, 0, 17, small, entry(100, 750, null)), Map.of(5L, "shop"), START, 1)
            .databases()
            .get("shop")
            .coverage();
    assertThat(coverage).isEqualTo(new LoadCoverage(1, 2, 750, 1_000));
    assertThat(coverage.share()).isEqualTo(0.75);
  }

  private static StatementWork work(long hit, long tempWritten) {
    return new StatementWork(hit, 0, 0, 0, 0, tempWritten, 0, 0, 0, 0);
  }

  private static StatementFacts.Entry worked(long calls, StatementWork work) {
    return new StatementFacts.Entry(
        1,
        "app",
        5,
        9,
        true,
        calls,
        0,
        calls,
        1,
        0,
        0,
        99,
        work.hit(),
        work.tempWritten(),
        SINCE,
        work);
  }

  private static PlanHistory advance(
      PlanHistory past, int minute, StatementFacts.Entry... entries) {
    return past.advance(
        facts(RESET, 0, 17, entries),
        Map.of(5L, "shop"),
        START.plus(Duration.ofMinutes(minute)),
        500);
  }

  private static StatementFacts facts(
      Instant reset, long evictions, int major, StatementFacts.Entry... entries) {
    return new StatementFacts(
        "postgres", "public", major, reset, evictions, 5_000, 0, List.of(entries));
  }

  private static StatementHistory only(PlanHistory history) {
    assertThat(history.databases().get("shop").statements()).hasSize(1);
    return history.databases().get("shop").statements().getFirst();
  }

  private static StatementFacts.Entry entry(long calls, double total, Instant since) {
    return new StatementFacts.Entry(
        1, "app", 5, 9, true, calls, calls, total, total / calls, 1, 0.1, 900, calls, 0, since);
  }

  private static StatementFacts.Entry entry(long calls, double total, double min, double max) {
    return new StatementFacts.Entry(
        1, "app", 5, 9, true, calls, calls, total, total / calls, 1, min, max, calls, 0, null);
  }

  private static StatementFacts.Entry entry(List<Double> samples, Instant since) {
    double mean = mean(samples);
    double population =
        samples.stream().mapToDouble(s -> (s - mean) * (s - mean)).sum() / samples.size();
    return new StatementFacts.Entry(
        1,
        "app",
        5,
        9,
        true,
        samples.size(),
        0,
        mean * samples.size(),
        mean,
        Math.sqrt(population),
        samples.stream().mapToDouble(d -> d).min().orElse(0),
        samples.stream().mapToDouble(d -> d).max().orElse(0),
        0,
        0,
        since);
  }

  private static List<Double> samples(Random random, int n, double around) {
    List<Double> samples = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      samples.add(around + Math.abs(random.nextGaussian()) * around);
    }
    return samples;
  }

  private static double mean(List<Double> samples) {
    return samples.stream().mapToDouble(d -> d).average().orElse(0);
  }

  private static double variance(List<Double> samples) {
    double mean = mean(samples);
    return samples.stream().mapToDouble(s -> (s - mean) * (s - mean)).sum() / (samples.size() - 1);
  }
}
