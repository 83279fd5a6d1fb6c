package io.pghealth.check;

import io.pghealth.history.PlanLine;
import io.pghealth.postgres.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two plans side by side: nodes that both have stand on the same lines, with a bar between them,
 * and lines of nodes that only one has are marked. Nodes are the same where what they do, on what,
 * by which index, and which conditions there are is the same, as for {@code Shape}.
 */
final class PlanTrees {
  /** Lines, the heading left out; a status takes 48 pieces of evidence. */
  static final int LINES = 24;

  /** Columns of one plan. */
  static final int WIDTH = 56;

  static final String CHANGED = " ≠ ";
  private static final String SAME = " │ ";
  private static final String ELLIPSIS = "…";

  /** Unchanged lines that are kept above and below a changed one where there are too many. */
  private static final int CONTEXT = 2;

  private record Row(String before, String after, boolean changed) {}

  private final List<PlanLine> before;
  private final List<PlanLine> after;
  private final List<Row> rows = new ArrayList<>();

  private PlanTrees(List<PlanLine> before, List<PlanLine> after) {
    this.before = before;
    this.after = after;
  }

  /** Lines between line feeds, hidden characters escaped; null where one of both is not known. */
  static String sideBySide(List<PlanLine> before, List<PlanLine> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return null;
    }
    PlanTrees trees = new PlanTrees(before, after);
    trees.align();
    return trees.text();
  }

  /** By the longest common subsequence of nodes. */
  private void align() {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            key(before.get(i)).equals(key(after.get(j)))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && key(before.get(i)).equals(key(after.get(j)))) {
        side(left, right, true);
        side(cells(before.get(i++)), cells(after.get(j++)), false);
        left.clear();
        right.clear();
      } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
        left.addAll(cells(before.get(i++)));
      } else {
        right.addAll(cells(after.get(j++)));
      }
    }
    side(left, right, true);
  }

  private void side(List<String> left, List<String> right, boolean changed) {
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      rows.add(
          new Row(
              i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : "", changed));
    }
  }

  /** What a condition says is no part of it: its tables' aliases are those of any partition. */
  private static List<String> key(PlanLine line) {
    List<String> key = new ArrayList<>();
    key.add(line.node());
    for (String detail : line.details()) {
      String name = detail.split(":", 2)[0];
      key.add(name.equals(PlanLine.INDEX) ? detail : name);
    }
    return key;
  }

  private static List<String> cells(PlanLine line) {
    String indent = "  ".repeat(line.depth());
    List<String> cells = new ArrayList<>();
    cells.add(cell(line.depth() == 0 ? line.node() : indent + "-> " + line.node()));
    line.details().forEach(d -> cells.add(cell(indent + (line.depth() == 0 ? "  " : "     ") + d)));
    return cells;
  }

  private static String cell(String text) {
    String shown = Printable.escape(text);
    return width(shown) <= WIDTH
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, WIDTH - 1)) + ELLIPSIS;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private String text() {
    List<Row> shown = shortened();
    int width = shown.stream().mapToInt(r -> width(r.before())).max().orElse(0);
    width = Math.max(width, "before".length());
    List<String> lines = new ArrayList<>();
    lines.add(padded("before", width) + SAME + "after");
    for (Row row : shown) {
      lines.add(
          (padded(row.before(), width) + (row.changed() ? CHANGED : SAME) + row.after())
              .stripTrailing());
    }
    return String.join("\n", lines);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - width(text));
  }

  /** Without what is the same far from a change, and without what is still too much. */
  private List<Row> shortened() {
    boolean cut = before.size() == PlanLine.MOST || after.size() == PlanLine.MOST;
    List<Row> shown = rows.size() <= LINES ? new ArrayList<>(rows) : near();
    if (shown.size() > LINES || cut) {
      shown = new ArrayList<>(shown.subList(0, Math.min(shown.size(), LINES - 1)));
      shown.add(new Row(ELLIPSIS, ELLIPSIS, shown.stream().noneMatch(Row::changed)));
    }
    return shown;
  }

  private List<Row> near() {
    List<Row> shown = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean near =
          IntStream.rangeClosed(i - CONTEXT, i + CONTEXT)
              .filter(n -> n >= 0 && n < rows.size())
              .anyMatch(n -> rows.get(n).changed());
      if (near) {
        shown.add(rows.get(i));
      } else if (shown.isEmpty() || !shown.getLast().before().equals(ELLIPSIS)) {
        shown.add(new Row(ELLIPSIS, ELLIPSIS, false));
      }
    }
    return shown;
  }
}
