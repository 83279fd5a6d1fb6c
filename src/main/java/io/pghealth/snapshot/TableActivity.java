package io.pghealth.snapshot;

import java.time.Instant;
import java.util.Map;

/**
 * Rows of pg_stat_all_tables of one database on its primary, those of TOAST tables among them. All
 * of it counts since the counters were lost last; after a loss the dead rows are 0 and the times
 * null, though there may be many and though there was a vacuum.
 *
 * @param tables by OID
 */
public record TableActivity(Map<Long, Activity> tables) {

  /** Copies the map. */
  public TableActivity {
    tables = Map.copyOf(tables);
  }

  /**
   * One table.
   *
   * @param sequentialScans seq_scan
   * @param sequentialRows seq_tup_read
   * @param indexScans idx_scan
   * @param inserted n_tup_ins
   * @param updated n_tup_upd, the HOT ones among them
   * @param hotUpdated n_tup_hot_upd
   * @param deleted n_tup_del
   * @param live n_live_tup, an estimate
   * @param dead n_dead_tup, an estimate
   * @param modifiedSinceAnalyze n_mod_since_analyze
   * @param insertedSinceVacuum n_ins_since_vacuum
   * @param lastVacuum last_vacuum; null for none
   * @param lastAutovacuum last_autovacuum; null for none
   * @param lastAnalyze last_analyze; null for none
   * @param lastAutoanalyze last_autoanalyze; null for none
   * @param vacuums vacuum_count
   * @param autovacuums autovacuum_count
   * @param analyzes analyze_count
   * @param autoanalyzes autoanalyze_count
   */
  public record Activity(
      long sequentialScans,
      long sequentialRows,
      long indexScans,
      long inserted,
      long updated,
      long hotUpdated,
      long deleted,
      long live,
      long dead,
      long modifiedSinceAnalyze,
      long insertedSinceVacuum,
      Instant lastVacuum,
      Instant lastAutovacuum,
      Instant lastAnalyze,
      Instant lastAutoanalyze,
      long vacuums,
      long autovacuums,
      long analyzes,
      long autoanalyzes) {

    /** Rows that were inserted, updated or deleted. */
    public long writes() {
      return inserted + updated + deleted;
    }
  }
}
