package io.pghealth.publish;

import io.pghealth.postgres.Printable;
import java.nio.charset.StandardCharsets;

/** Strings as the API server takes them and as nobody can forge a line with. */
final class Text {
  private Text() {}

  /**
   * Prose: control characters escaped, shortened with {@code …}.
   *
   * @param text may be null
   * @param limit Unicode code points, as the API server counts them
   */
  static String prose(String text, int limit) {
    if (text == null) {
      return null;
    }
    String escaped = Printable.escape(text);
    if (escaped.codePointCount(0, escaped.length()) <= limit) {
      return escaped;
    }
    return escaped.substring(0, escaped.offsetByCodePoints(0, limit - 1)) + "…";
  }

  /**
   * The same with a limit in bytes of UTF-8, as the API server counts the notes of Events.
   *
   * @param text not null
   */
  static String note(String text, int limit) {
    String escaped = Printable.escape(text);
    if (bytes(escaped) <= limit) {
      return escaped;
    }
    int room = limit - bytes("…");
    int end = 0;
    while (end < escaped.length()) {
      int codePoint = escaped.codePointAt(end);
      room -= bytes(Character.toString(codePoint));
      if (room < 0) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return escaped.substring(0, end) + "…";
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
