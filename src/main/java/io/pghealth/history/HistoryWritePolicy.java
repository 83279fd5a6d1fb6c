package io.pghealth.history;

import io.pghealth.finding.AcceptedPlan;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private record Plan(StatementKey key, ShapeSet reference, Instant flipped, Instant returned) {}

  private record Counted(String instance, long databaseOid, Instant firstSeen, Instant lost) {}

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
    LedgerState ledger = history.ledger();
    return List.of(
        String.valueOf(history.systemIdentifier()),
        set(history.evidence().instances().stream().flatMap(HistoryWritePolicy::counted)),
        history.plans().algorithm(),
        history.plans().major(),
        set(
            history.plans().databases().values().stream()
                .flatMap(d -> d.statements().stream())
                .filter(s -> s.plans().reference() != null)
                .map(HistoryWritePolicy::plan)),
        set(ledger.entries().stream().map(HistoryWritePolicy::open)),
        set(ledger.accepted().stream().map(AcceptedPlan::fingerprint)));
  }

  private static Set<Object> set(Stream<?> elements) {
    return elements.collect(Collectors.toSet());
  }

  private static Open open(LedgerEntry entry) {
    return new Open(entry.fingerprint(), entry.severity(), entry.firstSeen());
  }

  private static Plan plan(StatementHistory statement) {
    Flip flip = statement.flip();
    return new Plan(
        statement.key(),
        statement.plans().reference(),
        flip == null ? null : flip.until(),
        flip == null ? null : flip.ended());
  }

  private static Stream<Counted> counted(EvidenceHistory.InstanceEvidence instance) {
    String name = instance.systemIdentifier() + "/" + instance.host() + "/" + instance.port();
    return instance.databases().stream()
        .map(d -> new Counted(name, d.oid(), d.firstSeen(), d.lost()));
  }
}
