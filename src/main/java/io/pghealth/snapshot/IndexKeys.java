package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Columns of the indexes of one database, for the same indexes as {@link IndexFacts}.
 *
 * @param columns by index OID, in their order, the included ones last
 * @param nullsNotDistinct OIDs of the unique indexes that take NULLs for equal (15 and later)
 */
public record IndexKeys(Map<Long, List<Column>> columns, Set<Long> nullsNotDistinct) {

  /** Copies the collections. */
  public IndexKeys {
    columns = Map.copyOf(columns);
    nullsNotDistinct = Set.copyOf(nullsNotDistinct);
  }

  /** Key columns of an index, without the included ones; empty for an unknown index. */
  public List<Column> keys(long indexOid) {
    return columns.getOrDefault(indexOid, List.of()).stream().filter(c -> !c.included()).toList();
  }

  /** Included columns of an index. */
  public List<Column> included(long indexOid) {
    return columns.getOrDefault(indexOid, List.of()).stream().filter(Column::included).toList();
  }

  /**
   * One column.
   *
   * @param position from 1
   * @param attnum of the table's column; 0 for an expression
   * @param name of the table's column; null for an expression
   * @param expression its text; null for a column, or where the index was locked
   * @param included whether it is an INCLUDE column, which has none of what follows
   * @param opclassOid pg_opclass.oid; 0 where included
   * @param opclass its name; null where included
   * @param opfamilyOid its family; 0 where included
   * @param typeOid type that the operator class takes; 0 where included
   * @param collationOid pg_index.indcollation; 0 for none
   * @param option pg_index.indoption: bit 0 DESC, bit 1 NULLS FIRST
   */
  public record Column(
      int position,
      int attnum,
      String name,
      String expression,
      boolean included,
      long opclassOid,
      String opclass,
      long opfamilyOid,
      long typeOid,
      long collationOid,
      int option) {}
}
