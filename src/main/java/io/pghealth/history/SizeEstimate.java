package io.pghealth.history;

import io.pghealth.finding.Confidence;
import io.pghealth.postgres.Remedy;
import java.time.Instant;

/**
 * What catalogs and statistics said of one btree index when it was looked at last.
 *
 * @param databaseOid its database
 * @param indexOid its OID
 * @param fileNode its file then; a rebuilt index has another
 * @param at when it was looked at
 * @param sizeBytes its size then
 * @param bytes its size after a rebuild; null where there is no estimate
 * @param confidence of that; null where there is none
 * @param doubt what keeps the confidence from being high, or why there is no estimate; null where
 *     it is high
 * @param remedy what would help against that
 * @param traffic of its table's rows until then; null where it was not read
 */
public record SizeEstimate(
    long databaseOid,
    long indexOid,
    long fileNode,
    Instant at,
    long sizeBytes,
    Long bytes,
    Confidence confidence,
    String doubt,
    Remedy remedy,
    Traffic traffic) {

  /** Replaces a missing remedy by none. */
  public SizeEstimate {
    remedy = remedy == null ? Remedy.none() : remedy;
  }

  /**
   * Rows of a table, and what pg_stat_all_tables counted since the counters were lost last.
   *
   * @param rows that the index would hold after a rebuild; negative where that is not known
   * @param tableRows that the table has; negative where that is not known
   * @param dead n_dead_tup: not yet vacuumed, as far as counted
   * @param live n_live_tup, an estimate
   * @param inserted n_tup_ins
   * @param deleted n_tup_del
   * @param moved n_tup_upd less n_tup_hot_upd: each took an entry out of the index and put one in
   * @param maintained when a VACUUM or ANALYZE ended last, by the server's clock; null for never
   */
  public record Traffic(
      double rows,
      double tableRows,
      long dead,
      long live,
      long inserted,
      long deleted,
      long moved,
      Instant maintained) {}

  /** Whether a verdict may rest on it. */
  public boolean sure() {
    return bytes != null && confidence != null && confidence != Confidence.LOW;
  }
}
