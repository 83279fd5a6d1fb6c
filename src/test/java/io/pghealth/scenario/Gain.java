package io.pghealth.scenario;

/**
 * What an advised index was worth once it was there.
 *
 * @param server the major, and whether it has HypoPG
 * @param index the statement that made it
 * @param before blocks per call of the statements that the finding names, without it
 * @param after the same, with it
 */
record Gain(Scenario scenario, String server, String index, double before, double after) {
  /** Below this an index is not worth its room. */
  static final double USEFUL = 2;

  double factor() {
    return before / Math.max(1, after);
  }

  boolean useful() {
    return factor() >= USEFUL;
  }
}
