package io.pghealth.operator;

import io.pghealth.api.PostgresMonitor;
import io.pghealth.finding.LedgerResult;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Summary;
import io.pghealth.history.History;
import io.pghealth.history.HistoryStoreException;
import io.pghealth.history.HistoryWritePolicy;
import io.pghealth.history.HistoryWritePolicy.Decision;
import io.pghealth.publish.MonitorHistory;
import java.time.Instant;
import java.util.List;

/** What this process knows of one monitor. For one thread at a time. */
final class Watch {
  private final String uid;
  private final MonitorHistory store;
  private final HistoryWritePolicy policy = new HistoryWritePolicy();
  private History current;
  private History stored;
  private Instant storedAt;
  private Instant lastEnd;
  private boolean silent;
  private List<NotAssessed> notAssessed = List.of();

  /**
   * @param opened what was stored by whoever watched before
   * @param silent whether the primary was not reached the last time
   */
  Watch(PostgresMonitor monitor, MonitorHistory opened, boolean silent) {
    this.uid = monitor.getMetadata().getUid();
    this.store = opened;
    this.current = opened.history();
    this.silent = silent;
  }

  boolean isOf(PostgresMonitor monitor) {
    return uid.equals(monitor.getMetadata().getUid());
  }

  String uid() {
    return uid;
  }

  History history() {
    return current;
  }

  /** When the last cycle of this process ended; null where none has. */
  Instant lastEnd() {
    return lastEnd;
  }

  /** Whether the primary did not answer the last time. */
  boolean silent() {
    return silent;
  }

  /** How many statements had no room in the stored state. */
  int leftOut() {
    return store.leftOut();
  }

  /** Whether anything was ever seen. */
  boolean hasSeen() {
    return current.systemIdentifier() != null || !current.ledger().entries().isEmpty();
  }

  void cycleEnded(History history, List<NotAssessed> missing, boolean reached, Instant end) {
    current = history;
    notAssessed = missing;
    silent = !reached;
    lastEnd = end;
  }

  /** No cycle ran; what was not assessed before still is not. */
  LedgerResult idle(LedgerResult ledger) {
    current = current.withLedger(ledger.state());
    return new LedgerResult(
        ledger.state(),
        ledger.entries(),
        notAssessed,
        ledger.transitions(),
        Summary.of(ledger.entries(), notAssessed));
  }

  void ledger(LedgerState ledger) {
    current = current.withLedger(ledger);
  }

  /** Stores what must not be lost before anything of it is published. */
  void saveFirst(Instant now) throws HistoryStoreException {
    if (policy.decide(stored, storedAt, current, now) == Decision.FIRST) {
      save(now);
    }
  }

  /** Stores the rest when it is due. */
  void saveDue(Instant now) throws HistoryStoreException {
    if (policy.decide(stored, storedAt, current, now) != Decision.NOT_YET) {
      save(now);
    }
  }

  private void save(Instant now) throws HistoryStoreException {
    store.save(current);
    stored = current;
    storedAt = now;
  }
}
