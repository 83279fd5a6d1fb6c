package io.pghealth.snapshot;

import java.util.List;

/**
 * Invalid indexes of one database's tables and of their TOAST tables; not partitioned ones, which
 * are invalid as long as a partition lacks theirs.
 *
 * @param indexes each seen twice, in two looks one after the other
 */
public record InvalidIndexes(List<Invalid> indexes) {

  /** Copies the list. */
  public InvalidIndexes {
    indexes = List.copyOf(indexes);
  }

  /**
   * One of them: not indisvalid, indisready and indislive at once.
   *
   * @param oid of it
   * @param schema of it; pg_toast for one of a TOAST table
   * @param name of it
   * @param tableSchema of the table, of the one that the TOAST table belongs to for such
   * @param table its name
   * @param toast whether it is one of a TOAST table
   * @param live indislive; false once DROP INDEX CONCURRENTLY got so far
   * @param unique indisunique
   * @param exclusion indisexclusion
   * @param constrained whether a constraint stands on it
   * @param attached whether it is attached to a partitioned index, and cannot be dropped
   * @param state what is going on
   * @param twins other indexes of the same table with the same structure
   */
  public record Invalid(
      long oid,
      String schema,
      String name,
      String tableSchema,
      String table,
      boolean toast,
      boolean live,
      boolean unique,
      boolean exclusion,
      boolean constrained,
      boolean attached,
      State state,
      List<Twin> twins) {

    /** Copies the list. */
    public Invalid {
      twins = List.copyOf(twins);
    }
  }

  /** What is going on with its table. */
  public enum State {
    /** Nothing that would explain it. */
    ABANDONED,
    /** Somebody builds indexes of it. */
    BUILDING,
    /** Somebody holds or awaits SHARE UPDATE EXCLUSIVE, and is not known to build or vacuum. */
    BUSY,
    /** Under or awaited in ACCESS EXCLUSIVE. */
    LOCKED
  }

  /** Another index of the same structure. */
  public record Twin(long oid, String name, boolean valid) {}
}
