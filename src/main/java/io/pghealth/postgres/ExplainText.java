package io.pghealth.postgres;

import io.pghealth.postgres.Explainer.Kind;
import io.pghealth.postgres.Explainer.Refused;
import java.util.Locale;
import java.util.Set;

/** Which texts are never sent, looked at before any connection sees them. */
final class ExplainText {
  /** Characters; above it the text is somebody's data. */
  static final int LONGEST = 2 << 20;

  private static final Set<String> PLANNED =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "VALUES", "WITH");

  private ExplainText() {}

  /** Null for a text that may be sent. */
  static Refused refusal(String text) {
    if (text.length() > LONGEST) {
      return refused("the statement is longer than " + LONGEST + " characters");
    }
    // The grammar has no other separator; one inside a literal or a name is not worth the risk.
    if (text.indexOf(';') >= 0) {
      return refused("the statement holds a semicolon");
    }
    if (text.indexOf('\0') >= 0) {
      return refused("the statement holds a NUL character");
    }
    return PLANNED.contains(firstWord(text))
        ? null
        : refused("the statement is no SELECT, INSERT, UPDATE, DELETE, VALUES or WITH");
  }

  private static Refused refused(String reason) {
    return new Refused(Kind.TEXT, reason, Remedy.none());
  }

  /** The first word in capitals, behind blanks, comments and opening parentheses. */
  private static String firstWord(String text) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (text.startsWith("--", i)) {
        i = lineEnd(text, i);
      } else if (text.startsWith("/*", i)) {
        i = commentEnd(text, i);
      } else if (Character.isWhitespace(c) || c == '(') {
        i++;
      } else {
        break;
      }
    }
    int end = i;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(i, end).toUpperCase(Locale.ROOT);
  }

  private static int lineEnd(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  /** Comments nest in PostgreSQL (scan.l). */
  private static int commentEnd(String text, int from) {
    int depth = 0;
    int i = from;
    while (i < text.length()) {
      if (text.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else if (text.startsWith("*/", i)) {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else {
        i++;
      }
    }
    return i;
  }
}
