package io.pghealth.finding;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the ledger must remember across restarts. Components that an older document lacks are read
 * as empty.
 *
 * @param entries open findings, worst first
 * @param accepted plans that somebody has accepted, oldest first: as long as they are listed, and
 *     until their finding has been away
 * @param recent the last {@value #RECENT} transitions, newest first
 * @param unpublished transitions whose Event may not have been written yet, oldest first: they are
 *     stored before they are published, so that none is lost when the operator is killed in between
 * @param fixes that were seen applied, oldest first, at most {@value #FIXES}
 */
public record LedgerState(
    List<LedgerEntry> entries,
    List<AcceptedPlan> accepted,
    List<Transition> recent,
    List<Transition> unpublished,
    List<AppliedFix> fixes) {

  /** Transitions that status shows. */
  public static final int RECENT = 20;

  /** Fixes that are remembered. */
  public static final int FIXES = 50;

  /** Copies the lists. */
  public LedgerState {
    entries = entries == null ? List.of() : List.copyOf(entries);
    accepted = accepted == null ? List.of() : List.copyOf(accepted);
    recent = recent == null ? List.of() : List.copyOf(recent);
    unpublished = unpublished == null ? List.of() : List.copyOf(unpublished);
    fixes = fixes == null ? List.of() : List.copyOf(fixes);
  }

  /** Without fixes. */
  public LedgerState(
      List<LedgerEntry> entries,
      List<AcceptedPlan> accepted,
      List<Transition> recent,
      List<Transition> unpublished) {
    this(entries, accepted, recent, unpublished, null);
  }

  /** Nothing yet. */
  public static LedgerState empty() {
    return new LedgerState(List.of(), List.of(), List.of(), List.of());
  }

  /**
   * Which of the listed fingerprints are accepted only now: their plans become baselines in this
   * cycle. One that was accepted before says nothing about a plan that came later.
   */
  public Set<String> newlyAccepted(Collection<String> listed) {
    Set<String> fresh = new HashSet<>(listed);
    accepted.forEach(a -> fresh.remove(a.fingerprint()));
    return fresh;
  }

  /** The state once the Events of these transitions are known to be written. */
  public LedgerState published(Collection<Transition> done) {
    if (done.isEmpty()) {
      return this;
    }
    Set<Transition> written = new HashSet<>(done);
    return new LedgerState(
        entries,
        accepted,
        recent,
        unpublished.stream().filter(t -> !written.contains(t)).toList(),
        fixes);
  }

  /**
   * A smaller state: beyond the worst {@code full} findings only identity, severity and message are
   * kept. The rest comes back with the next cycle that sees them; no more fixes are kept either.
   */
  public LedgerState shrunk(int full) {
    return new LedgerState(
        IntStream.range(0, entries.size())
            .mapToObj(i -> i < full ? entries.get(i) : entries.get(i).brief())
            .toList(),
        accepted,
        recent,
        unpublished,
        fixes.subList(Math.max(0, fixes.size() - full), fixes.size()));
  }
}
