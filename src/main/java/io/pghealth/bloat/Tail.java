package io.pghealth.bloat;

import java.util.ArrayList;
import java.util.List;

/**
 * Values beyond the most common ones whose frequencies fall as a power of their rank, from the last
 * known frequency on.
 *
 * <p>ANALYZE's estimate of the number of values (analyze.c: compute_scalar_stats, after Haas and
 * Stokes) is much too low for such columns. So the power is sought for which a sample would have
 * led ANALYZE to the number that it came to.
 *
 * @param bins of values that are about as common, the commonest first
 */
record Tail(List<Bin> bins) {
  static final int SAMPLE_PER_TARGET = 300;

  private static final double STEP = 1.2;
  private static final double STEEPEST = 4;

  /**
   * Values that are about as common.
   *
   * @param mass their share of the tail's rows
   * @param frequency of one of them among all rows
   */
  record Bin(double mass, double frequency) {}

  /**
   * Fits it.
   *
   * @param common frequencies of the most common values
   * @param mass share of all rows beyond them
   * @param notNull share of all rows
   * @param distinct number of values that ANALYZE estimated
   * @param rows of the table
   * @param sample rows that ANALYZE looked at
   */
  static Tail fitted(
      List<Double> common,
      double mass,
      double notNull,
      double distinct,
      double rows,
      double sample) {
    double n = Math.min(sample, rows);
    double low = 0.01;
    double high = STEEPEST;
    for (int i = 0; i < 40; i++) {
      double power = (low + high) / 2;
      if (estimate(bins(common, mass, power, rows), mass, common.size(), n, rows, notNull)
          < distinct) {
        low = power;
      } else {
        high = power;
      }
    }
    return new Tail(bins(common, mass, low, rows));
  }

  private static List<Bin> bins(List<Double> common, double mass, double power, double rows) {
    double first = common.size() + 1.0;
    double scale = common.getLast() * Math.pow(common.size(), power);
    List<Bin> bins = new ArrayList<>();
    double left = mass;
    for (double from = first; left > 1e-9 && from < 100 * rows; from *= STEP) {
      double to = from * STEP;
      double frequency = scale * Math.pow(from * Math.sqrt(STEP), -power);
      double taken = Math.min(left, frequency * (to - from));
      bins.add(new Bin(taken / mass, frequency));
      left -= taken;
    }
    if (left > 1e-9) {
      bins.add(new Bin(left / mass, 0.01 / rows));
    }
    return bins;
  }

  /** What ANALYZE would make of a sample. */
  private static double estimate(
      List<Bin> bins, double mass, int common, double n, double rows, double notNull) {
    double seen = common;
    double once = 0;
    for (Bin bin : bins) {
      double values = bin.mass() * mass / bin.frequency();
      double expected = bin.frequency() * n;
      seen += values * -Math.expm1(-expected);
      once += values * expected * Math.exp(-expected);
    }
    double sampled = n * notNull;
    return sampled * seen / (sampled - once + once * n / rows);
  }
}
