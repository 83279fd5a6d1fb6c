package io.pghealth.publish;

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
    String escaped = escape(text);
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
    String escaped = escape(text);
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

  /** Whether the text reads the same on one line. */
  static boolean plain(String text) {
    return text.codePoints().noneMatch(Text::unprintable);
  }

  private static String escape(String text) {
    if (plain(text)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(codePoint -> {
          switch (codePoint) {
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default -> {
              if (unprintable(codePoint)) {
                escaped.append(
                    String.format(codePoint > 0xFFFF ? "\\U%08X" : "\\u%04X", codePoint));
              } else {
                escaped.appendCodePoint(codePoint);
              }
            }
          }
        });
    return escaped.toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Also what turns the direction of text around, and halves of surrogate pairs. */
  private static boolean unprintable(int codePoint) {
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
}
