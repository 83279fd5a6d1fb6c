package io.pghealth.history;

import java.time.Duration;
import java.time.Instant;

/**
 * How few bytes a row an index that is no btree came to: the only thing to compare it with is
 * itself. Size and rows are those of one moment, its last VACUUM, ANALYZE or build.
 *
 * @param databaseOid its database
 * @param indexOid its OID
 * @param fileNode its file; a rebuilt index starts anew
 * @param best fewest bytes a row since the file was first seen
 * @param removed entries taken out, by the counters of its table, when that was seen
 * @param recent fewest bytes a row since {@code recentSince}
 * @param recentSince when the present window began
 * @param before fewest bytes a row in the window before; 0 where there was none
 */
public record IndexDensity(
    long databaseOid,
    long indexOid,
    long fileNode,
    double best,
    long removed,
    double recent,
    Instant recentSince,
    double before) {

  /**
   * What a table does once a day, or over a weekend, must not look like the new state of things.
   */
  public static final Duration WINDOW = Duration.ofDays(3);

  /**
   * One observation.
   *
   * @param indexOid of the index
   * @param fileNode of it
   * @param bytesPerRow relpages by reltuples
   * @param removed n_tup_del and those of n_tup_upd that were not HOT
   */
  public record Sample(long indexOid, long fileNode, double bytesPerRow, long removed) {}

  /** The most that it needs of late at its best; 0 before a whole window was seen. */
  public double lately() {
    return before == 0 ? 0 : Math.min(before, recent);
  }

  static IndexDensity first(long databaseOid, Sample sample, Instant now) {
    return new IndexDensity(
        databaseOid,
        sample.indexOid(),
        sample.fileNode(),
        sample.bytesPerRow(),
        sample.removed(),
        sample.bytesPerRow(),
        now,
        0);
  }

  IndexDensity next(Sample sample, Instant now) {
    if (sample.fileNode() != fileNode) {
      return first(databaseOid, sample, now);
    }
    double bytes = sample.bytesPerRow();
    boolean over = !now.isBefore(recentSince.plus(WINDOW));
    return new IndexDensity(
        databaseOid,
        indexOid,
        fileNode,
        Math.min(best, bytes),
        // What was deleted since is in the counters at once, in the sizes after the next VACUUM.
        bytes < best ? sample.removed() : removed,
        over ? bytes : Math.min(recent, bytes),
        over ? now : recentSince,
        over ? recent : before);
  }
}
