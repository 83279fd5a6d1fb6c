package io.pghealth.bloat;

import io.pghealth.snapshot.ColumnStatistics.Values;
import io.pghealth.snapshot.IndexStorage;
import java.util.List;
import java.util.TreeMap;

/**
 * Payload sizes of the values of one column, in bytes without header.
 *
 * @param stored how the index stores it
 * @param values what ANALYZE found
 * @param expression whether it is an expression: its width was taken before short headers were made
 */
record Sizes(IndexStorage.Column stored, Values values, boolean expression) {
  /** A column of an index holds no more inline and uncompressed (heaptoast.h). */
  private static final int COMPRESSED_ABOVE = 510;

  private static final int LONG_HEADER = 4;

  /** ANALYZE keeps no longer ones (analyze.c: WIDTH_THRESHOLD). */
  private static final int KEPT = 1024;

  private boolean fixed() {
    return stored.length() > 0;
  }

  /** Whether no length of a value is known though lengths differ. */
  boolean unknown() {
    return !fixed() && values.lengths() == null;
  }

  /** Whether some values are so long that the index compresses them or ANALYZE looked away. */
  boolean compressed() {
    if (fixed()) {
      return false;
    }
    boolean compressible = stored.storage() == 'x' || stored.storage() == 'm';
    int longest =
        values.lengths() == null
            ? values.width()
            : Math.max(max(values.lengths().common()), max(values.lengths().bounds()));
    return compressible && Math.max(longest, values.width()) + LONG_HEADER > COMPRESSED_ABOVE
        || longest >= KEPT - LONG_HEADER;
  }

  private static int max(List<Integer> lengths) {
    return lengths.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** Size of the i-th most common value. */
  int common(int i) {
    if (fixed()) {
      return stored.length();
    }
    return values.lengths() == null || i >= values.lengths().common().size()
        ? mean()
        : values.lengths().common().get(i);
  }

  /** The other values, each of whom has the same share of their rows. */
  Share others(double share, double rowsPerValue, boolean exact) {
    if (fixed() || values.lengths() == null || values.lengths().bounds().isEmpty()) {
      return Share.of(share, rowsPerValue, exact, fixed() ? stored.length() : mean());
    }
    TreeMap<Integer, Double> counts = new TreeMap<>();
    values.lengths().bounds().forEach(length -> counts.merge(length, 1.0, Double::sum));
    int[] sizes = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] weights = counts.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new Share(share, rowsPerValue, exact, sizes, tilted(sizes, weights, share));
  }

  private int mean() {
    int header = expression ? LONG_HEADER : values.width() <= TupleLayout.SHORT_MAX ? 1 : 4;
    return stored.length() == -2 ? values.width() : Math.max(0, values.width() - header);
  }

  private double width(int payload) {
    if (stored.length() == -2) {
      return payload;
    }
    return payload + (!expression && payload < TupleLayout.SHORT_MAX ? 1 : LONG_HEADER);
  }

  /**
   * Mean width that the other values must have for all to have avg_width, which is cut to a whole
   * number; NaN where unknown.
   */
  private double target(double share, double mean) {
    double common = 0;
    double taken = 0;
    for (int i = 0; i < values.frequencies().size(); i++) {
      common += values.frequencies().get(i) * width(common(i));
      taken += values.frequencies().get(i);
    }
    // A name's width is that of the whole 64 bytes.
    if (stored.length() == -2 || share <= 0) {
      return Double.NaN;
    }
    double seen = (mean * share + common) / (share + taken);
    double width = Math.max(values.width() + 0.1, Math.min(values.width() + 0.9, seen));
    return (width * (share + taken) - common) / share;
  }

  /**
   * Weights that are as near to the given ones as a mean allows: the histogram's 101 values are a
   * small sample of lengths, the average width one of 30,000.
   */
  private double[] tilted(int[] sizes, double[] weights, double share) {
    double low = -1;
    double high = 1;
    double[] plain = tiltedBy(sizes, weights, 0);
    double mean = mean(sizes, plain);
    double target = target(share, mean);
    boolean within = target > width(sizes[0]) && target < width(sizes[sizes.length - 1]);
    if (Double.isNaN(target) || !within || Math.abs(mean - target) <= 0.1) {
      return plain;
    }
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (mean(sizes, tiltedBy(sizes, weights, middle)) < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return tiltedBy(sizes, weights, low);
  }

  private static double[] tiltedBy(int[] sizes, double[] weights, double by) {
    double[] tilted = new double[sizes.length];
    double sum = 0;
    for (int i = 0; i < sizes.length; i++) {
      tilted[i] = weights[i] * Math.exp(by * (sizes[i] - sizes[sizes.length / 2]));
      sum += tilted[i];
    }
    for (int i = 0; i < sizes.length; i++) {
      tilted[i] /= sum;
    }
    return tilted;
  }

  private double mean(int[] sizes, double[] weights) {
    double mean = 0;
    for (int i = 0; i < sizes.length; i++) {
      mean += weights[i] * width(sizes[i]);
    }
    return mean;
  }
}
