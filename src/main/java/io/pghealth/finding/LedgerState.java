package io.pghealth.finding;

/** What the ledger must remember across restarts. */
public record LedgerState() {

  /** Nothing yet. */
  public static LedgerState empty() {
    return new LedgerState();
  }
}
