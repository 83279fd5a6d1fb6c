package io.pghealth.plan;

import io.pghealth.history.Window;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Welch's test of two means with unequal variances: B. L. Welch, "The generalization of 'Student's'
 * problem when several different population variances are involved", Biometrika 34, 1947.
 */
final class Welch {
  /** Degrees of freedom from which on Student's distribution is the normal one. */
  private static final double NORMAL = 100_000;

  private Welch() {}

  /**
   * Two-sided probability of means so far apart by chance; 1 where a window has fewer than two
   * calls.
   */
  static double probability(Window a, Window b) {
    if (a.calls() < 2 || b.calls() < 2) {
      return 1;
    }
    double va = a.variance() / a.calls();
    double vb = b.variance() / b.calls();
    double distance = Math.abs(a.meanMillis() - b.meanMillis());
    if (distance == 0) {
      return 1;
    }
    if (va + vb == 0) {
      return 0;
    }
    double t = distance / Math.sqrt(va + vb);
    double freedom =
        (va + vb) * (va + vb) / (va * va / (a.calls() - 1) + vb * vb / (b.calls() - 1));
    return freedom > NORMAL
        ? 2 * new NormalDistribution().cumulativeProbability(-t)
        : 2 * new TDistribution(freedom).cumulativeProbability(-t);
  }
}
