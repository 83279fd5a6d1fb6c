package io.pghealth.bloat;

/**
 * Rows of a column that are alike in how often their value occurs.
 *
 * @param share of all rows of the index, 0 to 1
 * @param rowsPerValue how many rows one of these values has
 * @param exact whether each value has that many, or they scatter around it
 * @param sizes payloads of these values in bytes, each as likely; {@link TupleLayout#NULL} for NULL
 * @param weights relative frequency of each size
 */
record Share(double share, double rowsPerValue, boolean exact, int[] sizes, double[] weights) {

  static Share of(double share, double rowsPerValue, boolean exact, int size) {
    return new Share(share, rowsPerValue, exact, new int[] {size}, new double[] {1});
  }

  /** Size at a place between 0 and 1. */
  int size(double place) {
    if (sizes.length == 1) {
      return sizes[0];
    }
    double left = place;
    for (int i = 0; i < sizes.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return sizes[i];
      }
    }
    return sizes[sizes.length - 1];
  }
}
