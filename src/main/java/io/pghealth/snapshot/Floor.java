package io.pghealth.snapshot;

/**
 * The smallest table that somebody wants to know of: one that reaches any of the three.
 *
 * @param bytes of the table and its indexes together
 * @param rows live and dead ones
 * @param indexes how many it has
 */
public record Floor(long bytes, double rows, long indexes) {
  /** Every table, the empty ones among them. */
  public static final Floor EVERY_TABLE = new Floor(0, 0, 0);

  /** No table for its size: only those that are wanted for another reason. */
  public static final Floor NO_TABLE =
      new Floor(Long.MAX_VALUE, Double.POSITIVE_INFINITY, Long.MAX_VALUE);

  /** Tables whose indexes, or which themselves, may be of so many bytes. */
  public static Floor ofBytes(long bytes) {
    return new Floor(bytes, NO_TABLE.rows, NO_TABLE.indexes);
  }

  /** Tables of so many rows. */
  public static Floor ofRows(double rows) {
    return new Floor(NO_TABLE.bytes, rows, NO_TABLE.indexes);
  }

  /** Tables of so many indexes. */
  public static Floor ofIndexes(long indexes) {
    return new Floor(NO_TABLE.bytes, NO_TABLE.rows, indexes);
  }

  /** What either wants. */
  public Floor and(Floor other) {
    return new Floor(
        Math.min(bytes, other.bytes), Math.min(rows, other.rows), Math.min(indexes, other.indexes));
  }
}
