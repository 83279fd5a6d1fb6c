package io.pghealth.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The columns of an ORDER BY list.
 *
 * @param items in their order
 */
record OrderColumns(List<Item> items) {
  private static final Pattern ITEM =
      Pattern.compile(
          "(?:(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)\\.)*"
              + "(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)"
              + "(?i:\\s+(ASC|DESC))?(?i:\\s+NULLS\\s+(FIRST|LAST))?");

  /**
   * One column.
   *
   * @param text as it stands in the statement, with its direction, without its table
   * @param attribute as the catalog has it
   * @param nullsFirst NULLs come before all others
   */
  record Item(
      String text, String column, String attribute, boolean descending, boolean nullsFirst) {

    /** Whether it says so otherwise than its direction does. */
    boolean nullsMoved() {
      return nullsFirst != descending;
    }
  }

  /** Reads a list; null where it orders by anything but columns. */
  static OrderColumns of(String list) {
    List<Item> items = new ArrayList<>();
    Matcher matcher = ITEM.matcher(list);
    int at = 0;
    while (at < list.length()) {
      matcher.region(at, list.length());
      if (!matcher.lookingAt()) {
        return null;
      }
      boolean descending = "DESC".equalsIgnoreCase(matcher.group(2));
      String column = matcher.group(1);
      boolean first =
          matcher.group(3) == null ? descending : matcher.group(3).equalsIgnoreCase("FIRST");
      String nulls = first == descending ? "" : first ? " NULLS FIRST" : " NULLS LAST";
      items.add(
          new Item(
              column + (descending ? " DESC" : "") + nulls,
              column,
              folded(column),
              descending,
              first));
      at = matcher.end();
      if (at < list.length()) {
        if (!list.startsWith(", ", at)) {
          return null;
        }
        at += 2;
      }
    }
    return items.isEmpty() ? null : new OrderColumns(items);
  }

  /** As the server folds a name. */
  static String folded(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether all columns go the same way, NULLs at their usual end: only then does one comparison of
   * rows continue a page.
   */
  boolean oneWay() {
    return oneDirection() && items.stream().noneMatch(Item::nullsMoved);
  }

  private boolean oneDirection() {
    return items.stream().map(Item::descending).distinct().count() == 1;
  }

  /** The condition of the rows that follow one, in words where no single comparison is it. */
  String following() {
    if (!oneWay()) {
      return "a condition that is true of the rows after the last one, "
          + (oneDirection()
              ? "with IS NULL or IS NOT NULL beside the comparison, since ORDER BY puts NULLs at"
                  + " the other end and no comparison is true of them"
              : "column by column, since they do not all go the same way");
    }
    String sign = items.getFirst().descending() ? " < " : " > ";
    if (items.size() == 1) {
      return items.getFirst().column() + sign + "$1";
    }
    return items.stream().map(Item::column).collect(Collectors.joining(", ", "(", ")"))
        + sign
        + IntStream.rangeClosed(1, items.size())
            .mapToObj(i -> "$" + i)
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
