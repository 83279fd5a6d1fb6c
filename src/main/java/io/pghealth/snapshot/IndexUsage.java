package io.pghealth.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Counters of the indexes of one database on one instance (pg_stat_user_indexes,
 * pg_stat_user_tables, pg_stat_database, pg_stat_bgwriter). The times are read after the counters:
 * a reset in between makes the counters look younger, never older, than they are.
 *
 * @param scans by index OID
 * @param tables by table OID
 * @param counters of pg_stat_database, always the same ones in the same order; none falls without a
 *     loss of counters
 * @param databaseReset pg_stat_database.stats_reset; null where it was never reset
 * @param statisticsReset pg_stat_bgwriter.stats_reset; null where it was never reset
 * @param serverTime the instance's clock at the time of reading
 * @param uncounted sessions whose scans and writes the counters lack
 */
public record IndexUsage(
    Map<Long, Scans> scans,
    Map<Long, TableWrites> tables,
    List<Long> counters,
    Instant databaseReset,
    Instant statisticsReset,
    Instant serverTime,
    List<Uncounted> uncounted) {

  /** Of everybody. */
  public IndexUsage(
      Map<Long, Scans> scans,
      Map<Long, TableWrites> tables,
      List<Long> counters,
      Instant databaseReset,
      Instant statisticsReset,
      Instant serverTime) {
    this(scans, tables, counters, databaseReset, statisticsReset, serverTime, List.of());
  }

  /** Copies the collections. */
  public IndexUsage {
    scans = Map.copyOf(scans);
    tables = Map.copyOf(tables);
    counters = List.copyOf(counters);
    uncounted = List.copyOf(uncounted);
  }

  /**
   * Scans of one index.
   *
   * @param count idx_scan, since the counters were lost last
   * @param last last_idx_scan, by the instance's clock; null before 16, or where there was none
   */
  public record Scans(long count, Instant last) {}

  /**
   * Rows written to one table, since the counters were lost last.
   *
   * @param inserted n_tup_ins
   * @param updated n_tup_upd, with those that touched no index
   * @param hotUpdated n_tup_hot_upd: touched no index
   * @param deleted n_tup_del
   */
  public record TableWrites(long inserted, long updated, long hotUpdated, long deleted) {

    /** Rows that were inserted, updated or deleted. */
    public long total() {
      return inserted + updated + deleted;
    }
  }
}
