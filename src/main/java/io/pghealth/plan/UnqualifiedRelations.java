package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names that stand unqualified where a relation is read, as the server folds them. Some may be
 * names of something else: functions, common table expressions.
 */
final class UnqualifiedRelations {
  private UnqualifiedRelations() {}

  static List<String> of(List<Token> words) {
    List<String> found = new ArrayList<>();
    List<Boolean> inFrom = new ArrayList<>(List.of(false));
    for (int i = 0; i < words.size(); i++) {
      Token token = words.get(i);
      if (token.symbol("(")) {
        inFrom.add(inFrom.getLast() && i > 0 && !words.get(i - 1).name());
      } else if (token.symbol(")") && inFrom.size() > 1) {
        inFrom.removeLast();
      } else if (token.is("FROM") || token.is("JOIN")) {
        inFrom.set(inFrom.size() - 1, true);
      } else if (Set.of("WHERE", "GROUP", "ORDER", "LIMIT", "HAVING", "SELECT", "UNION", "ON")
          .contains(token.text().toUpperCase(Locale.ROOT))) {
        inFrom.set(inFrom.size() - 1, token.is("ON") && inFrom.getLast());
      }
      boolean place =
          i > 0
              && (words.get(i - 1).is("FROM")
                  || (i == 1 && words.get(0).is("UPDATE"))
                  || words.get(i - 1).is("JOIN")
                  || words.get(i - 1).is("ONLY")
                  || (inFrom.getLast()
                      && (words.get(i - 1).symbol(",") || words.get(i - 1).symbol("("))));
      boolean followed =
          i + 1 < words.size() && (words.get(i + 1).symbol(".") || words.get(i + 1).symbol("("));
      if (place && token.name() && !followed && !token.is("SELECT") && !token.is("ONLY")) {
        found.add(StatementText.fold(token));
      }
    }
    return found;
  }
}
