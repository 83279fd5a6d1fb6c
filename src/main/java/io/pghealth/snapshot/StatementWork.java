package io.pghealth.snapshot;

/**
 * What executions of a statement touched, from pg_stat_statements: since its entry was made, or in
 * a window.
 *
 * @param hit shared blocks found in the buffer cache
 * @param read shared blocks asked of the operating system
 * @param dirtied shared blocks
 * @param written shared blocks, by the statement itself
 * @param tempRead temporary blocks
 * @param tempWritten temporary blocks
 * @param walBytes of write-ahead log
 * @param plans how often it was planned; 0 with pg_stat_statements.track_planning off
 * @param planMillis planning time; 0 with track_planning off
 * @param readMillis time spent reading shared blocks; 0 with track_io_timing off
 */
public record StatementWork(
    long hit,
    long read,
    long dirtied,
    long written,
    long tempRead,
    long tempWritten,
    long walBytes,
    long plans,
    double planMillis,
    double readMillis) {

  private static final StatementWork NONE = new StatementWork(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Nothing. */
  public static StatementWork none() {
    return NONE;
  }

  /** Both together. */
  public StatementWork plus(StatementWork other) {
    return new StatementWork(
        hit + other.hit,
        read + other.read,
        dirtied + other.dirtied,
        written + other.written,
        tempRead + other.tempRead,
        tempWritten + other.tempWritten,
        walBytes + other.walBytes,
        plans + other.plans,
        planMillis + other.planMillis,
        readMillis + other.readMillis);
  }

  /** What came since an earlier reading of the same entry. */
  public StatementWork minus(StatementWork earlier) {
    return new StatementWork(
        hit - earlier.hit,
        read - earlier.read,
        dirtied - earlier.dirtied,
        written - earlier.written,
        tempRead - earlier.tempRead,
        tempWritten - earlier.tempWritten,
        walBytes - earlier.walBytes,
        plans - earlier.plans,
        planMillis - earlier.planMillis,
        readMillis - earlier.readMillis);
  }

  /** The same with half the weight. */
  public StatementWork halved() {
    return new StatementWork(
        hit / 2,
        read / 2,
        dirtied / 2,
        written / 2,
        tempRead / 2,
        tempWritten / 2,
        walBytes / 2,
        plans / 2,
        planMillis / 2,
        readMillis / 2);
  }

  /** Whether nothing in it is less than in an earlier reading. */
  public boolean continues(StatementWork earlier) {
    return hit >= earlier.hit
        && read >= earlier.read
        && dirtied >= earlier.dirtied
        && written >= earlier.written
        && tempRead >= earlier.tempRead
        && tempWritten >= earlier.tempWritten
        && walBytes >= earlier.walBytes
        && plans >= earlier.plans
        && planMillis >= earlier.planMillis
        && readMillis >= earlier.readMillis;
  }
}
