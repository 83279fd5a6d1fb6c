package io.pghealth.check;

import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKind;
import io.pghealth.history.Window;
import io.pghealth.plan.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one statement cost in the course of time, while it had one plan.
 *
 * @param windows oldest first; the first may be all that its entry had counted when first seen
 */
record Course(List<Window> windows) {
  /** Calls below which a mean says nothing. */
  private static final long FEW = 5;

  /**
   * Two parts of it.
   *
   * @param before the older windows, as one
   * @param after each newer window, oldest first
   */
  record Split(Window before, List<Window> after) {

    /** The newer windows as one. */
    Window now() {
      return after.stream().reduce(Window.none(), Window::plus);
    }

    /** When the newer part begins: whatever changed, changed after this. */
    Instant since() {
      return after.getFirst().from();
    }
  }

  static Course of(StatementHistory statement) {
    List<Window> all = new ArrayList<>();
    if (statement.costs().first() != null && statement.costs().first().calls() > 0) {
      all.add(statement.costs().first());
    }
    all.addAll(statement.costs().recent());
    return new Course(all);
  }

  /** Every way to cut it in two with so many calls on both sides, the earliest cut first. */
  Stream<Split> splits(long calls) {
    return java.util.stream.IntStream.range(1, windows.size())
        .mapToObj(k ->
            new Split(
                windows.subList(0, k).stream().reduce(Window.none(), Window::plus),
                windows.subList(k, windows.size())))
        .filter(s -> s.before().calls() >= Math.max(1, calls))
        .filter(s -> s.now().calls() >= Math.max(1, calls) && s.since() != null);
  }

  /**
   * How a statement became dearer, where every window after the cut is worse than all before it
   * together, by the same measure; null where one is not.
   *
   * @param percent least increase
   */
  static Comparison worse(
      StatementHistory statement, Split split, int percent, PlanHistory history) {
    Window now = split.now();
    Comparison alone = Comparison.of(split.before(), now, Double.NaN);
    // Only time needs others to compare with, and asking all of them is dear.
    Comparison whole =
        alone.worse(percent) == Comparison.Worse.TIME
            ? Comparison.of(split.before(), now, peers(statement, split.since(), history))
            : alone;
    Comparison.Worse worse = whole.worse(percent);
    if (worse == Comparison.Worse.NOT) {
      return null;
    }
    double factor = 1 + percent / 100.0;
    boolean throughout =
        split.after().stream()
            .filter(w -> w.calls() >= FEW)
            .allMatch(w -> measure(w, worse) > factor * measure(split.before(), worse));
    return throughout ? whole : null;
  }

  private static double measure(Window window, Comparison.Worse worse) {
    return switch (worse) {
      case BLOCKS -> window.blocksPerCall();
      case TEMP_BLOCKS -> window.tempBlocksPerCall();
      case TIME, NOT -> window.meanMillis();
    };
  }

  /** Median of how much slower other statements are since then; NaN where there is none. */
  private static double peers(StatementHistory statement, Instant since, PlanHistory history) {
    List<Double> ratios =
        history.databases().values().stream()
            .map(DatabasePlans::statements)
            .flatMap(Collection::stream)
            .filter(s -> s != statement && s.key().topLevel() && !s.flipped())
            .filter(s -> s.kind() == StatementKind.QUERY || s.kind() == StatementKind.WRITE)
            .map(s -> ratio(Course.of(s).windows(), since))
            .filter(r -> !Double.isNaN(r))
            .sorted()
            .toList();
    return ratios.isEmpty() ? Double.NaN : ratios.get(ratios.size() / 2);
  }

  private static double ratio(List<Window> windows, Instant since) {
    Window before =
        windows.stream().filter(w -> !w.to().isAfter(since)).reduce(Window.none(), Window::plus);
    Window after =
        windows.stream().filter(w -> w.to().isAfter(since)).reduce(Window.none(), Window::plus);
    return before.calls() < FEW || after.calls() < FEW || before.meanMillis() <= 0
        ? Double.NaN
        : after.meanMillis() / before.meanMillis();
  }
}
