package io.pghealth.history;

import io.pghealth.snapshot.StatementWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement did between two observations.
 *
 * @param from null where its entry is older than any observation
 * @param to when it was read
 * @param calls executions
 * @param rows rows returned or changed
 * @param meanMillis mean execution time
 * @param squares sum of squared deviations from the mean, ms²
 * @param blocks hit and read
 * @param tempBlocks read and written
 * @param databaseMillis execution time of all top-level statements of the database meanwhile
 * @param work what the executions touched; nothing where an older version of ours read it
 */
public record Window(
    Instant from,
    Instant to,
    long calls,
    long rows,
    double meanMillis,
    double squares,
    long blocks,
    long tempBlocks,
    double databaseMillis,
    StatementWork work) {

  /** Fills in what an older document lacks. */
  public Window {
    work = work == null ? StatementWork.none() : work;
  }

  /** Of which nobody asks what the executions touched. */
  public Window(
      Instant from,
      Instant to,
      long calls,
      long rows,
      double meanMillis,
      double squares,
      long blocks,
      long tempBlocks,
      double databaseMillis) {
    this(from, to, calls, rows, meanMillis, squares, blocks, tempBlocks, databaseMillis, null);
  }

  /** Nothing yet. */
  public static Window none() {
    return new Window(null, null, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Execution time of the statement. */
  public double totalMillis() {
    return calls * meanMillis;
  }

  /** Blocks per call; 0 without calls. */
  public double blocksPerCall() {
    return calls == 0 ? 0 : (double) blocks / calls;
  }

  /** Temporary blocks per call; 0 without calls. */
  public double tempBlocksPerCall() {
    return calls == 0 ? 0 : (double) tempBlocks / calls;
  }

  /** Rows returned or changed per call; 0 without calls. */
  public double rowsPerCall() {
    return calls == 0 ? 0 : (double) rows / calls;
  }

  /** How many times more rows a call has than a row or those then; 1 where it has no more. */
  public double rowsFactor(Window then) {
    return Math.max(1, rowsPerCall() / Math.max(1, then.rowsPerCall()));
  }

  /** Sample variance, ms²; 0 below two calls. */
  public double variance() {
    return calls < 2 ? 0 : squares / (calls - 1);
  }

  /** Share of the database's execution time, 0 to 1; 0 where nothing ran. */
  public double share() {
    return databaseMillis <= 0 ? 0 : Math.min(1, totalMillis() / databaseMillis);
  }

  /**
   * Both together. Mean and squares are merged pairwise: Chan, Golub and LeVeque, "Updating
   * Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979.
   */
  public Window plus(Window other) {
    long n = calls + other.calls;
    double delta = other.meanMillis - meanMillis;
    double mean = n == 0 ? 0 : meanMillis + delta * other.calls / n;
    double squared =
        n == 0 ? 0 : squares + other.squares + delta * delta * ((double) calls * other.calls / n);
    return new Window(
        earlier(other),
        to == null || (other.to != null && other.to.isAfter(to)) ? other.to : to,
        n,
        rows + other.rows,
        mean,
        squared,
        blocks + other.blocks,
        tempBlocks + other.tempBlocks,
        databaseMillis + other.databaseMillis,
        work.plus(other.work));
  }

  /** The same with half the weight, and so much younger. */
  Window halved(Instant since) {
    return new Window(
        since,
        to,
        calls / 2,
        rows / 2,
        meanMillis,
        squares / 2,
        blocks / 2,
        tempBlocks / 2,
        databaseMillis / 2,
        work.halved());
  }

  /** The newest of these windows, until they hold so many calls; null where they never do. */
  static Window newest(List<Window> windows, long calls) {
    Window sum = none();
    for (Window window : windows.reversed()) {
      sum = sum.calls == 0 ? window : window.plus(sum);
      if (sum.calls >= Math.max(1, calls)) {
        return sum;
      }
    }
    return null;
  }

  /** With one more; where there are too many, the two neighbours with the fewest calls merge. */
  static List<Window> appended(List<Window> windows, Window next, int most) {
    List<Window> all = new ArrayList<>(windows);
    all.add(next);
    if (all.size() > most) {
      int least = 0;
      for (int i = 1; i + 1 < all.size() - 1; i++) {
        if (all.get(i).calls() + all.get(i + 1).calls()
            < all.get(least).calls() + all.get(least + 1).calls()) {
          least = i;
        }
      }
      all.set(least, all.get(least).plus(all.remove(least + 1)));
    }
    return all;
  }

  private Instant earlier(Window other) {
    if (calls == 0) {
      return other.from;
    }
    if (other.calls == 0) {
      return from;
    }
    return from == null || other.from == null || from.isBefore(other.from) ? from : other.from;
  }
}
