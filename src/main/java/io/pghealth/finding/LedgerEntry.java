package io.pghealth.finding;

import java.time.Instant;

/**
 * An open finding.
 *
 * @param finding as it was last seen
 * @param firstSeen when it was opened
 * @param lastChanged when it was opened, escalated or eased, whichever was last
 * @param stale whether the last cycle could not tell if it is still there
 * @param suppressed whether somebody has silenced it
 * @param dependant whether another open finding explains it: no Event, no alert
 * @param absentCycles in how many cycles in a row it was assessed and not seen
 * @param before what its subject costs, measured when it was last seen; null where it was not
 */
public record LedgerEntry(
    Finding finding,
    Instant firstSeen,
    Instant lastChanged,
    boolean stale,
    boolean suppressed,
    boolean dependant,
    int absentCycles,
    Measure before) {

  /** Not measured. */
  public LedgerEntry(
      Finding finding,
      Instant firstSeen,
      Instant lastChanged,
      boolean stale,
      boolean suppressed,
      boolean dependant,
      int absentCycles) {
    this(finding, firstSeen, lastChanged, stale, suppressed, dependant, absentCycles, null);
  }

  /** The finding's. */
  public String fingerprint() {
    return finding.fingerprint();
  }

  /** The finding's. */
  public Severity severity() {
    return finding.severity();
  }

  /** Whether it counts towards alerts. */
  public boolean alerts() {
    return !suppressed && !dependant;
  }

  /** The finding that explains it, where that is open and can be seen; else null. */
  public String explainedBy() {
    return dependant ? finding.causedBy() : null;
  }

  /** When it is known to have been seen. */
  Instant lastSeen() {
    return before == null ? lastChanged : before.at();
  }

  LedgerEntry unseen(boolean nowStale, int nowAbsentCycles) {
    return new LedgerEntry(
        finding, firstSeen, lastChanged, nowStale, suppressed, dependant, nowAbsentCycles, before);
  }

  LedgerEntry seen(Finding now, Instant changed, Measure measured) {
    return new LedgerEntry(
        now,
        firstSeen,
        changed,
        false,
        suppressed,
        dependant,
        0,
        measured == null ? before : measured.over(before));
  }

  LedgerEntry suppressed(boolean now) {
    return new LedgerEntry(
        finding, firstSeen, lastChanged, stale, now, dependant, absentCycles, before);
  }

  LedgerEntry dependant(boolean now) {
    return new LedgerEntry(
        finding, firstSeen, lastChanged, stale, suppressed, now, absentCycles, before);
  }

  LedgerEntry brief() {
    return new LedgerEntry(
        finding.brief(), firstSeen, lastChanged, stale, suppressed, dependant, absentCycles);
  }
}
