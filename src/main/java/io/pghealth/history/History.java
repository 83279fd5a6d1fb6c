package io.pghealth.history;

import io.pghealth.finding.LedgerState;

/**
 * What must outlive a restart, of one target. Each section is advanced by a pure function once a
 * cycle.
 *
 * @param systemIdentifier of the server that it belongs to; null before the first observation
 * @param evidence since when counters can be compared, per instance, and index counters
 * @param bloat measurements, and the budget spent
 * @param plans statement windows, baselines and shapes
 * @param ledger findings
 */
public record History(
    String systemIdentifier,
    EvidenceHistory evidence,
    BloatHistory bloat,
    PlanHistory plans,
    LedgerState ledger) {

  /** Nothing observed yet. */
  public static History empty() {
    return new History(
        null,
        EvidenceHistory.empty(),
        BloatHistory.empty(),
        PlanHistory.empty(),
        LedgerState.empty());
  }
}
