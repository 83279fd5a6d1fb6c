package io.pghealth.history;

/**
 * How much of a database's load the followed statements are, by all that pg_stat_statements has
 * counted for the entries that it holds. Top-level statements only, without our own where known.
 *
 * @param followed entries that are followed
 * @param entries all of them
 * @param followedMillis execution time of the followed ones
 * @param millis execution time of all
 */
public record LoadCoverage(int followed, int entries, double followedMillis, double millis) {

  static final LoadCoverage NOTHING = new LoadCoverage(0, 0, 0, 0);

  /** Share of the execution time, 0 to 1; 1 where nothing ran. */
  public double share() {
    return millis <= 0 ? 1 : Math.min(1, followedMillis / millis);
  }
}
