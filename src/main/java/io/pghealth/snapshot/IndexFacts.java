package io.pghealth.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Structure of the indexes of one database, without those of system catalogs, TOAST and temporary
 * tables.
 *
 * @param indexes by OID; what was locked is not among them
 * @param locked those whose size and definition would have to be waited for
 * @param foreignKeys enforced foreign keys that at least one index serves, with these
 * @param pgstattuple whether an index can be measured here
 */
public record IndexFacts(
    Map<Long, Index> indexes,
    List<Locked> locked,
    List<ForeignKey> foreignKeys,
    Pgstattuple pgstattuple) {

  /** Copies the collections. */
  public IndexFacts {
    indexes = Map.copyOf(indexes);
    locked = List.copyOf(locked);
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** OID of the index at the top of the tree; its own where it is attached to none. */
  public long root(long oid) {
    long root = oid;
    for (Long parent = parent(root); parent != null; parent = parent(root)) {
      root = parent;
    }
    return root;
  }

  private Long parent(long oid) {
    Index index = indexes.get(oid);
    if (index != null) {
      return index.parentOid();
    }
    return locked.stream()
        .filter(l -> l.oid() == oid)
        .findFirst()
        .map(Locked::parentOid)
        .orElse(null);
  }

  /**
   * One row of pg_index.
   *
   * @param oid of the index
   * @param tableOid of its table
   * @param schema of both
   * @param name of the index
   * @param table name of the table
   * @param accessMethod pg_am.amname, such as {@code btree}
   * @param partitioned relkind I: it holds nothing itself
   * @param parentOid the partitioned index that it is attached to; null for none
   * @param flags what the catalog says of it
   * @param sizeBytes pg_relation_size of the main fork; 0 where partitioned
   * @param fileNode pg_class.relfilenode, another after each REINDEX; 0 where there is none
   * @param fillfactor percent; the access method's default where unset
   * @param nullableKey whether a key column may be NULL
   * @param definition pg_get_indexdef: without TABLESPACE, statistics targets and comment
   * @param predicate pg_get_expr of indpred; null where it is not partial
   * @param tablespace null for the database's default
   * @param comment null for none
   * @param statistics statistics targets of its expressions, by column number from 1
   */
  public record Index(
      long oid,
      long tableOid,
      String schema,
      String name,
      String table,
      String accessMethod,
      boolean partitioned,
      Long parentOid,
      Set<Flag> flags,
      long sizeBytes,
      long fileNode,
      int fillfactor,
      boolean nullableKey,
      String definition,
      String predicate,
      String tablespace,
      String comment,
      Map<Integer, Integer> statistics) {

    /** Copies the collections. */
    public Index {
      flags = Set.copyOf(flags);
      statistics = Map.copyOf(statistics);
    }

    /** Whether the catalog says so of it. */
    public boolean is(Flag flag) {
      return flags.contains(flag);
    }
  }

  /** What the catalog says of an index. */
  public enum Flag {
    /** pg_index.indisunique. */
    UNIQUE,
    /** pg_index.indisexclusion. */
    EXCLUSION,
    /** Some constraint stands on it (pg_constraint.conindid). */
    CONSTRAINT,
    /** pg_index.indisreplident. */
    REPLICA_IDENTITY,
    /** pg_index.indisclustered. */
    CLUSTERED,
    /** It or its table belongs to an extension. */
    EXTENSION,
    /** It is not indisvalid, indisready and indislive at once. */
    INVALID,
    /** It has a column that is an expression: dropping it drops that expression's statistics. */
    EXPRESSION,
    /**
     * It is a partitioned index over a foreign table, which has no part of it: it is never valid
     * where it was made ON ONLY.
     */
    FOREIGN_PARTITION,
  }

  /**
   * An index that was, or whose table was, under or awaited in ACCESS EXCLUSIVE: neither its size
   * nor its definition can be asked for without waiting.
   *
   * @param oid of the index
   * @param schema of it
   * @param name of it
   * @param table name of its table
   * @param parentOid the partitioned index that it is attached to; null for none
   * @param flags what the catalog says of it
   */
  public record Locked(
      long oid, String schema, String name, String table, Long parentOid, Set<Flag> flags) {

    /** Copies the set. */
    public Locked {
      flags = Set.copyOf(flags);
    }
  }

  /**
   * An enforced foreign key.
   *
   * @param oid of pg_constraint
   * @param name of it
   * @param supports indexes of the referencing table which a delete of a parent row can use
   */
  public record ForeignKey(long oid, String name, List<Support> supports) {

    /** Copies the list. */
    public ForeignKey {
      supports = List.copyOf(supports);
    }
  }

  /**
   * One index that serves a foreign key.
   *
   * @param indexOid of the index
   * @param leading attnums of its key columns from the first on, as long as they are referencing
   *     ones; empty where it is neither btree nor hash, or begins with another column
   * @param columns attnums of all referencing columns that it can be searched by
   * @param partial whether it has a predicate
   */
  public record Support(
      long indexOid, Set<Integer> leading, Set<Integer> columns, boolean partial) {

    /** Copies the sets. */
    public Support {
      leading = Set.copyOf(leading);
      columns = Set.copyOf(columns);
    }
  }

  /**
   * The extension that measures.
   *
   * @param schema where {@code pgstatindex(regclass)} is; null where the extension is missing
   * @param usable whether the monitoring role has USAGE on the schema
   * @param executable whether it may execute the function
   * @param available whether the server's administrator could create it
   * @param role the monitoring role
   */
  public record Pgstattuple(
      String schema, boolean usable, boolean executable, boolean available, String role) {

    /** Whether the monitoring role can measure. */
    public boolean allowed() {
      return usable && executable;
    }
  }
}
