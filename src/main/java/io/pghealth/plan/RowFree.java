package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What is the same for every row of a scan. */
final class RowFree {
  /** Words that stand for a value that is the same for every row. */
  private static final Set<String> VALUES =
      Set.of(
          "now", "current_date", "current_timestamp", "localtimestamp", "true", "false", "array");

  /** Functions of pg_catalog that make what a text is searched for. */
  private static final Set<String> SEARCHES =
      Set.of("to_tsquery", "plainto_tsquery", "phraseto_tsquery", "websearch_to_tsquery");

  private static final Pattern OUTPUT = Pattern.compile("col\\d+");

  private RowFree() {}

  /** Whether nothing in it depends on a row: parameters, literals, the time, an InitPlan. */
  static boolean is(List<Token> tokens) {
    boolean initPlan = tokens.stream().anyMatch(t -> t.is("InitPlan"));
    boolean any = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.symbol(":") && TypeName.symbol(tokens, i + 1, ":")) {
        i = TypeName.end(tokens, i) - 1;
      } else if (token.type() == Type.PARAMETER || token.type() == Type.LITERAL) {
        any = true;
      } else if (token.type() == Type.WORD) {
        String word = token.text().toLowerCase(Locale.ROOT);
        boolean output = initPlan && (word.equals("initplan") || OUTPUT.matcher(word).matches());
        boolean search = SEARCHES.contains(word) && TypeName.symbol(tokens, i + 1, "(");
        if (!output && !search && !VALUES.contains(word)) {
          return false;
        }
        any = true;
      } else if (token.type() != Type.SYMBOL || "()[],+-*/.".indexOf(token.text()) < 0) {
        return false;
      }
    }
    return any;
  }
}
