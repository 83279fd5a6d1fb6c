package io.pghealth.finding;

import java.util.List;

/**
 * What every publisher reads.
 *
 * @param state to be remembered, before anything of this is published
 * @param entries open findings, worst first, each followed by those that it explains
 * @param notAssessed what this cycle could not know
 * @param transitions of this cycle, worst first
 * @param summary counts
 */
public record LedgerResult(
    LedgerState state,
    List<LedgerEntry> entries,
    List<NotAssessed> notAssessed,
    List<Transition> transitions,
    Summary summary) {

  /** Copies the lists. */
  public LedgerResult {
    entries = List.copyOf(entries);
    notAssessed = List.copyOf(notAssessed);
    transitions = List.copyOf(transitions);
  }
}
