package io.pghealth.check;

import io.pghealth.history.RawWindow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two statements side by side, over the windows that both reach back to: is the lookup called once
 * for each row that the other returns?
 *
 * @param lookup called once per row, if it is in step
 * @param parent returns the rows
 * @param windows how many were compared
 * @param calls of the lookup
 * @param load of the lookup
 * @param parentCalls calls of the parent
 * @param rows of the parent
 * @param rowsVaried by how much the parent's rows per window varied, 0 to 1 of the most
 * @param ratioVaried by how much calls per row varied, 0 to 1 of the most
 * @param worst the largest difference in a window, as a share of the parent's rows
 * @param linked whether a key or a name says that one's rows lead to the other's
 */
record Step(
    QueryLoad lookup,
    QueryLoad parent,
    int windows,
    long calls,
    RawWindow load,
    long parentCalls,
    long rows,
    double rowsVaried,
    double ratioVaried,
    double worst,
    boolean linked) {
  /** Windows end while loops run. */
  private static final double IN_A_WINDOW = 0.05;

  private static final double IN_ALL = 0.01;

  /** Windows and variation from which on a coincidence is ruled out. */
  private static final int MANY = 6;

  private static final double VARIED = 0.3;
  private static final double STABLE = 0.1;

  /** A cache in front of the loop answers the rest; below this share it is no loop. */
  private static final double LEAST_PER_ROW = 0.2;

  /** Null where there is no window that both reach back to, or one of them ran alone in one. */
  static Step of(QueryLoad lookup, QueryLoad parent, boolean linked) {
    Instant start = later(lookup.windows().getFirst().from(), parent.windows().getFirst().from());
    List<RawWindow> looked = since(lookup, start);
    Map<Instant, RawWindow> returned =
        since(parent, start).stream().collect(Collectors.toMap(RawWindow::to, Function.identity()));
    if (looked.isEmpty()
        || looked.size() != returned.size()
        || !looked.stream().allMatch(w -> returned.containsKey(w.to()))) {
      return null;
    }
    long[] rows = looked.stream().mapToLong(w -> returned.get(w.to()).rows()).toArray();
    double[] ratios = new double[rows.length];
    double worst = 0;
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == 0) {
        return null;
      }
      ratios[i] = (double) looked.get(i).calls() / rows[i];
      // One row more or less is an in-between, not a difference.
      worst =
          Math.max(worst, Math.max(0, Math.abs(looked.get(i).calls() - rows[i]) - 1.0) / rows[i]);
    }
    RawWindow load = looked.stream().reduce(RawWindow::then).orElseThrow();
    return new Step(
        lookup,
        parent,
        rows.length,
        load.calls(),
        load,
        returned.values().stream().mapToLong(RawWindow::calls).sum(),
        java.util.Arrays.stream(rows).sum(),
        spread(java.util.Arrays.stream(rows).asDoubleStream().toArray()),
        spread(ratios),
        worst,
        linked);
  }

  /** Calls of the lookup per call of the parent. */
  double ratio() {
    return parentCalls == 0 ? 0 : (double) calls / parentCalls;
  }

  /** Calls of the lookup per row of the parent. */
  double perRow() {
    return (double) calls / rows;
  }

  /** Once per row in every window; where traffic that varied proves it, a stable part of them. */
  boolean inStep() {
    boolean once = worst <= IN_A_WINDOW && Math.abs(perRow() - 1) <= IN_ALL;
    // Where nothing links the two, only traffic that varied can tell them from a coincidence.
    return once && (linked || rowsVaried >= VARIED)
        || linked && proven() && perRow() >= LEAST_PER_ROW && perRow() <= 1 + IN_ALL;
  }

  /** Whether traffic varied enough, for long enough, for a coincidence to be ruled out. */
  boolean proven() {
    return windows >= MANY && rowsVaried >= VARIED && ratioVaried <= STABLE;
  }

  private static double spread(double[] values) {
    double most = java.util.Arrays.stream(values).max().orElse(0);
    double least = java.util.Arrays.stream(values).min().orElse(0);
    return most <= 0 ? 0 : (most - least) / most;
  }

  private static List<RawWindow> since(QueryLoad load, Instant start) {
    return load.windows().stream().filter(w -> !w.from().isBefore(start)).toList();
  }

  private static Instant later(Instant a, Instant b) {
    return Stream.of(a, b).max(Instant::compareTo).orElseThrow();
  }
}
