package io.pghealth.plan;

import io.pghealth.plan.Predicate.Kind;
import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the conditions of a plan, which the server prints as SQL
 * (src/backend/utils/adt/ruleutils.c). Few forms are understood; of the rest only the names are
 * kept.
 */
final class Predicates {
  private static final String OPERATOR = "+-*/<>=~!@#%^&|?";
  private static final Set<String> RANGES = Set.of("<", "<=", ">", ">=");
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "=", "<>");
  private static final Set<String> SEARCHES =
      Set.of("@>", "<@", "&&", "@@", "~~", "~~*", "~", "~*", "?", "?|", "?&");

  private static final Map<String, Kind> TESTS =
      Map.of("is null", Kind.NULL, "is not null", Kind.NOT_NULL);

  private Predicates() {}

  /** The conditions that a printed one consists of. */
  static List<Predicate> of(String condition) {
    List<Predicate> found = new ArrayList<>();
    collect(
        SqlLexer.tokens(condition).list().stream()
            .filter(t -> t.type() != Type.SPACE && t.type() != Type.COMMENT)
            .toList(),
        found);
    return found;
  }

  /** The column of a sort key; null for an expression. */
  static ColumnReference sorted(String key) {
    List<Token> tokens =
        SqlLexer.tokens(key).list().stream().filter(t -> t.type() != Type.SPACE).toList();
    ColumnReference reference = ColumnReference.of(tokens);
    if (reference == null) {
      return null;
    }
    String rest = words(tokens.subList(reference.length(), tokens.size()));
    return Set.of("", "desc").contains(rest) ? reference : null;
  }

  private static void collect(List<Token> tokens, List<Predicate> found) {
    List<Token> inner = Parentheses.stripped(tokens);
    int depth = 0;
    int start = 0;
    boolean split = false;
    for (int i = 0; i < inner.size(); i++) {
      depth += Parentheses.nesting(inner.get(i));
      if (depth == 0 && inner.get(i).is("AND")) {
        collect(inner.subList(start, i), found);
        start = i + 1;
        split = true;
      }
    }
    if (split) {
      collect(inner.subList(start, inner.size()), found);
    } else if (!inner.isEmpty()) {
      found.add(single(inner));
    }
  }

  private static Predicate single(List<Token> tokens) {
    if (tokens.getFirst().is("NOT")) {
      List<Token> negated = Parentheses.stripped(tokens.subList(1, tokens.size()));
      ColumnReference column = ColumnReference.of(negated);
      return column != null && column.length() == negated.size() && column.column().cast() == null
          ? new Of(column.column(), Kind.FALSE, "")
          : unknown(tokens);
    }
    ColumnReference left = ColumnReference.of(tokens);
    if (left != null) {
      Predicate read = after(left, tokens);
      return read == null ? unknown(tokens) : read;
    }
    // The other way round: a value, an operator, a column.
    for (int i = 1; i < tokens.size() - 1; i++) {
      String operator = operator(tokens, i);
      if (operator.isEmpty()) {
        continue;
      }
      List<Token> rest = tokens.subList(i + operator.length(), tokens.size());
      ColumnReference right = ColumnReference.of(rest);
      if (right != null && right.length() == rest.size() && RowFree.is(tokens.subList(0, i))) {
        Kind kind =
            operator.equals("=") ? Kind.EQUAL : RANGES.contains(operator) ? Kind.RANGE : null;
        return kind == null ? unknown(tokens) : new Of(right.column(), kind, operator);
      }
    }
    return unknown(tokens);
  }

  /** What follows a column; null where it is not understood. */
  private static Predicate after(ColumnReference left, List<Token> tokens) {
    List<Token> rest = tokens.subList(left.length(), tokens.size());
    if (rest.isEmpty()) {
      return left.column().cast() == null ? new Of(left.column(), Kind.TRUE, "") : null;
    }
    Kind test = TESTS.get(words(rest));
    if (test != null) {
      return new Of(left.column(), test, "");
    }
    String operator = operator(rest, 0);
    List<Token> right = rest.subList(operator.length(), rest.size());
    if (operator.isEmpty() || right.isEmpty()) {
      return null;
    }
    boolean any = right.getFirst().is("ANY");
    if (RowFree.is(any ? right.subList(1, right.size()) : right)) {
      if (operator.equals("=")) {
        return new Of(left.column(), Kind.EQUAL, any ? Of.LIST : operator);
      }
      return any
          ? null
          : RANGES.contains(operator)
              ? new Of(left.column(), Kind.RANGE, operator)
              : SEARCHES.contains(operator) ? new Of(left.column(), Kind.SEARCH, operator) : null;
    }
    ColumnReference other = ColumnReference.of(right);
    return operator.equals("=") && other != null && other.length() == right.size()
        ? new Predicate.Join(left.column(), other.column())
        : null;
  }

  private static String operator(List<Token> tokens, int from) {
    StringBuilder operator = new StringBuilder();
    for (int i = from; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.type() != Type.SYMBOL || OPERATOR.indexOf(token.text()) < 0) {
        break;
      }
      operator.append(token.text());
    }
    // A sign is no part of it: a operator that ends in one has another character of its kind.
    String text = operator.toString();
    return text.length() > 1 && text.endsWith("-") && RANGES.contains(text.substring(0, 1))
        ? text.substring(0, text.length() - 1)
        : text;
  }

  private static Predicate.Unknown unknown(List<Token> tokens) {
    Set<String> names = new LinkedHashSet<>();
    boolean branching = false;
    for (Token token : tokens) {
      branching |= token.is("OR") || token.is("CASE") || token.is("SubPlan");
      if (token.name()) {
        names.add(StatementText.fold(token));
      }
    }
    return new Predicate.Unknown(names, branching, compared(tokens));
  }

  /** See {@link Predicate.Unknown#compared}. */
  private static List<Predicate.Column> compared(List<Token> tokens) {
    List<Predicate.Column> found = new ArrayList<>();
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      depth += Parentheses.nesting(tokens.get(i));
      String operator = depth == 0 && i > 0 ? operator(tokens, i) : "";
      if (operator.isEmpty()) {
        continue;
      }
      if (COMPARISONS.contains(operator)) {
        whole(tokens.subList(0, i), found);
        whole(tokens.subList(i + operator.length(), tokens.size()), found);
      }
      i += operator.length() - 1;
    }
    return List.copyOf(found);
  }

  private static void whole(List<Token> side, List<Predicate.Column> found) {
    ColumnReference column = ColumnReference.of(side);
    if (column != null && column.length() == side.size()) {
      found.add(column.column());
    }
  }

  private static String words(List<Token> tokens) {
    return String.join(" ", tokens.stream().map(Token::text).toList()).toLowerCase(Locale.ROOT);
  }
}
