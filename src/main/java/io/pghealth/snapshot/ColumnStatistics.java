package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Statistics of one database, as ANALYZE left them, of those columns only that an index, a foreign
 * key (on the referencing side) or an extended statistics object uses. Values are not among them.
 *
 * @param columns by OID of the relation and number of the column: of a table for its columns, of an
 *     index for its expressions (where the number is the column's position in the index)
 * @param extended extended statistics with groups or dependencies
 */
public record ColumnStatistics(Map<Key, Column> columns, List<Extended> extended) {

  /** Copies the collections. */
  public ColumnStatistics {
    columns = Map.copyOf(columns);
    extended = List.copyOf(extended);
  }

  /** One column; empty where nothing uses it, or it is no more. */
  public Optional<Column> column(long relationOid, int attnum) {
    return Optional.ofNullable(columns.get(new Key(relationOid, attnum)));
  }

  /**
   * A column of an index: of its table, or of itself for an expression.
   *
   * @param index which
   * @param key of {@link IndexKeys}
   */
  public Optional<Column> column(IndexFacts.Index index, IndexKeys.Column key) {
    return key.attnum() == 0
        ? column(index.oid(), key.position())
        : column(index.tableOid(), key.attnum());
  }

  /**
   * Names a column.
   *
   * @param relationOid of the table, or of the index for an expression
   * @param attnum pg_attribute.attnum
   */
  public record Key(long relationOid, int attnum) {}

  /**
   * One column.
   *
   * @param name of it
   * @param typeOid atttypid
   * @param type pg_type.typname
   * @param length attlen: bytes, -1 for a varlena, -2 for a cstring
   * @param alignment attalign: c, s, i or d
   * @param storage attstorage: p, e, m or x
   * @param byValue attbyval
   * @param notNull attnotnull
   * @param deterministic whether its collation is; true where it has none
   * @param target statistics target in effect
   * @param statistics what ANALYZE found, or why there is nothing: never analysed, hidden by a
   *     missing privilege, hidden by row-level security
   */
  public record Column(
      String name,
      long typeOid,
      String type,
      int length,
      char alignment,
      char storage,
      boolean byValue,
      boolean notNull,
      boolean deterministic,
      int target,
      Collected<Values> statistics) {}

  /**
   * What ANALYZE found: of the table's own rows, of all partitions' where it is partitioned.
   *
   * @param nullFraction null_frac
   * @param width avg_width of what is not NULL: bytes as stored, an expression's as computed
   * @param distinct n_distinct: negative for a share of the rows
   * @param correlation of physical and logical order; null where there is none
   * @param frequencies of the most common values, as a share of all rows, the commonest first
   * @param lengths bytes of sampled values without header; null where the type is not one of those
   *     whose lengths are read
   */
  public record Values(
      double nullFraction,
      int width,
      double distinct,
      Double correlation,
      List<Double> frequencies,
      Lengths lengths) {

    /** Copies the list. */
    public Values {
      frequencies = List.copyOf(frequencies);
    }

    /** Distinct values among so many rows, as ANALYZE estimates them. */
    public double distinctOf(double rows) {
      return distinct < 0 ? -distinct * rows : distinct;
    }
  }

  /**
   * Lengths in bytes, without header, of the values that ANALYZE kept; none is longer than 1,024
   * (analyze.c: WIDTH_THRESHOLD).
   *
   * @param common of the most common values, in the order of the frequencies
   * @param bounds of the histogram's bounds, which share the other values evenly
   */
  public record Lengths(List<Integer> common, List<Integer> bounds) {

    /** Copies the lists. */
    public Lengths {
      common = List.copyOf(common);
      bounds = List.copyOf(bounds);
    }
  }

  /**
   * One extended statistics object.
   *
   * @param tableOid of its table
   * @param schema of it
   * @param name of it
   * @param values what ANALYZE found, or why there is nothing
   */
  public record Extended(long tableOid, String schema, String name, Collected<Groups> values) {}

  /**
   * Groups and dependencies of columns. Numbers are attnums; negative ones are the object's
   * expressions.
   *
   * @param distinct number of groups by set of columns
   * @param dependencies degree, 0 to 1, by columns: the last depends on those before it
   */
  public record Groups(
      Map<Set<Integer>, Double> distinct, Map<List<Integer>, Double> dependencies) {

    /** Copies the maps. */
    public Groups {
      distinct = Map.copyOf(distinct);
      dependencies = Map.copyOf(dependencies);
    }
  }
}
