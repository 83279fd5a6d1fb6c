package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a query computes of each row that it returns, by the words before FROM. */
final class SelectList {
  /** The server's own that lists are full of; any other name may be somebody's function. */
  private static final Set<String> OWN =
      Set.of(
          ("abs age array array_agg array_length array_to_string avg btrim cast ceil ceiling"
                  + " char_length coalesce concat concat_ws count date_part date_trunc decode encode"
                  + " extract floor format greatest initcap json_build_array json_build_object"
                  + " jsonb_build_array jsonb_build_object least left length lower lpad ltrim max md5"
                  + " min mod now nullif octet_length overlay position power regexp_replace replace"
                  + " reverse right round row row_to_json rpad rtrim sign split_part sqrt strpos"
                  + " substr substring sum timezone to_char to_date to_json to_jsonb to_number"
                  + " to_timestamp translate trim trunc upper")
              .split(" "));

  private SelectList() {}

  /**
   * Whether it costs more than its columns, or gives an order of its own.
   *
   * @param list from SELECT to FROM
   * @param ordering the list of ORDER BY; empty for none
   */
  static boolean computed(List<Token> list, List<Token> ordering) {
    for (int i = 0; i + 1 < list.size(); i++) {
      if (list.get(i + 1).symbol("(") && called(list, i)) {
        return true;
      }
    }
    Set<String> outputs = outputs(list);
    return items(ordering).stream().anyMatch(item -> byOutput(item, outputs));
  }

  private static boolean called(List<Token> list, int i) {
    Token name = list.get(i);
    boolean qualified = i > 1 && list.get(i - 1).symbol(".");
    if (qualified) {
      return !list.get(i - 2).is("pg_catalog");
    }
    boolean cast = i > 0 && list.get(i - 1).symbol(":");
    return !cast
        && (name.type() == Type.QUOTED
            || name.type() == Type.WORD
                && !OWN.contains(name.text().toLowerCase(Locale.ROOT))
                && !Set.of("select", "distinct", "in", "and", "or", "not", "when", "then", "else")
                    .contains(name.text().toLowerCase(Locale.ROOT)));
  }

  /** ORDER BY prefers the name of an output to that of a column; a number is one of the list. */
  private static boolean byOutput(List<Token> item, Set<String> outputs) {
    Token first = item.getFirst();
    boolean alone =
        item.size() == 1
            || item.get(1).is("ASC")
            || item.get(1).is("DESC")
            || item.get(1).is("NULLS");
    return alone
        && (first.type() == Type.LITERAL
            || first.type() == Type.PARAMETER
            || first.name() && outputs.contains(StatementText.fold(first)));
  }

  /** Names given to anything but the column of that name. */
  private static Set<String> outputs(List<Token> list) {
    Set<String> found = new java.util.HashSet<>();
    for (List<Token> item : items(list.isEmpty() ? list : list.subList(1, list.size()))) {
      Token last = item.getLast();
      List<Token> value = item.subList(0, item.size() - 1);
      boolean as = !value.isEmpty() && value.getLast().is("AS");
      Token column = Conditions.column(as ? value.subList(0, value.size() - 1) : value);
      if (last.name()
          && Conditions.column(item) == null
          && !(column != null && StatementText.fold(column).equals(StatementText.fold(last)))) {
        found.add(StatementText.fold(last));
      }
    }
    return found;
  }

  private static List<List<Token>> items(List<Token> list) {
    List<List<Token>> items = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i <= list.size(); i++) {
      depth += i < list.size() ? Parentheses.nesting(list.get(i)) : 0;
      if (i == list.size() || depth == 0 && list.get(i).symbol(",")) {
        if (i > begin) {
          items.add(list.subList(begin, i));
        }
        begin = i + 1;
      }
    }
    return items;
  }
}
