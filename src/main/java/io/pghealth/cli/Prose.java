package io.pghealth.cli;

import java.io.PrintStream;
import java.util.Collection;

/** Lines wrapped at the terminal's width; SQL is never wrapped, so that it can be copied. */
final class Prose {
  private static final int LEAST_ROOM = 24;

  private final PrintStream out;
  private final int columns;

  Prose(PrintStream out, int columns) {
    this.out = out;
    this.columns = columns;
  }

  void blank() {
    out.println();
  }

  /** One line as it is. */
  void line(String text) {
    out.println(text);
  }

  /** A text in lines indented alike. */
  void paragraph(int indent, String text) {
    labelled(" ".repeat(indent), indent, text);
  }

  /**
   * A text whose first line begins with a label, wrapped below its own beginning.
   *
   * @param label printed first, escape sequences included
   * @param labelWidth how many columns the label takes
   */
  void labelled(String label, int labelWidth, String text) {
    wrapped(label, " ".repeat(labelWidth), labelWidth, text);
  }

  /** A text each of whose lines begins with the same mark. */
  void commented(String mark, String text) {
    wrapped(mark, mark, mark.length(), text);
  }

  private void wrapped(String first, String others, int beginWidth, String text) {
    int room = Math.max(LEAST_ROOM, columns - beginWidth);
    String begin = first;
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && width(line) + 1 + width(word) > room) {
        out.println((begin + line).stripTrailing());
        begin = others;
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.println((begin + line).stripTrailing());
  }

  /** How many columns the widest takes. */
  static int widest(Collection<String> texts) {
    return texts.stream().mapToInt(Prose::width).max().orElse(0);
  }

  private static int width(CharSequence text) {
    return (int) text.codePoints().count();
  }
}
