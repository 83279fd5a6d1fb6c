package io.pghealth.postgres;

/** Quoting of names and literals in SQL that pghealth prints. */
public final class Identifiers {
  private Identifiers() {}

  /** The name in double quotes, always: a key word of a later version needs them too. */
  public static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A schema-qualified name, both parts quoted. */
  public static String quote(String schema, String name) {
    return quote(schema) + "." + quote(name);
  }

  /** A string literal that reads the same whatever standard_conforming_strings says. */
  public static String literal(String text) {
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
  }
}
