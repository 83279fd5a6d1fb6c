package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;

/**
 * How wide the columns of the tables of one database are, as ANALYZE found. Only tables and
 * materialized views of 128 pages and more, as of their last VACUUM or ANALYZE.
 *
 * @param blockSize bytes of a page
 * @param role the monitoring role
 * @param columns by OID of the table, in their order, dropped ones among them
 */
public record TableColumns(int blockSize, String role, Map<Long, List<Column>> columns) {

  /** Copies the map. */
  public TableColumns {
    columns = Map.copyOf(columns);
  }

  /**
   * One column.
   *
   * @param name of it
   * @param length attlen: bytes, -1 for a varlena
   * @param alignment attalign: c, s, i or d
   * @param notNull attnotnull
   * @param absent whether it takes no space in rows written now: dropped, or virtual
   * @param readable whether the role may see its statistics
   * @param nullFraction null_frac; null where there are no statistics
   * @param width avg_width of what is not NULL, as stored: a value out of line counts as its
   *     pointer; null where there are no statistics
   */
  public record Column(
      String name,
      int length,
      char alignment,
      boolean notNull,
      boolean absent,
      boolean readable,
      Double nullFraction,
      Integer width) {}
}
