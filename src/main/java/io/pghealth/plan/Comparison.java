package io.pghealth.plan;

import io.pghealth.history.PlanHistory;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.Window;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a statement cost before its plan changed and what it costs with the other one.
 *
 * @param before with the old plan
 * @param after with the new plan
 * @param probability that the mean times are so far apart by chance (Welch, two-sided)
 * @param peers median of how much slower other statements are than then; NaN where there is none
 */
public record Comparison(Window before, Window after, double probability, double peers) {
  /** Calls in which another statement must have been seen to count as a peer. */
  private static final int PEER_CALLS = 5;

  private static final double SURE = 0.001;

  /**
   * Time alone, where no counter tells why: below this the scheduler, the caches and the clock of a
   * processor make calls longer, and go on doing so long enough to look sure.
   */
  private static final double LEAST_MILLIS = 0.1;

  /** Times as many rows, from which time tells nothing: to send them takes time as well. */
  private static final double MORE_ROWS = 1.5;

  /** By what a plan is worse, surest first. */
  public enum Worse {
    BLOCKS,
    TEMP_BLOCKS,
    TIME,
    NOT
  }

  /** Compares; null where one side has too few calls. */
  public static Comparison of(PlanHistory history, StatementHistory statement, long calls) {
    boolean over = statement.flip().ended() != null;
    Window before = statement.costs().before(calls);
    Window after = over ? statement.flip().worst() : statement.costs().now(calls);
    return before == null || after == null || after.calls() < Math.max(1, calls)
        ? null
        : new Comparison(
            before, after, Welch.probability(before, after), peers(history, statement));
  }

  /**
   * Compares two windows.
   *
   * @param peers median of how much slower other statements are; NaN where there is none
   */
  public static Comparison of(Window before, Window after, double peers) {
    return new Comparison(before, after, Welch.probability(before, after), peers);
  }

  /**
   * Whether it is worse by so much.
   *
   * @param percent least increase
   */
  public Worse worse(int percent) {
    return worse(percent, 1);
  }

  /**
   * Whether it is worse by so much for each row too, where a call returns or changes more rows than
   * it did: more rows cost more by any plan. At most one row, as an aggregate has, says nothing.
   *
   * @param percent least increase
   */
  public Worse worsePerRow(int percent) {
    return worse(percent, rowsFactor());
  }

  private Worse worse(int percent, double rows) {
    double factor = 1 + percent / 100.0;
    boolean faster = probability < SURE && after.meanMillis() < 0.8 * before.meanMillis();
    if (faster) {
      return Worse.NOT; // more blocks, from memory, in less time: nobody wants the old plan back
    }
    if (exceeds(before.blocksPerCall(), after.blocksPerCall() / rows, factor)) {
      return Worse.BLOCKS;
    }
    if (exceeds(before.tempBlocksPerCall(), after.tempBlocksPerCall() / rows, factor)) {
      return Worse.TEMP_BLOCKS;
    }
    boolean slower =
        rows < MORE_ROWS
            && timeFactor() / rows > factor
            && after.meanMillis() / rows - before.meanMillis() >= LEAST_MILLIS
            && probability < SURE
            && (Double.isNaN(peers) || peers < timeFactor() / rows / 2);
    return slower ? Worse.TIME : Worse.NOT;
  }

  /** How many times more rows a call has; 1 where it has no more, or at most one. */
  public double rowsFactor() {
    return after.rowsFactor(before);
  }

  /** How many times longer a call takes. */
  public double timeFactor() {
    return before.meanMillis() <= 0 ? 1 : after.meanMillis() / before.meanMillis();
  }

  /**
   * How many times more blocks a call reads, the worse of the two kinds; at least one to count. The
   * first temporary blocks are any number of times none: they count beside the other blocks.
   */
  public double blocksFactor() {
    return Math.max(
        ratio(before.blocksPerCall(), after.blocksPerCall()),
        Math.min(
            ratio(before.tempBlocksPerCall(), after.tempBlocksPerCall()),
            ratio(
                before.blocksPerCall() + before.tempBlocksPerCall(),
                after.blocksPerCall() + after.tempBlocksPerCall())));
  }

  private static double ratio(double before, double after) {
    return after / Math.max(1, before);
  }

  /** Less than one block more per call is no increase. */
  private static boolean exceeds(double before, double after, double factor) {
    return after > before * factor && after - before >= 1;
  }

  private static double peers(PlanHistory history, StatementHistory statement) {
    Map<String, StatementHistory> all = new HashMap<>();
    history.databases().values().stream()
        .flatMap(d -> d.statements().stream())
        .forEach(s -> all.put(s.key().text(), s));
    List<Double> ratios =
        statement.flip().peers().entrySet().stream()
            .filter(e -> e.getValue() > 0 && all.containsKey(e.getKey()))
            .filter(e -> !all.get(e.getKey()).flipped())
            .map(e -> ratio(all.get(e.getKey()), e.getValue(), statement))
            .filter(r -> !Double.isNaN(r))
            .sorted(Comparator.naturalOrder())
            .toList();
    if (ratios.isEmpty()) {
      return Double.NaN;
    }
    int middle = ratios.size() / 2;
    return ratios.size() % 2 == 1
        ? ratios.get(middle)
        : (ratios.get(middle - 1) + ratios.get(middle)) / 2;
  }

  private static double ratio(StatementHistory peer, double then, StatementHistory statement) {
    Window now = peer.costs().now(PEER_CALLS);
    return now == null || now.to().isBefore(statement.flip().until())
        ? Double.NaN
        : now.meanMillis() / then;
  }
}
