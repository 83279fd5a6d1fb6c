package io.pghealth.snapshot;

import java.util.List;

/**
 * Collations in use in one database whose recorded version is not the library's.
 *
 * @param ofDatabases whether the version of the database's own collation is recorded: not before 15
 * @param stale those whose versions differ
 */
public record CollationFacts(boolean ofDatabases, List<Stale> stale) {

  /** Copies the list. */
  public CollationFacts {
    stale = List.copyOf(stale);
  }

  /**
   * One collation.
   *
   * @param schema null for the database's own
   * @param name of it; for the database's own that of its locale
   * @param recorded version of the library when it was recorded
   * @param actual version of the library now
   * @param partitions whether tables are partitioned by its order, or by what it takes for equal
   * @param indexes those that hold strings in its order, by schema and name
   */
  public record Stale(
      String schema,
      String name,
      String recorded,
      String actual,
      boolean partitions,
      List<Index> indexes) {

    /** Copies the list. */
    public Stale {
      indexes = List.copyOf(indexes);
    }
  }

  /**
   * One index.
   *
   * @param schema of it
   * @param name of it
   * @param table its table
   * @param exclusion whether it backs an exclusion constraint
   */
  public record Index(String schema, String name, String table, boolean exclusion) {}
}
