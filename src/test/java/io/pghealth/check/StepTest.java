package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.History;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.StatementKey;
import io.pghealth.plan.StatementText;
import io.pghealth.snapshot.CauseFacts;
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

  private void window(long parentCalls, long rows, long lookups) {
    add("SELECT id, user_id FROM orders WHERE region = $1", parentCalls, rows);
    add("SELECT * FROM users WHERE id = $1", lookups, lookups);
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
