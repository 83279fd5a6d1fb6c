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
}
