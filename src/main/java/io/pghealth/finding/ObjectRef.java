package io.pghealth.finding;

/**
 * The object that a finding is about, by name.
 *
 * @param kind never null
 * @param schema null where the kind has none
 * @param name never null
 * @param table table that the object belongs to; null where it belongs to none
 */
public record ObjectRef(ObjectKind kind, String schema, String name, String table) {

  /** An index of a table. */
  public static ObjectRef index(String schema, String name, String table) {
    return new ObjectRef(ObjectKind.INDEX, schema, name, table);
  }

  /** A table, partitioned table or materialized view. */
  public static ObjectRef table(String schema, String name) {
    return new ObjectRef(ObjectKind.TABLE, schema, name, null);
  }

  /** A column of a table. */
  public static ObjectRef column(String schema, String table, String name) {
    return new ObjectRef(ObjectKind.COLUMN, schema, name, table);
  }

  /** A constraint of a table. */
  public static ObjectRef constraint(String schema, String table, String name) {
    return new ObjectRef(ObjectKind.CONSTRAINT, schema, name, table);
  }

  /** A thing that is in no schema. */
  public static ObjectRef of(ObjectKind kind, String name) {
    return new ObjectRef(kind, null, name, null);
  }
}
