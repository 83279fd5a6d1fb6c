package io.pghealth.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.snapshot.StatementFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Evictions, and whose they were. */
class ChurnTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void onlyTheRiseBetweenReadingsCounts() {
    PlanHistory history = read(PlanHistory.empty(), 0, 900, 5_000);
    assertThat(history.churn().windows()).isEmpty();
    assertThat(history.readings()).isEqualTo(1);
    history = read(history, 1, 907, 5_000);
    assertThat(history.churn().windows())
        .singleElement()
        .extracting(Churn.Evicted::times)
        .isEqualTo(7L);
    assertThat(history.readings()).isEqualTo(2);
    history = read(history, 2, 907, 5_000);
    assertThat(history.churn().windows()).hasSize(1);
    history = read(history, 3, 12, 5_000);
    assertThat(history.readings()).as("they were reset").isEqualTo(1);
    assertThat(history.churn().windows()).hasSize(1);
  }

  @Test
  void whatAnotherSizeThrewOutIsForgottenAndSoIsWhatIsADayOld() {
    PlanHistory history = read(read(PlanHistory.empty(), 0, 0, 5_000), 1, 7, 5_000);
    assertThat(read(history, 2, 7, 10_000).churn().windows()).isEmpty();
    assertThat(read(history, 60 * 25, 7, 5_000).churn().windows()).isEmpty();
  }

  @Test
  void evictionsThatOurOwnEntriesCanHaveBroughtAreLeftOut() {
    Churn sent = Churn.none().explained(300).explained(201);
    Churn churn = sent.advance(START, 0, facts(4, 5_000), START.plusSeconds(60));
    // 501 entries are three times 250.
    assertThat(churn.windows().getFirst().others()).isEqualTo(1);
    assertThat(churn.explains()).isZero();
    assertThat(sent.advance(START, 0, facts(2, 5_000), START).windows().getFirst().others())
        .isZero();
  }

  @Test
  void itIsBounded() {
    PlanHistory history = PlanHistory.empty();
    for (int i = 0; i < 50; i++) {
      history = read(history, i, i, 5_000);
    }
    assertThat(history.churn().windows()).hasSize(Churn.WINDOWS);
  }

  private static PlanHistory read(PlanHistory past, int minute, long evictions, int max) {
    return past.advance(
        facts(evictions, max), Map.of(5L, "shop"), START.plus(Duration.ofMinutes(minute)), 500);
  }

  private static StatementFacts facts(long evictions, int max) {
    return new StatementFacts("postgres", "public", 17, null, evictions, max, 0, List.of());
  }
}
