package io.pghealth.snapshot;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows written to the tables of one database on its primary, since the counters were lost last.
 * Partitions are added up in the table at the top of their tree.
 *
 * @param tables by OID; those that nothing was written to are not among them
 */
public record WrittenTables(Map<Long, Written> tables) implements Measured {
  private static final int MOST_FOLLOWED = 50;

  private static final long LEAST_FOLLOWED = 10_000;

  private static final String SERIES = "rows written/";

  /** Copies the map. */
  public WrittenTables {
    tables = Map.copyOf(tables);
  }

  /** Name of a table's series in the trends. */
  public static String series(long oid) {
    return SERIES + oid;
  }

  /** Of the tables that are written to most. */
  @Override
  public Map<String, Long> measures() {
    return tables.entrySet().stream()
        .filter(t -> t.getValue().rows() >= LEAST_FOLLOWED)
        .sorted(
            Comparator.comparingLong((Map.Entry<Long, Written> t) -> t.getValue().rows())
                .reversed()
                .thenComparing(Map.Entry::getKey))
        .limit(MOST_FOLLOWED)
        .collect(Collectors.toMap(t -> series(t.getKey()), t -> t.getValue().rows()));
  }

  /**
   * One table.
   *
   * @param inserted n_tup_ins
   * @param updated n_tup_upd, the HOT ones among them
   * @param hotUpdated n_tup_hot_upd
   * @param deleted n_tup_del
   * @param live n_live_tup, an estimate
   */
  public record Written(long inserted, long updated, long hotUpdated, long deleted, long live) {

    /** Rows that were inserted, updated or deleted. */
    public long rows() {
      return inserted + updated + deleted;
    }

    /** The same without the inserted rows that are still there: these may have come in one load. */
    public long churn() {
      return updated + deleted + Math.max(0, inserted - live);
    }

    /** Entries that an index of the table was given, unless it is partial. */
    public long entries() {
      return inserted + updated - hotUpdated;
    }
  }
}
