package io.pghealth.snapshot;

/**
 * Two values of a column for which plans are asked. They are sent back to the server and nowhere
 * else: never printed, never stored.
 *
 * @param column which
 * @param readable the role may read the column, and so its statistics
 * @param known there are statistics
 * @param common first of most_common_vals; null where there is none
 * @param median middle of histogram_bounds, else of most_common_vals; null where there is none
 */
public record ColumnValues(
    Column column, boolean readable, boolean known, String common, String median) {

  /** A column, by name. */
  public record Column(String schema, String relation, String name) {}

  /** Leaves the values out. */
  @Override
  public String toString() {
    return "ColumnValues[column=" + column + ", readable=" + readable + ", known=" + known + "]";
  }
}
