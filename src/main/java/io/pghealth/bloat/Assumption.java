package io.pghealth.bloat;

/**
 * What statistics leave open.
 *
 * @param scattered whether the rows fall to the values by chance, or evenly
 * @param mates factor on how many other rows share the value of a row, outside the most common ones
 * @param dependent whether the columns of a key depend on each other as much as they can
 */
record Assumption(boolean scattered, double mates, boolean dependent) {
  Assumption other() {
    return new Assumption(!scattered, mates, dependent);
  }

  Assumption times(double factor) {
    return new Assumption(scattered, mates * factor, dependent);
  }

  Assumption dependently() {
    return new Assumption(scattered, mates, true);
  }
}
