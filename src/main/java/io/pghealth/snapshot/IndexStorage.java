package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;

/**
 * How the indexes of one database store their columns, for the same indexes as {@link IndexFacts}
 * without the partitioned ones, which store nothing.
 *
 * @param blockSize bytes of a page
 * @param indexes by OID
 */
public record IndexStorage(int blockSize, Map<Long, Stored> indexes) {

  /** Copies the map. */
  public IndexStorage {
    indexes = Map.copyOf(indexes);
  }

  /**
   * One index.
   *
   * @param tuples reltuples: as of the last VACUUM, ANALYZE or build; -1 where there was none
   * @param pages relpages, as of then
   * @param tableTuples reltuples of its table
   * @param tablePages relpages of its table
   * @param keyColumns how many of its columns are keys; the others are INCLUDE columns
   * @param deduplicates whether a build of it may merge equal keys: the storage parameter, the
   *     operator classes and the collations allow it. It says nothing of uniqueness.
   * @param columns all columns in their order
   */
  public record Stored(
      double tuples,
      long pages,
      double tableTuples,
      long tablePages,
      int keyColumns,
      Deduplication deduplicates,
      List<Column> columns) {

    /** Copies the list. */
    public Stored {
      columns = List.copyOf(columns);
    }
  }

  /** Whether equal keys are merged (nbtutils.c: _bt_allequalimage). */
  public enum Deduplication {
    /** They are. */
    YES,
    /** They are not. */
    NO,
    /** An operator class of somebody's own answers that by a function. */
    UNKNOWN
  }

  /**
   * One column as the index stores it: a name as a cstring.
   *
   * @param length attlen: bytes, -1 for a varlena, -2 for a cstring
   * @param alignment attalign: c, s, i or d
   * @param storage attstorage: p, e, m or x
   */
  public record Column(int length, char alignment, char storage) {}
}
