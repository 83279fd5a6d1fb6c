package io.pghealth.postgres;

/** Names and other text of servers, so that none forges a line or speaks to a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * Whether a character does something else than be seen: control characters, line separators, what
   * turns the direction of text around, and halves of surrogate pairs.
   */
  public static boolean hidden(int codePoint) {
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

  /** Whether the text reads the same on one line. */
  public static boolean plain(String text) {
    return text.codePoints().noneMatch(Printable::hidden);
  }

  /** The text with hidden characters as escapes. */
  public static String escape(String text) {
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
              if (hidden(codePoint)) {
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
}
