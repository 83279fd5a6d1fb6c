package io.pghealth.bloat;

/** Places between 0 and 1 that fill several dimensions evenly (a generalised golden ratio). */
final class Spread {
  private final double[] steps;

  Spread(int dimensions) {
    double ratio = 1.5;
    for (int i = 0; i < 40; i++) {
      ratio = Math.pow(1 + ratio, 1.0 / (dimensions + 1));
    }
    steps = new double[dimensions];
    for (int d = 0; d < dimensions; d++) {
      steps[d] = Math.pow(ratio, -(d + 1));
    }
  }

  /** The i-th place in one dimension. */
  double place(int dimension, int i) {
    double at = 0.5 + (i + 1) * steps[dimension];
    return at - Math.floor(at);
  }
}
