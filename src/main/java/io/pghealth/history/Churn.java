package io.pghealth.history;

import io.pghealth.snapshot.StatementFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How often pg_stat_statements threw entries out for room while it was watched.
 *
 * @param windows in which it did, of the last 24 hours, oldest first, at most {@link #WINDOWS}
 * @param explains EXPLAIN statements that we sent since the counters were last read
 */
public record Churn(List<Evicted> windows, int explains) {
  static final int WINDOWS = 8;
  private static final Duration KEPT = Duration.ofHours(24);

  /** Calls that one of our own statements cannot have had long before. */
  private static final int FEW_CALLS = 3;

  /** Copies the list. */
  public Churn {
    windows = List.copyOf(windows);
  }

  /**
   * Between two readings.
   *
   * @param from the reading before
   * @param to the reading after
   * @param times by which pg_stat_statements_info.dealloc rose; each throws out a twentieth of the
   *     entries, ten at least (pg_stat_statements.c, USAGE_DEALLOC_PERCENT)
   * @param own entries that we made ourselves meanwhile, at most
   * @param maxEntries pg_stat_statements.max
   */
  public record Evicted(Instant from, Instant to, long times, long own, int maxEntries) {

    /** Times that were not ours. */
    public long others() {
      long victims = Math.max(10, maxEntries / 20);
      return Math.max(0, times - (own + victims - 1) / victims);
    }
  }

  static Churn none() {
    return new Churn(List.of(), 0);
  }

  Churn explained(int sent) {
    return new Churn(windows, explains + sent);
  }

  /**
   * Takes a reading in.
   *
   * @param from when the last one was; null where the two cannot be compared
   * @param before evictions of the last one
   */
  Churn advance(Instant from, long before, StatementFacts facts, Instant now) {
    List<Evicted> all = new ArrayList<>(windows);
    all.removeIf(w -> w.to().isBefore(now.minus(KEPT)) || w.maxEntries() != facts.maxEntries());
    if (from != null && facts.evictions() > before) {
      all.add(
          new Evicted(
              from, now, facts.evictions() - before, explains + own(facts), facts.maxEntries()));
    }
    return new Churn(all.subList(Math.max(0, all.size() - WINDOWS), all.size()), 0);
  }

  /** Entries of our role that look as if they were made since. */
  private static long own(StatementFacts facts) {
    return facts.entries().stream()
        .filter(e -> e.role() != null && e.role().equals(facts.monitor()))
        .filter(e -> e.calls() <= FEW_CALLS)
        .count();
  }
}
