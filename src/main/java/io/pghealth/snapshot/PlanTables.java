package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sizes and statistics of what plans read.
 *
 * @param tables those that were asked for and are there
 * @param columns those that were asked for and are there
 * @param trigrams schema of pg_trgm; null where it is not installed
 * @param hypothetical whether HypoPG is installed
 */
public record PlanTables(
    Map<Name, Table> tables,
    Map<ColumnValues.Column, Column> columns,
    String trigrams,
    boolean hypothetical) {

  /** Copies the maps. */
  public PlanTables {
    tables = Map.copyOf(tables);
    columns = Map.copyOf(columns);
  }

  /** A table, by name. */
  public record Name(String schema, String name) {}

  /**
   * A table, with all partitions under it.
   *
   * @param partitioned whether it has partitions
   * @param tuples reltuples; those of partitions that were never analyzed are not in it
   * @param pages relpages
   * @param unknown whether it, or a partition, was never vacuumed or analyzed
   * @param keyExpression whether it is partitioned by an expression on some level
   * @param key columns that it is partitioned by, on any level
   * @param keyTypes pg_type.typname of each of them; empty for a domain
   */
  public record Table(
      boolean partitioned,
      double tuples,
      double pages,
      boolean unknown,
      boolean keyExpression,
      List<String> key,
      List<String> keyTypes) {

    /** Copies the lists. */
    public Table {
      key = List.copyOf(key);
      keyTypes = List.copyOf(keyTypes);
    }

    /** Rows in a page; at least one. */
    public double perPage() {
      return pages < 1 ? 1 : Math.max(1, tuples / pages);
    }
  }

  /**
   * A column. What is not known is null.
   *
   * @param type pg_type.typname
   * @param builtIn whether the type is in pg_catalog
   * @param array whether it is an array
   * @param distinct n_distinct as pg_stats says it: below 0 a share of the rows
   * @param nulls share of NULLs
   * @param correlation of its order with the order on disk
   * @param width average bytes
   * @param mostCommon share of the most common value; 0 where all are as common
   * @param trueShare share of true; null for other types
   */
  public record Column(
      String type,
      boolean builtIn,
      boolean array,
      Double distinct,
      Double nulls,
      Double correlation,
      Integer width,
      double mostCommon,
      Double trueShare) {

    /** How many distinct values there are in so many rows; empty without statistics. */
    public Optional<Double> distinct(double rows) {
      return distinct == null || distinct == 0
          ? Optional.empty()
          : Optional.of(distinct < 0 ? Math.max(1, -distinct * rows) : distinct);
    }
  }
}
