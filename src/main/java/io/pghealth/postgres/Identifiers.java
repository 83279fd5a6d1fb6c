package io.pghealth.postgres;

import java.util.regex.Pattern;

/** Quoting of names and literals in SQL that pghealth prints. */
public final class Identifiers {
  private Identifiers() {}

  /**
   * The name in double quotes, always: a key word of a later version needs them too. A name with
   * control characters is written with escapes, so that it can neither forge a line nor speak to a
   * terminal, and still means the same name.
   */
  public static String quote(String name) {
    String quoted = name.replace("\"", "\"\"");
    return name.codePoints().anyMatch(Identifiers::unprintable)
        ? "U&\"" + escape(quoted) + '"'
        : '"' + quoted + '"';
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

  /** Whether SQL as the server prints it names something, with quotes where it needs them. */
  public static boolean named(String sql, String name) {
    return Pattern.compile("(?<![\\w$])" + Pattern.quote(name.replace("\"", "\"\"")) + "(?![\\w$])")
        .matcher(sql)
        .find();
  }

  /** Half a surrogate pair has no escape in SQL; no server sends one. */
  private static boolean unprintable(int codePoint) {
    return Printable.hidden(codePoint) && Character.getType(codePoint) != Character.SURROGATE;
  }

  private static String escape(String name) {
    StringBuilder escaped = new StringBuilder();
    name.codePoints()
        .forEach(codePoint -> {
          if (codePoint == '\\') {
            escaped.append("\\\\");
          } else if (!unprintable(codePoint)) {
            escaped.appendCodePoint(codePoint);
          } else if (codePoint > 0xFFFF) {
            escaped.append(String.format("\\+%06X", codePoint));
          } else {
            escaped.append(String.format("\\%04X", codePoint));
          }
        });
    return escaped.toString();
  }
}
