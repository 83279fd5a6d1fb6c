package io.pghealth.cli;

import java.util.regex.Pattern;

/** Text of others on its way to a terminal or an error message. */
final class Visible {
  private static final int LONGEST_ECHO = 80;

  /** A URL, a user's part of one, or a conninfo string: each may hold a password. */
  private static final Pattern MAY_HOLD_PASSWORD =
      Pattern.compile("://|@|passw|sslkey", Pattern.CASE_INSENSITIVE);

  private Visible() {}

  /** Control and direction characters as escapes, so that no name forges a line. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(codePoint -> {
          switch (codePoint) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
              if (hidden(codePoint)) {
                shown.append(String.format("\\u%04X", codePoint));
              } else {
                shown.appendCodePoint(codePoint);
              }
            }
          }
        });
    return shown.toString();
  }

  /** Whether it cannot be printed as it is. */
  static boolean hidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  /** What a user has typed, in quotes; withheld where it may hold a password. */
  static String echo(String typed) {
    if (MAY_HOLD_PASSWORD.matcher(typed).find()) {
      return "the value (not shown: it may hold a password)";
    }
    String shown = of(typed);
    return '"'
        + (shown.length() > LONGEST_ECHO ? shown.substring(0, LONGEST_ECHO) + "…" : shown)
        + '"';
  }
}
