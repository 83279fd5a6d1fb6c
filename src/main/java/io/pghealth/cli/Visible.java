package io.pghealth.cli;

import io.pghealth.postgres.Printable;
import java.util.regex.Pattern;

/** What a user has typed, on its way to an error message. */
final class Visible {
  private static final int LONGEST_ECHO = 80;

  /** A URL, a user's part of one, or a conninfo string: each may hold a password. */
  private static final Pattern MAY_HOLD_PASSWORD =
      Pattern.compile("://|@|passw|sslkey", Pattern.CASE_INSENSITIVE);

  private Visible() {}

  /** What a user has typed, in quotes; withheld where it may hold a password. */
  static String echo(String typed) {
    if (MAY_HOLD_PASSWORD.matcher(typed).find()) {
      return "the value (not shown: it may hold a password)";
    }
    String shown = Printable.escape(typed);
    return '"'
        + (shown.length() > LONGEST_ECHO ? shown.substring(0, LONGEST_ECHO) + "…" : shown)
        + '"';
  }
}
