package io.pghealth.history;

import io.pghealth.snapshot.StatementFacts;
import io.pghealth.snapshot.StatementWork;
import java.time.Instant;
import java.util.Objects;

/**
 * An entry of pg_stat_statements as it was last read, to take the next difference from.
 *
 * @param at when it was read
 * @param squares sum of squared deviations from the mean over all its calls, ms²
 * @param since when the entry was made; null before 17
 * @param work what its executions touched; null where an older version of ours read it
 */
public record Counters(
    Instant at,
    long calls,
    long rows,
    double totalMillis,
    double meanMillis,
    double squares,
    double minMillis,
    double maxMillis,
    long blocks,
    long tempBlocks,
    Instant since,
    StatementWork work) {

  /** Of an entry. */
  static Counters of(StatementFacts.Entry entry, Instant at) {
    return new Counters(
        at,
        entry.calls(),
        entry.rows(),
        entry.totalMillis(),
        entry.meanMillis(),
        entry.stddevMillis() * entry.stddevMillis() * entry.calls(),
        entry.minMillis(),
        entry.maxMillis(),
        entry.blocks(),
        entry.tempBlocks(),
        entry.statsSince(),
        entry.work());
  }

  /**
   * Whether these are the same entry's counters, later. Before 17 an entry that was evicted and
   * made again shows only in what can never happen to one that lives on: a sum that falls, a
   * minimum that rises, a maximum that falls.
   */
  boolean continues(Counters earlier) {
    if (!Objects.equals(since, earlier.since)) {
      return false;
    }
    // From 17 on the extremes alone can be reset, and the entry says itself how old it is.
    boolean extremesTell = since == null;
    return calls >= earlier.calls
        && rows >= earlier.rows
        && totalMillis >= earlier.totalMillis
        && blocks >= earlier.blocks
        && tempBlocks >= earlier.tempBlocks
        && (earlier.work == null || work.continues(earlier.work))
        && (!extremesTell || (minMillis <= earlier.minMillis && maxMillis >= earlier.maxMillis));
  }

  /** What happened since an earlier reading of the same entry. */
  Window since(Counters earlier, double databaseMillis) {
    long n = calls - earlier.calls;
    if (n == 0) {
      return new Window(earlier.at, at, 0, 0, 0, 0, 0, 0, databaseMillis, StatementWork.none());
    }
    double mean = Math.max(0, (totalMillis - earlier.totalMillis) / n);
    double shift = mean - earlier.meanMillis;
    double part = squares - earlier.squares - shift * shift * ((double) earlier.calls * n / calls);
    // Below what a double can tell apart in the sums, a variance of 0 would prove anything.
    double noise = 1e-12 * (squares + calls * meanMillis * meanMillis);
    return new Window(
        earlier.at,
        at,
        n,
        rows - earlier.rows,
        mean,
        Math.max(part, noise),
        blocks - earlier.blocks,
        tempBlocks - earlier.tempBlocks,
        databaseMillis,
        earlier.work == null ? StatementWork.none() : work.minus(earlier.work));
  }

  /** All that the entry ever counted. */
  Window whole(double databaseMillis) {
    return new Window(
        since, at, calls, rows, meanMillis, squares, blocks, tempBlocks, databaseMillis, work);
  }
}
