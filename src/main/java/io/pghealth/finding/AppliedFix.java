package io.pghealth.finding;

import java.time.Instant;

/**
 * A fix that was seen applied, remembered in case it does harm.
 *
 * @param finding whose fix it was, with fix and undo, without its evidence
 * @param after when it was not applied yet
 * @param at when it was
 */
public record AppliedFix(Finding finding, Instant after, Instant at) {
  /** Characters of SQL: a tree of hundreds of indexes is not remembered. */
  private static final int LONGEST = 8_192;

  /** Of an entry whose finding is gone; null where nothing could undo the fix. */
  static AppliedFix of(LedgerEntry entry, Instant at) {
    Finding finding = entry.finding();
    return reversible(finding)
        ? new AppliedFix(finding.withoutEvidence(), entry.lastSeen(), at)
        : null;
  }

  /** Whether it has a fix and an undo that can be remembered. */
  public static boolean reversible(Finding finding) {
    return length(finding.fix()) > 0
        && length(finding.undo()) > 0
        && length(finding.fix()) + length(finding.undo()) <= LONGEST;
  }

  private static int length(Fix fix) {
    return fix == null ? 0 : fix.sql().stream().mapToInt(String::length).sum();
  }
}
