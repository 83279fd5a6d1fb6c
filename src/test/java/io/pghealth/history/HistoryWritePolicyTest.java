package io.pghealth.history;

import static io.pghealth.history.HistoryWritePolicy.Decision.DUE;
import static io.pghealth.history.HistoryWritePolicy.Decision.FIRST;
import static io.pghealth.history.HistoryWritePolicy.Decision.NOT_YET;
import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Ledger;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.Policy;
import io.pghealth.finding.Severity;
import io.pghealth.finding.Subjects;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HistoryWritePolicyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final HistoryWritePolicy policy = new HistoryWritePolicy();
  private final History stored =
      new RandomHistory(1, 2).next().withLedger(ledger(Severity.LOW, "1"));

  @Test
  void storesTheFirstAtOnceAndNothingTwice() {
    assertThat(policy.decide(null, null, stored, NOW)).isEqualTo(FIRST);
    assertThat(policy.decide(stored, NOW, stored, NOW.plusSeconds(86_400))).isEqualTo(NOT_YET);
  }

  @Test
  void numbersWaitForTenMinutes() {
    History drifted = stored.withLedger(ledger(Severity.LOW, "2"));
    assertThat(policy.decide(stored, NOW, drifted, NOW.plusSeconds(599))).isEqualTo(NOT_YET);
    assertThat(policy.decide(stored, NOW, drifted, NOW.plusSeconds(600))).isEqualTo(DUE);
    assertThat(policy.decide(stored, NOW, drifted, NOW.minusSeconds(5)))
        .as("the clock was set back")
        .isEqualTo(DUE);
  }

  @Test
  void whatIsLikeAnEventGoesFirst() {
    assertFirst(stored.withLedger(ledger(Severity.HIGH, "1")));
    assertFirst(stored.withLedger(LedgerState.empty()));
    assertFirst(stored.withPlans(PlanHistory.empty()));
    assertFirst(
        new History(
            stored.systemIdentifier(),
            EvidenceHistory.empty(),
            stored.bloat(),
            stored.plans(),
            stored.ledger()));
    assertFirst(
        new History("another", stored.evidence(), stored.bloat(), stored.plans(), stored.ledger()));
  }

  @Test
  void anAcceptanceOfNothingKnownGoesFirstToo() {
    LedgerState accepted =
        new Ledger()
            .apply(
                stored.ledger(),
                List.of(),
                Subjects.unknown(),
                Policy.monitor(Set.of(), Set.of("PlanRegression/1")),
                NOW)
            .state();
    assertFirst(stored.withLedger(accepted));
  }

  private void assertFirst(History current) {
    assertThat(policy.decide(stored, NOW, current, NOW.plusSeconds(1))).isEqualTo(FIRST);
  }

  private static LedgerState ledger(Severity severity, String number) {
    Finding finding =
        Finding.of("UnusedIndex", severity, Confidence.HIGH).message("seen " + number).build();
    return new Ledger()
        .apply(
            LedgerState.empty(),
            List.of(new Assessment("UnusedIndex", null, List.of(finding), List.of())),
            Subjects.unknown(),
            Policy.monitor(Set.of(), Set.of()),
            NOW)
        .state();
  }
}
