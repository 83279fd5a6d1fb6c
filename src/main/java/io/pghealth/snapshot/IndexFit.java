package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;

/**
 * What shows whether an index fits what it is used for, on the primary.
 *
 * @param brin scans of BRIN indexes by OID
 * @param pending pending lists of GIN indexes by OID; unknown without the function that measures
 * @param autovacuum whether the server's autovacuum is on
 * @param contained statements that ask what a column contains, by OID of the btree or hash index on
 *     it; empty where pg_stat_statements is not in this database
 */
public record IndexFit(
    Map<Long, BrinReads> brin,
    Collected<Map<Long, Pending>> pending,
    boolean autovacuum,
    Map<Long, Contained> contained) {

  /** Copies the maps. */
  public IndexFit {
    brin = Map.copyOf(brin);
    contained = Map.copyOf(contained);
  }

  /**
   * Scans of a BRIN index since the counters were lost last.
   *
   * @param scans how many
   * @param pagesRead pages of the table that they did not leave out, all together
   * @param pages of the table as of its last VACUUM or ANALYZE
   */
  public record BrinReads(long scans, long pagesRead, long pages) {}

  /**
   * Entries of a GIN index that wait to be merged, and are read one by one by every search.
   *
   * @param bytes of their pages
   * @param tuples how many rows
   */
  public record Pending(long bytes, long tuples) {}

  /**
   * Statements of one database.
   *
   * @param statements query ids, those called most first
   * @param calls of all of them
   * @param intarray schema of intarray's gin__int_ops, where the column is integer[]; null for none
   */
  public record Contained(List<Long> statements, long calls, String intarray) {

    /** Copies the list. */
    public Contained {
      statements = List.copyOf(statements);
    }
  }
}
