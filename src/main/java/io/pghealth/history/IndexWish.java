package io.pghealth.history;

import java.time.Instant;
import java.util.List;

/**
 * A scan that reads far more rows than it returns, and the index that would spare it.
 *
 * @param table partition root
 * @param partitioned whether it has partitions
 * @param method of the index
 * @param equal columns that are compared for equality, most distinct values first
 * @param tail columns behind them, in this order: a range, or what it is ordered by
 * @param operatorClass of its column, as SQL; null for the default
 * @param predicate of a partial index, as SQL; null for the whole table
 * @param ordered whether it must give the order of its tail, so that a LIMIT ends the scan
 * @param access what is read today
 * @param trial what the planner said of a hypothetical index; null where it was not asked
 */
public record IndexWish(
    Shape.Relation table,
    boolean partitioned,
    Method method,
    List<String> equal,
    List<Key> tail,
    String operatorClass,
    String predicate,
    boolean ordered,
    Access access,
    Trial trial) {

  /** Copies the lists. */
  public IndexWish {
    equal = equal == null ? List.of() : List.copyOf(equal);
    tail = tail == null ? List.of() : List.copyOf(tail);
  }

  /** With what the planner said. */
  public IndexWish tried(Trial now) {
    return new IndexWish(
        table, partitioned, method, equal, tail, operatorClass, predicate, ordered, access, now);
  }

  /** Kind of index. */
  public enum Method {
    BTREE,
    BRIN,
    GIN,
    /** gin_trgm_ops of pg_trgm. */
    TRIGRAM
  }

  /**
   * A column behind those of equality.
   *
   * @param descending DESC
   */
  public record Key(String column, boolean descending) {}

  /**
   * What is read today, and what would be.
   *
   * @param scan Node Type
   * @param index that it uses; null for none
   * @param rows that it reads in a call, as the planner expects
   * @param kept of these, as the planner expects in the worst of the plans looked at
   * @param plain its rows are the statement's rows: nothing groups, limits or joins them
   * @param tableRows reltuples, of all partitions together
   * @param tablePages relpages, of all partitions together
   * @param perBlock rows that it finds in a block, at most
   * @param perReturned rows that it would read with the index for each row that the statement
   *     returns, as a LIMIT ends it; 0 where nobody can tell
   * @param found where the rows lie that the index would find; null where an older version of ours
   *     read it
   */
  public record Access(
      String scan,
      String index,
      double rows,
      double kept,
      boolean plain,
      double tableRows,
      double tablePages,
      double perBlock,
      double perReturned,
      Found found) {}

  /**
   * Where the rows lie that the index would find.
   *
   * @param perRow blocks that each of them costs
   * @param most blocks that all of them cost, whatever their number
   */
  public record Found(double perRow, double most) {
    /** Blocks that so many rows cost. */
    public double blocks(double rows) {
      return Math.min(rows * perRow, most);
    }
  }

  /**
   * A hypothetical index (HypoPG), never built.
   *
   * @param definition that was tried
   * @param settings that were in force then, as a number; other ones need another trial
   * @param before estimated cost without it
   * @param after estimated cost with it
   * @param used whether the planner picked it
   * @param rows that it expected the statement to return, or to change, with the values asked with
   * @param at when
   */
  public record Trial(
      String definition,
      int settings,
      double before,
      double after,
      boolean used,
      double rows,
      Instant at) {}
}
