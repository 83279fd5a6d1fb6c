package io.pghealth.history;

import io.pghealth.finding.AcceptedPlan;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a history is worth storing. What is like an event goes first of all, before it is published:
 * a kill in between may then repeat an Event, which has the same name, but forgets nothing.
 */
public final class HistoryWritePolicy {
  /** How much of the running means a kill may lose. */
  public static final Duration RUNNING = Duration.ofMinutes(10);

  /** What to do. */
  public enum Decision {
    /** Store it before anything is published. */
    FIRST,
    /** Store it some time in this cycle. */
    DUE,
    /** Not now. */
    NOT_YET
  }

  private record Open(String fingerprint, Severity severity, Instant firstSeen) {}

  /**
   * Decides.
   *
   * @param stored what is stored; null where nothing is
   * @param storedAt when that was written; null where nothing is
   * @param current what there is now
   * @param now the time
   */
  public Decision decide(History stored, Instant storedAt, History current, Instant now) {
    if (stored == null || storedAt == null) {
      return Decision.FIRST;
    }
    if (stored.equals(current)) {
      return Decision.NOT_YET;
    }
    if (!milestones(stored).equals(milestones(current))) {
      return Decision.FIRST;
    }
    Duration age = Duration.between(storedAt, now);
    return age.isNegative() || age.compareTo(RUNNING) >= 0 ? Decision.DUE : Decision.NOT_YET;
  }

  private static List<Object> milestones(History history) {
    return List.of(
        String.valueOf(history.systemIdentifier()),
        of(history.evidence()),
        of(history.bloat()),
        of(history.plans()),
        of(history.ledger()));
  }

  private static Object of(Object section) {
    return section instanceof Milestones milestones ? milestones.milestones() : List.of();
  }

  private static List<Object> of(LedgerState ledger) {
    return List.of(
        ledger.entries().stream().map(HistoryWritePolicy::open).toList(),
        ledger.accepted().stream().map(HistoryWritePolicy::accepted).toList());
  }

  private static Open open(LedgerEntry entry) {
    return new Open(entry.fingerprint(), entry.severity(), entry.firstSeen());
  }

  private static String accepted(AcceptedPlan plan) {
    return plan.finding().fingerprint();
  }
}
