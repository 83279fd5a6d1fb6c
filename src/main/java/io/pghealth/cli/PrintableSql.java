package io.pghealth.cli;

import io.pghealth.postgres.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as it is printed for people: it still means the same when pasted, but a control
 * character inside a quoted name or literal is written as an escape.
 */
final class PrintableSql {
  /** A quoted name, or a literal with its prefix; what stands between them is PostgreSQL's. */
  private static final Pattern QUOTED =
      Pattern.compile("([uU]&)?\"((?:[^\"]|\"\")*)\"|(?<![A-Za-z0-9_])([eE])?'((?:[^']|'')*)'");

  private PrintableSql() {}

  static String of(String sql) {
    String terminated = sql.strip();
    if (!terminated.endsWith(";")) {
      terminated += ";";
    }
    if (terminated.codePoints().noneMatch(Printable::hidden)) {
      return terminated;
    }
    Matcher quoted = QUOTED.matcher(terminated);
    StringBuilder printable = new StringBuilder();
    while (quoted.find()) {
      quoted.appendReplacement(printable, Matcher.quoteReplacement(escaped(quoted)));
    }
    quoted.appendTail(printable);
    return printable.toString();
  }

  private static String escaped(Matcher quoted) {
    if (quoted.group().codePoints().noneMatch(Printable::hidden)) {
      return quoted.group();
    }
    if (quoted.group(2) != null) {
      String name = quoted.group(2);
      boolean escapedAlready = quoted.group(1) != null;
      return "U&\"" + escape(escapedAlready ? name : name.replace("\\", "\\\\"), "\\%04X") + '"';
    }
    String literal = quoted.group(4);
    boolean escapedAlready = quoted.group(3) != null;
    return "E'" + escape(escapedAlready ? literal : literal.replace("\\", "\\\\"), "\\u%04X") + "'";
  }

  private static String escape(String text, String form) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(codePoint -> {
          if (Printable.hidden(codePoint)) {
            escaped.append(String.format(form, codePoint));
          } else {
            escaped.appendCodePoint(codePoint);
          }
        });
    return escaped.toString();
  }
}
