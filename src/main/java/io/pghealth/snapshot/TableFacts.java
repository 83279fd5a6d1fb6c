package io.pghealth.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables, materialized views and partitioned tables of one database, without system catalogs and
 * temporary tables.
 *
 * @param tables by OID, the locked ones among them
 */
public record TableFacts(Map<Long, Table> tables) {

  /** Copies the map. */
  public TableFacts {
    tables = Map.copyOf(tables);
  }

  /** OID of the partitioned table at the top; its own where it is no partition. */
  public long root(long oid) {
    long root = oid;
    for (Table at = tables.get(root); at != null && at.parentOid() != null; ) {
      root = at.parentOid();
      at = tables.get(root);
    }
    return root;
  }

  /** Partitions directly under a partitioned table. */
  public List<Table> partitions(long oid) {
    return tables.values().stream()
        .filter(t -> t.parentOid() != null && t.parentOid() == oid)
        .toList();
  }

  /** OIDs of a table and of all partitions under it, the table first. */
  public List<Long> tree(long oid) {
    List<Long> tree = new ArrayList<>(List.of(oid));
    for (int i = 0; i < tree.size(); i++) {
      partitions(tree.get(i)).forEach(p -> tree.add(p.oid()));
    }
    return tree;
  }

  /**
   * One row of pg_class.
   *
   * @param oid of the table
   * @param schema of it
   * @param name of it
   * @param kind what it is
   * @param parentOid the partitioned table that it is a partition of; null for none
   * @param flags what else the catalogs say
   * @param sizeBytes pg_relation_size of the main fork; 0 where partitioned or locked
   * @param pages relpages: as of the last VACUUM or ANALYZE
   * @param tuples reltuples: live rows as of the last VACUUM or ANALYZE, -1 where there was none
   * @param allVisiblePages relallvisible
   * @param fileNode relfilenode, another after each rewrite; 0 where there is none
   * @param toastOid its TOAST table; 0 for none
   * @param options reloptions by name
   * @param toastOptions reloptions of the TOAST table by name
   */
  public record Table(
      long oid,
      String schema,
      String name,
      Kind kind,
      Long parentOid,
      Set<Flag> flags,
      long sizeBytes,
      long pages,
      double tuples,
      long allVisiblePages,
      long fileNode,
      long toastOid,
      Map<String, String> options,
      Map<String, String> toastOptions) {

    /** Copies the collections. */
    public Table {
      flags = Set.copyOf(flags);
      options = Map.copyOf(options);
      toastOptions = Map.copyOf(toastOptions);
    }

    /** Whether the catalogs say so of it. */
    public boolean is(Flag flag) {
      return flags.contains(flag);
    }
  }

  /** pg_class.relkind. */
  public enum Kind {
    TABLE,
    PARTITIONED,
    MATERIALIZED_VIEW
  }

  /** What the catalogs say of a table. */
  public enum Flag {
    /** Under or awaited in ACCESS EXCLUSIVE: its size is not known. */
    LOCKED,
    /** relpersistence u. */
    UNLOGGED,
    /** It belongs to an extension. */
    EXTENSION,
    /** It has a primary key. */
    PRIMARY_KEY,
    /** Its primary key is DEFERRABLE, which is no replica identity. */
    DEFERRABLE_KEY,
    /** Its replica identity is FULL. */
    IDENTITY_FULL,
    /** Its replica identity is an index of its own choosing. */
    IDENTITY_INDEX,
    /** Its replica identity is NOTHING. */
    IDENTITY_NOTHING,
    /** The monitoring role may SELECT from all of it. */
    SELECTABLE,
    /** Row-level security applies to the monitoring role. */
    ROW_SECURITY
  }
}
