package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Confidence;
import io.pghealth.history.History;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.StatementKey;
import io.pghealth.plan.StatementText;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.SightingFacts;
import io.pghealth.snapshot.StatementFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether a lookup is in step with another statement's rows, window by window. */
class StepTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
  private static final String PARENT = "SELECT id, user_id FROM orders WHERE region = $1";
  private static final String LOOKUP = "SELECT * FROM users WHERE id = $1";
  private final Map<String, long[]> counted = new HashMap<>();
  private PlanHistory history = PlanHistory.empty();
  private int minute;

  @BeforeEach
  void known() {
    window(1, 20, 1);
  }

  @Test
  void twoWindowsOfALinkedLoopAreInStepAndProveNothing() {
    window(10, 200, 200);
    window(10, 200, 200);
    assertThat(step(true).inStep()).isTrue();
    assertThat(step(true).proven()).isFalse();
    assertThat(step(true).ratio()).isEqualTo(20);
    assertThat(step(false).inStep()).as("constant traffic and no link").isFalse();
  }

  @Test
  void sixWindowsInWhichTrafficVariedProveIt() {
    for (int rows : List.of(200, 300, 220, 280, 240, 260)) {
      window(10, rows, rows);
    }
    assertThat(step(true).proven()).isTrue();
    assertThat(step(false).inStep()).as("varied traffic stands in for a link").isTrue();
  }

  @Test
  void fiveWindowsDoNot() {
    for (int rows : List.of(200, 300, 220, 280, 240)) {
      window(10, rows, rows);
    }
    assertThat(step(true).proven()).isFalse();
  }

  @Test
  void oneWindowOutOfStepIsEnough() {
    window(10, 200, 200);
    window(10, 200, 230);
    window(10, 200, 170);
    assertThat(step(true).inStep()).isFalse();
  }

  @Test
  void aLookupThatRunsWithoutTheOtherIsNoLoop() {
    window(10, 200, 200);
    window(0, 0, 200);
    window(10, 200, 200);
    assertThat(step(true)).isNull();
  }

  @Test
  void aCacheThatAnswersAStablePartIsSeenOnlyWhereTrafficProvesIt() {
    for (int rows : List.of(200, 300, 220, 280, 240, 260)) {
      window(10, rows, rows * 6 / 10);
    }
    assertThat(step(true).inStep()).isTrue();
    assertThat(step(false).inStep()).isFalse();
    window(10, 200, 160);
    assertThat(step(true).inStep()).as("a part that is not stable").isFalse();
  }

  @Test
  void oneApplicationAtBothStatementsMakesAProvenLoopSure() {
    varied();
    seen(PARENT, "shop", "1.a", 10);
    assertThat(callers().text()).as("nobody was seen at the lookup").isNull();
    assertThat(confidence()).isEqualTo(Confidence.MEDIUM);
    seen(LOOKUP, "shop", "1.b", 10);
    assertThat(callers().text()).isEqualTo("shop at both statements");
    assertThat(confidence()).isEqualTo(Confidence.HIGH);
    seen(LOOKUP, "shop", "1.a", 5);
    assertThat(callers().text()).isEqualTo("shop at both statements, in one session");
  }

  @Test
  void aNameAloneMakesNothingSure() {
    window(10, 200, 200);
    window(10, 200, 200);
    seen(PARENT, "shop", "1.a", 10);
    seen(LOOKUP, "shop", "1.a", 5);
    assertThat(callers().same()).isTrue();
    assertThat(confidence()).isEqualTo(Confidence.LOW);
  }

  @Test
  void differentApplicationsSpeakAgainstALoop() {
    varied();
    seen(PARENT, "shop", "1.a", 10);
    seen(LOOKUP, "mail\n\"x\"", "1.b", 10);
    assertThat(callers().text())
        .isEqualTo("shop at the other statement, mail\\n\"x\" at the lookup");
    assertThat(confidence()).isEqualTo(Confidence.LOW);
    seen(LOOKUP, "shop", "1.c", 10);
    assertThat(confidence()).as("the lookup has other callers besides").isEqualTo(Confidence.HIGH);
  }

  @Test
  void whoWasThereBeforeTheWindowsSaysNothingOfThem() {
    varied();
    seen(PARENT, "shop", "1.a", 10);
    seen(LOOKUP, "shop", "1.b", 6 * 60 + 1);
    assertThat(confidence()).isEqualTo(Confidence.MEDIUM);
    seen(LOOKUP, "shop", "1.b", 6 * 60 - 1);
    assertThat(confidence()).isEqualTo(Confidence.HIGH);
  }

  @Test
  void sessionsOfAnotherDatabaseAreOthers() {
    varied();
    seen(PARENT, "shop", "1.a", 10);
    history =
        history.sighted(
            new SightingFacts(
                List.of(
                    new SightingFacts.Seen(
                        6, LOOKUP.hashCode(), "shop", "1.b", Duration.ofSeconds(1)))),
            now());
    assertThat(confidence()).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void sightingsGoWithTheirStatement() {
    varied();
    seen(PARENT, "shop", "1.a", 10);
    seen(LOOKUP, "shop", "1.b", 10);
    assertThat(history.bounded(1).databases().get("shop").sightings()).hasSize(1);
  }

  private void varied() {
    for (int rows : List.of(200, 300, 220, 280, 240, 260)) {
      window(10, rows, rows);
    }
  }

  private void seen(String text, String application, String session, long secondsAgo) {
    history =
        history.sighted(
            new SightingFacts(
                List.of(
                    new SightingFacts.Seen(
                        5, text.hashCode(), application, session, Duration.ofSeconds(secondsAgo)))),
            now());
  }

  private Callers callers() {
    return Callers.of(step(true), history.databases().get("shop").sightings());
  }

  private Confidence confidence() {
    return NPlusOne.confidence(step(true), callers());
  }

  /** When the last window ended. */
  private Instant now() {
    return START.plus(Duration.ofMinutes(minute - 1));
  }

  private void window(long parentCalls, long rows, long lookups) {
    add(PARENT, parentCalls, rows);
    add(LOOKUP, lookups, lookups);
    Instant now = START.plus(Duration.ofMinutes(minute++));
    List<StatementFacts.Entry> entries = new ArrayList<>();
    List<PlanObservation.Statement> texts = new ArrayList<>();
    counted.forEach((text, n) -> {
      StatementFacts.Entry entry =
          new StatementFacts.Entry(
              1, "app", 5, text.hashCode(), true, n[0], n[1], n[0], 1, 0, 1, 1, n[0], 0, null);
      entries.add(entry);
      StatementText read = StatementText.of(text);
      texts.add(
          new PlanObservation.Statement(
              StatementKey.of(entry),
              read.kind(),
              read.shown(),
              null,
              List.of(),
              null,
              null,
              read.traits()));
    });
    history =
        history
            .advance(
                new StatementFacts("postgres", "public", 17, null, 0, 5_000, 0, entries),
                Map.of(5L, "shop"),
                now,
                500)
            .observed(
                new PlanObservation("shop", now, CauseFacts.empty(), texts, null, 0, Map.of()),
                Duration.ofMinutes(5));
  }

  private void add(String text, long calls, long rows) {
    long[] n = counted.computeIfAbsent(text, _ -> new long[2]);
    n[0] += calls;
    n[1] += rows;
  }

  private Step step(boolean linked) {
    List<QueryLoad> queries =
        QueryLoad.of(
            History.empty().withPlans(history).plans().databases().get("shop"),
            START.plus(Duration.ofMinutes(minute)));
    QueryLoad lookup =
        queries.stream()
            .filter(q -> q.traits().lookup().relation().equals("users"))
            .findFirst()
            .orElseThrow();
    QueryLoad parent = queries.stream().filter(q -> q != lookup).findFirst().orElseThrow();
    return Step.of(lookup, parent, linked);
  }
}
