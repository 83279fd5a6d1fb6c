package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;

/**
 * Enforced foreign keys of one database, those of partitions and those towards partitions among
 * them (pg_constraint).
 *
 * @param keys by OID
 */
public record ForeignKeyFacts(Map<Long, Key> keys) {

  /** Copies the map. */
  public ForeignKeyFacts {
    keys = Map.copyOf(keys);
  }

  /**
   * One foreign key.
   *
   * @param oid of pg_constraint
   * @param parentOid conparentid: the key that this is a part of; null for none
   * @param name conname
   * @param tableOid the referencing table
   * @param referencedOid the referenced table
   * @param onDelete what a delete of a referenced row does
   * @param columns referencing columns, in the key's order
   * @param direct whether the key's operators take the columns as they are; else they are cast to
   *     the referenced column's type first, and no index on a column serves
   * @param period whether its last column is a PERIOD (18 and later), compared by containment
   */
  public record Key(
      long oid,
      Long parentOid,
      String name,
      long tableOid,
      long referencedOid,
      String onDelete,
      List<Column> columns,
      boolean direct,
      boolean period) {

    /** Copies the list. */
    public Key {
      columns = List.copyOf(columns);
    }
  }

  /**
   * One referencing column.
   *
   * @param attnum of it
   * @param name of it
   * @param collation what rows are looked up under, quoted; empty where it is the column's own
   * @param opclass btree operator class with the key's operator, quoted; empty where an index has
   *     such a one unasked
   */
  public record Column(int attnum, String name, String collation, String opclass) {}
}
