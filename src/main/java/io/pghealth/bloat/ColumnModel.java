package io.pghealth.bloat;

import io.pghealth.snapshot.ColumnStatistics.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * One column of an index, from its statistics.
 *
 * @param sizes of its values
 * @param rows that the statistics speak of
 * @param unique whether a constraint keeps its values apart
 * @param nulls whether the index holds its NULLs
 * @param target its statistics target
 */
record ColumnModel(Sizes sizes, double rows, boolean unique, boolean nulls, int target) {
  /** How much commoner the last of the most common values is than the others' mean. */
  private static final double TAILED = 1.5;

  private Values values() {
    return sizes.values();
  }

  double nullFraction() {
    return nulls ? values().nullFraction() : 0;
  }

  /** Values outside the most common ones, as estimated. */
  double others() {
    double all = unique ? rows : values().distinctOf(rows);
    return all - values().frequencies().size();
  }

  /** Share of the rows, among those not NULL, that these others have. */
  double othersShare() {
    return 1 - values().nullFraction() - commonShare();
  }

  private double commonShare() {
    return values().frequencies().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** How many rows one of the others has. */
  double rowsOfOthers() {
    return unique ? 1 : Math.max(1, othersShare() * rows / Math.max(1, others()));
  }

  /** Whether the most common values are all there are. */
  boolean complete() {
    return !unique
        && (othersShare() * rows < 1 || others() < 0.5)
        && !values().frequencies().isEmpty();
  }

  /** Shares of the rows of the index. */
  List<Share> shares(double indexRows, Assumption assumption) {
    double kept = nulls ? 1 : 1 - values().nullFraction();
    double grown = indexRows / rows / Math.max(kept, 1e-9);
    List<Share> shares = new ArrayList<>();
    if (nullFraction() > 0) {
      double share = nullFraction();
      shares.add(Share.of(share, share * indexRows, true, TupleLayout.NULL));
    }
    double others = complete() ? 0 : Math.max(0, othersShare());
    double common = 1 - values().nullFraction() - others;
    double fitted = complete() && commonShare() > 0 ? common / commonShare() : 1;
    for (int i = 0; i < values().frequencies().size() && !unique; i++) {
      double share = values().frequencies().get(i) * fitted / kept;
      shares.add(Share.of(share, share * indexRows, true, sizes.common(i)));
    }
    if (unique) {
      others = 1 - values().nullFraction();
    }
    if (others > 0) {
      double each = unique ? 1 : 1 + Math.max(0, rowsOfOthers() * grown - 1) * assumption.mates();
      if (tailed()) {
        shares.addAll(tail(others / kept, indexRows, assumption.mates()));
      } else {
        shares.add(sizes.others(others / kept, each, unique || !assumption.scattered()));
      }
    }
    return shares;
  }

  /**
   * Whether the values beyond the most common ones go on getting rarer: ANALYZE's list is full, and
   * its last value still much commoner than the mean of the others.
   */
  private boolean tailed() {
    List<Double> frequencies = values().frequencies();
    return !unique
        && frequencies.size() >= Math.max(10, target)
        && frequencies.getLast() * rows > TAILED * rowsOfOthers();
  }

  private List<Share> tail(double share, double indexRows, double mates) {
    List<Share> shares = new ArrayList<>();
    Tail tail =
        Tail.fitted(
            values().frequencies(),
            othersShare(),
            1 - values().nullFraction(),
            values().distinctOf(rows),
            rows,
            Tail.SAMPLE_PER_TARGET * target);
    for (Tail.Bin bin : tail.bins()) {
      double expected = bin.frequency() * indexRows * mates;
      double each = expected < 1e-6 ? 1 : expected / -Math.expm1(-expected);
      shares.add(sizes.others(share * bin.mass(), each, false));
    }
    return shares;
  }
}
