package io.pghealth.history;

import io.pghealth.finding.LedgerState;

/**
 * What must outlive a restart, of one target. Each section is advanced by a pure function once a
 * cycle. A section that an older document lacks is read as empty.
 *
 * @param systemIdentifier of the server that it belongs to; null before the first observation
 * @param evidence since when counters can be compared, per instance, and index counters
 * @param bloat measurements, and the budget spent
 * @param plans statement windows, baselines and shapes
 * @param ledger findings
 * @param trends how numbers rose
 * @param tableBloat measurements of tables
 */
public record History(
    String systemIdentifier,
    EvidenceHistory evidence,
    BloatHistory bloat,
    PlanHistory plans,
    LedgerState ledger,
    Trends trends,
    TableBloatHistory tableBloat) {

  /** Replaces what is missing by nothing. */
  public History {
    evidence = evidence == null ? EvidenceHistory.empty() : evidence;
    bloat = bloat == null ? BloatHistory.empty() : bloat;
    plans = plans == null ? PlanHistory.empty() : plans;
    ledger = ledger == null ? LedgerState.empty() : ledger;
    trends = trends == null ? Trends.empty() : trends;
    tableBloat = tableBloat == null ? TableBloatHistory.empty() : tableBloat;
  }

  /** Without measurements of tables. */
  public History(
      String systemIdentifier,
      EvidenceHistory evidence,
      BloatHistory bloat,
      PlanHistory plans,
      LedgerState ledger,
      Trends trends) {
    this(systemIdentifier, evidence, bloat, plans, ledger, trends, null);
  }

  /** Without trends. */
  public History(
      String systemIdentifier,
      EvidenceHistory evidence,
      BloatHistory bloat,
      PlanHistory plans,
      LedgerState ledger) {
    this(systemIdentifier, evidence, bloat, plans, ledger, null, null);
  }

  /** Nothing observed yet. */
  public static History empty() {
    return new History(null, null, null, null, null);
  }

  /** The same with another ledger. */
  public History withLedger(LedgerState now) {
    return new History(systemIdentifier, evidence, bloat, plans, now, trends, tableBloat);
  }

  /** The same with other plans. */
  public History withPlans(PlanHistory now) {
    return new History(systemIdentifier, evidence, bloat, now, ledger, trends, tableBloat);
  }
}
