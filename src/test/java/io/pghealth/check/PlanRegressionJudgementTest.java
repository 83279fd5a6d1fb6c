package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.history.Decoded;
import io.pghealth.history.Encoded;
import io.pghealth.history.History;
import io.pghealth.history.HistoryCodec;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanLine;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.Shape;
import io.pghealth.history.ShapeSet;
import io.pghealth.history.StatementKey;
import io.pghealth.history.StatementKind;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.target.Credentials;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as worse, with costs that no real server gives on demand. */
class PlanRegressionJudgementTest {
  private static final ShapeSet OLD = new ShapeSet("old", null, null);
  private static final ShapeSet NEW = new ShapeSet("new", null, null);
  private static final long QUERY = 1;

  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private PlanHistory history = PlanHistory.empty();
  private StatementFacts facts;
  private final Map<Long, StatementFacts.Entry> entries = new HashMap<>();

  @Test
  void slowerAloneIsAFindingOfMediumConfidence() {
    peers(4, 2);
    calls(QUERY, 100, 1, 0.1, 100);
    cycle(OLD);
    peers(4, 2);
    calls(QUERY, 100, 7, 0.5, 100);
    cycle(NEW);
    Finding finding = findings().getFirst();
    assertThat(finding.confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(finding.evidence().get("mean time")).isEqualTo("1 ms → 7 ms");
  }

  @Test
  void aSlowMachineIsSilentHoweverLongItIsSlow() {
    peers(4, 2);
    calls(QUERY, 100, 1, 0.1, 100);
    cycle(OLD);
    for (int i = 0; i < 30; i++) {
      peers(4, 2 * 7);
      calls(QUERY, 100, 7, 0.5, 100);
      cycle(NEW);
      assertThat(findings()).isEmpty();
    }
  }

  @Test
  void withNobodyToCompareWithTimeAloneIsOfLowConfidence() {
    calls(QUERY, 100, 1, 0.1, 100);
    cycle(OLD);
    calls(QUERY, 100, 7, 0.5, 100);
    cycle(NEW);
    assertThat(findings().getFirst().confidence()).isEqualTo(Confidence.LOW);
  }

  @Test
  void slowerByChanceIsSilent() {
    calls(QUERY, 100, 1, 9, 100);
    cycle(OLD);
    calls(QUERY, 30, 4, 30, 100);
    cycle(NEW);
    assertThat(findings()).isEmpty();
  }

  @Test
  void moreBlocksCountWithoutMoreTime() {
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(OLD);
    calls(QUERY, 100, 1, 0.5, 400);
    cycle(NEW);
    assertThat(findings().getFirst().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void moreBlocksInMuchLessTimeAreABetterPlan() {
    calls(QUERY, 100, 10, 0.5, 10);
    cycle(OLD);
    calls(QUERY, 100, 1, 0.5, 400);
    cycle(NEW);
    assertThat(findings()).isEmpty();
  }

  @Test
  void thresholdsHold() {
    peers(1, 100);
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(OLD);
    peers(1, 100);
    calls(QUERY, 100, 1, 0.5, 20);
    cycle(NEW);
    assertThat(findings(new PlanRegressionSettings(100, 20, 0))).as("exactly 100%").isEmpty();
    assertThat(findings(new PlanRegressionSettings(99, 20, 0))).hasSize(1);
    assertThat(findings(new PlanRegressionSettings(99, 101, 0))).as("calls").isEmpty();
    assertThat(findings(new PlanRegressionSettings(99, 20, 2))).as("share of 1%").isEmpty();
  }

  @Test
  void itIsOverWhenTheOldCostIsBack() {
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(OLD);
    calls(QUERY, 100, 1, 0.5, 400);
    cycle(NEW);
    assertThat(findings()).hasSize(1);
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(NEW);
    assertThat(findings()).isEmpty();
  }

  @Test
  void itIsOverWhenTheOldPlanIsBack() {
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(OLD);
    calls(QUERY, 100, 1, 0.5, 400);
    cycle(NEW);
    assertThat(findings()).hasSize(1);
    calls(QUERY, 5, 1, 0.5, 400);
    cycle(OLD);
    assertThat(findings()).isEmpty();
  }

  @Test
  void anAcceptedPlanStaysAcceptedAcrossRestartsAndADearerOneIsNews() {
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(OLD);
    calls(QUERY, 100, 1, 0.5, 400);
    cycle(NEW);
    history = history.accept(findings().getFirst().fingerprint(), now);
    for (int i = 0; i < 3; i++) {
      restart();
      assertThat(findings()).isEmpty();
      calls(QUERY, 100, 1, 0.5, 400);
      cycle(NEW);
    }
    calls(QUERY, 100, 1, 0.5, 4_000);
    cycle(new ShapeSet("newest", null, null));
    assertThat(findings()).hasSize(1);
    assertThat(findings().getFirst().evidence().get("blocks per call")).startsWith("400 →");
  }

  @Test
  void aPlanThatComesAndGoesIsAcceptedWhileItIsAway() {
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(OLD);
    for (int i = 0; i < 3; i++) {
      calls(QUERY, 100, 1, 0.5, 400);
      cycle(NEW);
      calls(QUERY, 100, 1, 0.5, 10);
      cycle(OLD);
    }
    history = history.accept(findings().getFirst().fingerprint(), now);
    for (int i = 0; i < 3; i++) {
      restart();
      assertThat(findings()).isEmpty();
      calls(QUERY, 100, 1, 0.5, 400);
      cycle(NEW);
      assertThat(findings()).isEmpty();
      calls(QUERY, 100, 1, 0.5, 10);
      cycle(OLD);
    }
  }

  private void restart() {
    HistoryCodec codec = new HistoryCodec();
    Encoded.Fits stored = (Encoded.Fits) codec.encode(History.empty().withPlans(history));
    history = ((Decoded.Loaded) codec.decode(stored.bytes())).history().plans();
  }

  @Test
  void flappingIsOneFinding() {
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(OLD);
    String fingerprint = null;
    for (int i = 0; i < 5; i++) {
      calls(QUERY, 100, 1, 0.5, 400);
      cycle(NEW);
      assertThat(findings()).hasSize(1);
      fingerprint = fingerprint == null ? findings().getFirst().fingerprint() : fingerprint;
      assertThat(findings().getFirst().fingerprint()).isEqualTo(fingerprint);
      calls(QUERY, 100, 1, 0.5, 10);
      cycle(OLD);
      assertThat(findings()).hasSize(i < 1 ? 0 : 1);
    }
    now = now.plus(Duration.ofHours(2));
    cycle(OLD);
    assertThat(findings()).isEmpty();
  }

  @Test
  void aMemberThatCannotBeHadIsNoOtherPlan() {
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(new ShapeSet("a", "b", "c"));
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(new ShapeSet("a", null, null));
    assertThat(findings()).isEmpty();
    calls(QUERY, 100, 1, 0.5, 400);
    cycle(new ShapeSet("a", "b", "x"));
    assertThat(findings().getFirst().evidence().get("what changed"))
        .isEqualTo("the plan with the median values");
  }

  @Test
  void aDearPlanThatStaysForADayStaysAFinding() {
    calls(QUERY, 100, 1, 0.5, 10);
    cycle(OLD);
    for (int hour = 0; hour < 30; hour++) {
      now = now.plus(Duration.ofHours(1));
      calls(QUERY, 100, 1, 0.5, 400);
      cycle(NEW);
      assertThat(findings()).hasSize(1);
    }
  }

  @Test
  void aCheapPlanThatStaysForADayBecomesTheBaseline() {
    calls(QUERY, 100, 1, 0.5, 400);
    cycle(OLD);
    for (int hour = 0; hour < 30; hour++) {
      now = now.plus(Duration.ofHours(1));
      calls(QUERY, 100, 1, 0.5, 10);
      cycle(NEW);
      assertThat(findings()).isEmpty();
    }
    calls(QUERY, 100, 1, 0.5, 400);
    cycle(OLD);
    assertThat(findings()).hasSize(1);
  }

  private void peers(int number, double millis) {
    for (int i = 0; i < number; i++) {
      calls(100 + i, 100, millis, 0.1, 5);
    }
  }

  /** Adds calls of this mean time, deviation and number of blocks to an entry. */
  private void calls(long queryId, long calls, double mean, double deviation, long blocks) {
    StatementFacts.Entry old =
        entries.getOrDefault(
            queryId,
            new StatementFacts.Entry(
                1, "app", 5, queryId, true, 0, 0, 0, 0, 0, 0, 1e6, 0, 0, null));
    long n = old.calls() + calls;
    double total = old.totalMillis() + calls * mean;
    double squares =
        old.calls() * (sq(old.stddevMillis()) + sq(old.meanMillis() - total / n))
            + calls * (sq(deviation) + sq(mean - total / n));
    entries.put(
        queryId,
        new StatementFacts.Entry(
            1,
            "app",
            5,
            queryId,
            true,
            n,
            n,
            total,
            total / n,
            Math.sqrt(squares / n),
            0,
            1e6,
            old.blocks() + calls * blocks,
            0,
            null));
  }

  private static double sq(double value) {
    return value * value;
  }

  private void cycle(ShapeSet shapes) {
    now = now.plus(Duration.ofMinutes(1));
    facts =
        new StatementFacts(
            "postgres", "public", 17, null, 0, 5_000, 0, List.copyOf(entries.values()));
    history = history.advance(facts, Map.of(5L, "shop"), now, 500);
    List<PlanObservation.Statement> seen = new ArrayList<>();
    entries.forEach((id, entry) -> {
      ShapeSet set = id == QUERY ? shapes : OLD;
      seen.add(
          new PlanObservation.Statement(
              StatementKey.of(entry),
              StatementKind.QUERY,
              "SELECT $1",
              set,
              List.of(shape(set.generic())),
              null,
              null));
    });
    history =
        history.observed(
            new PlanObservation("shop", now, CauseFacts.empty(), seen, null, 0, Map.of()),
            Duration.ofMinutes(5));
  }

  private static Shape shape(String hash) {
    return new Shape(
        hash,
        "Scan " + hash,
        List.of(),
        List.of(),
        List.of(new PlanLine(0, "Scan " + hash, List.of())));
  }

  private List<Finding> findings() {
    return findings(new PlanRegressionSettings(100, 20, 1));
  }

  private List<Finding> findings(PlanRegressionSettings settings) {
    Endpoint endpoint = new Endpoint("localhost", 5432);
    DatabaseSnapshot database =
        new DatabaseSnapshot(5, "shop", Collected.unknown("", Remedy.none()), Map.of());
    Target target =
        new Target(
            endpoint,
            "postgres",
            List.of(),
            new Credentials("monitor", null),
            null,
            List.of(),
            new Tls(Tls.Mode.DISABLE, null, null, null),
            DatabaseFilter.all(),
            Limits.defaults(),
            Schedule.defaults(),
            false);
    return new PlanRegression()
        .assess(
            new Facts(
                new Snapshot(
                    now,
                    List.of(new InstanceSnapshot(endpoint, Collected.unknown("", Remedy.none()))),
                    List.of(database),
                    Collected.known(facts)),
                database,
                History.empty().withPlans(history),
                target),
            settings)
        .findings();
  }
}
