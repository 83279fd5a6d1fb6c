package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The relations that a query reads: what follows FROM and JOIN, wherever these stand. */
final class ReadRelations {
  /** Functions with a FROM of their own. */
  private static final Set<String> FROM_INSIDE =
      Set.of("EXTRACT", "SUBSTRING", "TRIM", "OVERLAY", "POSITION");

  private ReadRelations() {}

  /** Names of what is read, as the server folds them, without their schemas. */
  static List<String> of(List<Token> words) {
    List<String> found = new ArrayList<>();
    List<Boolean> function = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Token token = words.get(i);
      if (token.symbol("(")) {
        function.add(
            i > 0 && FROM_INSIDE.contains(words.get(i - 1).text().toUpperCase(Locale.ROOT)));
      } else if (token.symbol(")") && !function.isEmpty()) {
        function.removeLast();
      } else if ((token.is("FROM") || token.is("JOIN"))
          && !distinctFrom(words, i)
          && (function.isEmpty() || !function.getLast())) {
        listed(words, i + 1, found);
      }
    }
    return found;
  }

  /** Names from here on, as long as commas join them. */
  private static void listed(List<Token> words, int start, List<String> found) {
    int i = start;
    while (i < words.size()) {
      if (words.get(i).is("ONLY") || words.get(i).is("LATERAL")) {
        i++;
        continue;
      }
      if (!words.get(i).name()) {
        return;
      }
      while (i + 2 < words.size() && words.get(i + 1).symbol(".") && words.get(i + 2).name()) {
        i += 2;
      }
      if (i + 1 < words.size() && words.get(i + 1).symbol("(")) {
        return;
      }
      found.add(StatementText.fold(words.get(i)));
      i++;
      if (i < words.size() && words.get(i).is("AS")) {
        i++;
      }
      if (i + 1 < words.size() && words.get(i).name() && words.get(i + 1).symbol(",")) {
        i++;
      }
      if (i >= words.size() || !words.get(i).symbol(",")) {
        return;
      }
      i++;
    }
  }

  /** IS [NOT] DISTINCT FROM is neither DISTINCT nor FROM. */
  static boolean distinctFrom(List<Token> words, int i) {
    return words.get(i).is("DISTINCT") && i + 1 < words.size() && words.get(i + 1).is("FROM")
        || words.get(i).is("FROM") && i > 0 && words.get(i - 1).is("DISTINCT");
  }
}
