package io.pghealth.plan;

import io.pghealth.plan.Predicate.Column;
import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column at the beginning of a condition, with its cast.
 *
 * @param column which
 * @param length how many tokens it is
 */
record ColumnReference(Column column, int length) {
  private static final Set<String> NO_COLUMN =
      Set.of(
          "now",
          "current_date",
          "current_timestamp",
          "localtimestamp",
          "true",
          "false",
          "array",
          "null",
          "case",
          "not",
          "exists",
          "any",
          "all",
          "row",
          "coalesce",
          "cast",
          "hashed");

  /** Null where they begin with something else. */
  static ColumnReference of(List<Token> tokens) {
    int at = 0;
    boolean enclosed = !tokens.isEmpty() && tokens.getFirst().symbol("(");
    if (enclosed) {
      at++;
    }
    if (!isColumn(tokens, at)) {
      return null;
    }
    String alias = null;
    String name = StatementText.fold(tokens.get(at++));
    if (TypeName.symbol(tokens, at, ".") && TypeName.isName(tokens, at + 1)) {
      alias = name;
      name = StatementText.fold(tokens.get(at + 1));
      at += 2;
    }
    if (enclosed && !TypeName.symbol(tokens, at++, ")")) {
      return null;
    }
    if (TypeName.symbol(tokens, at, "(")
        || TypeName.symbol(tokens, at, ".")
        || TypeName.symbol(tokens, at, "[")) {
      return null;
    }
    if (!TypeName.symbol(tokens, at, ":")) {
      return new ColumnReference(new Column(alias, name, null), at);
    }
    StringBuilder cast = new StringBuilder();
    int end = TypeName.end(tokens, at);
    for (Token token : tokens.subList(at + 2, end)) {
      cast.append(token.text());
    }
    return TypeName.symbol(tokens, end, ":")
        ? null
        : new ColumnReference(new Column(alias, name, cast.toString()), end);
  }

  private static boolean isColumn(List<Token> tokens, int at) {
    return TypeName.isName(tokens, at)
        && (tokens.get(at).type() == Type.QUOTED
            || !NO_COLUMN.contains(tokens.get(at).text().toLowerCase(Locale.ROOT)));
  }
}
