package io.pghealth.finding;

import java.util.Collection;

/**
 * Open findings, counted.
 *
 * @param total all that are not suppressed, stale ones and explained ones included
 * @param suppressed those that are; in no other number
 * @param notAssessed how many things could not be assessed
 */
public record Summary(
    int total,
    int critical,
    int high,
    int medium,
    int low,
    int info,
    int suppressed,
    int notAssessed) {

  /** Counts. */
  public static Summary of(Collection<LedgerEntry> entries, Collection<NotAssessed> notAssessed) {
    int suppressed = (int) entries.stream().filter(LedgerEntry::suppressed).count();
    return new Summary(
        entries.size() - suppressed,
        count(entries, Severity.CRITICAL),
        count(entries, Severity.HIGH),
        count(entries, Severity.MEDIUM),
        count(entries, Severity.LOW),
        count(entries, Severity.INFO),
        suppressed,
        notAssessed.size());
  }

  private static int count(Collection<LedgerEntry> entries, Severity severity) {
    return (int) entries.stream().filter(e -> !e.suppressed() && e.severity() == severity).count();
  }
}
