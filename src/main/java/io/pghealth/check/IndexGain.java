package io.pghealth.check;

import io.pghealth.history.IndexWish;
import io.pghealth.history.IndexWish.Access;
import io.pghealth.history.IndexWish.Method;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.Window;
import java.time.Duration;
import java.util.Optional;

/**
 * A statement that would gain by an index, with what was measured of it.
 *
 * @param statement which
 * @param wish the index that it lacks
 * @param window what it did
 */
record IndexGain(StatementHistory statement, IndexWish wish, Window window) {
  /** Of the rows read, at most so many may be wanted. */
  private static final double WANTED = 0.1;

  /** Of the blocks that the scan touches, at most so many may be left. */
  private static final double LEFT = 0.5;

  /** A refusal says something where the planner expected no more than so many times the wanted. */
  private static final double ALIKE = 2;

  /** Or where it expected no more rows than this. */
  private static final double FEW = 10;

  /** With the index, its estimated cost must fall to this share of what it is. */
  private static final double CHEAPER = 0.7;

  /** Of the blocks that a call touches, at least so many must be of the scan. */
  private static final double PART = 0.1;

  /**
   * The gain of a statement; empty where it was not called enough, or where it would gain nothing.
   */
  static Optional<IndexGain> of(
      StatementHistory statement, IndexWish wish, MissingIndexSettings settings) {
    Window window = statement.costs().nowOrBefore(settings.minCalls());
    if (window == null || window.share() * 100 < settings.minLoadSharePercent()) {
      return Optional.empty();
    }
    IndexGain gain = new IndexGain(statement, wish, window);
    double read = gain.rowsRead();
    boolean far = read >= Math.max(1, settings.minRowsRead()) && gain.wanted() <= WANTED * read;
    return far && gain.spares() && !gain.refuted() && gain.matters()
        ? Optional.of(gain)
        : Optional.empty();
  }

  /**
   * Rows that it reads in a call: what the planner expects, or less, where the blocks that were
   * touched cannot hold as many.
   */
  double rowsRead() {
    Access access = wish.access();
    return Math.min(access.rows(), window.blocksPerCall() * access.perBlock());
  }

  /**
   * Rows of these that it wants: as measured where they are the statement's, else as expected. What
   * is expected of a LIMIT is a guess, and the rows that the calls return are known.
   */
  double wanted() {
    Access access = wish.access();
    double returned = (double) window.rows() / window.calls();
    if (access.plain()) {
      return returned;
    }
    // With other conditions on the rows it goes on for ever where none meets them.
    return access.perReturned() > 1 && returned < 1
        ? access.rows()
        : Math.max(access.kept(), access.perReturned() * returned);
  }

  /** Blocks of the table that it would touch for these in a call. */
  double blocksWith() {
    IndexWish.Found found = wish.access().found();
    return found == null ? Math.min(wanted(), wish.access().tablePages()) : found.blocks(wanted());
  }

  /**
   * Whether that is so many fewer than the scan touches now: rows wanted may lie in every block.
   */
  private boolean spares() {
    Access access = wish.access();
    double now =
        access.scan().startsWith("Bitmap")
            ? Math.min(rowsRead(), access.tablePages())
            : rowsRead() / Math.max(1, access.perBlock());
    return blocksWith() <= LEFT * Math.min(now, window.blocksPerCall());
  }

  private boolean matters() {
    Access access = wish.access();
    double blocks = rowsRead() / Math.max(1, access.perBlock());
    return blocks >= PART * window.blocksPerCall();
  }

  /** Whether the planner was asked about a hypothetical index. */
  boolean tried() {
    return wish.trial() != null;
  }

  /** Whether the planner picks the index, and its plan is cheaper by enough. */
  boolean verified() {
    return tried()
        && wish.trial().used()
        && wish.trial().after() <= CHEAPER * wish.trial().before();
  }

  /**
   * Whether the planner would not use it for what the calls ask for. It was asked with values of
   * our choice: where it expected far more rows with them than the calls return, as with the middle
   * of a range of which they want the end, its no is none for the calls.
   */
  boolean refuted() {
    return tried() && !verified() && !elsewhere();
  }

  /** Whether the planner was asked about other rows than the calls want. */
  boolean elsewhere() {
    return tried()
        && wish.access().plain()
        && wish.trial().rows() > Math.max(FEW, ALIKE * wanted());
  }

  boolean btree() {
    return wish.method() == Method.BTREE;
  }

  /** Blocks a day that it would no longer touch; empty where nobody knows since when it counts. */
  Optional<Double> savedPerDay() {
    if (window.from() == null) {
      return Optional.empty();
    }
    double days = Duration.between(window.from(), window.to()).toMillis() / 86_400_000.0;
    double saved = Math.max(0, window.blocksPerCall() - blocksWith() - 5);
    return days <= 0 ? Optional.empty() : Optional.of(saved * window.calls() / days);
  }
}
