package io.pghealth.history;

import java.time.Instant;

/**
 * What a statement did between two readings that followed each other, never merged with another:
 * windows of two statements with the same ends are the same stretch of time.
 *
 * @param from the reading before
 * @param to the reading after
 * @param calls executions that ended, at least one
 * @param rows rows returned or changed
 * @param blocks hit and read
 * @param tempBlocks read and written
 * @param millis execution time
 * @param databaseMillis execution time of all top-level statements of the database meanwhile
 */
public record RawWindow(
    Instant from,
    Instant to,
    long calls,
    long rows,
    long blocks,
    long tempBlocks,
    double millis,
    double databaseMillis) {

  /** Both together: of another role in the same stretch of time. */
  public RawWindow beside(RawWindow other) {
    return new RawWindow(
        from,
        to,
        calls + other.calls,
        rows + other.rows,
        blocks + other.blocks,
        tempBlocks + other.tempBlocks,
        millis + other.millis,
        Math.max(databaseMillis, other.databaseMillis));
  }

  /** This one and a later one. */
  public RawWindow then(RawWindow later) {
    return new RawWindow(
        from,
        later.to,
        calls + later.calls,
        rows + later.rows,
        blocks + later.blocks,
        tempBlocks + later.tempBlocks,
        millis + later.millis,
        databaseMillis + later.databaseMillis);
  }

  /** Share of the database's execution time, 0 to 1; 0 where nothing ran. */
  public double share() {
    return databaseMillis <= 0 ? 0 : Math.min(1, millis / databaseMillis);
  }

  static RawWindow of(Window window) {
    return new RawWindow(
        window.from(),
        window.to(),
        window.calls(),
        window.rows(),
        window.blocks(),
        window.tempBlocks(),
        window.totalMillis(),
        window.databaseMillis());
  }
}
