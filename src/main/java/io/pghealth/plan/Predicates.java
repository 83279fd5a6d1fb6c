package io.pghealth.plan;

import io.pghealth.plan.Predicate.Column;
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
import java.util.regex.Pattern;

/**
 * Reads the conditions of a plan, which the server prints as SQL
 * (src/backend/utils/adt/ruleutils.c). Few forms are understood; of the rest only the names are
 * kept.
 */
final class Predicates {
  private static final String OPERATOR = "+-*/<>=~!@#%^&|?";
  private static final Set<String> RANGES = Set.of("<", "<=", ">", ">=");
  private static final Set<String> SEARCHES =
      Set.of("@>", "<@", "&&", "@@", "~~", "~~*", "~", "~*", "?", "?|", "?&");

  /** Words that stand for a value that is the same for every row. */
  private static final Set<String> VALUES =
      Set.of(
          "now", "current_date", "current_timestamp", "localtimestamp", "true", "false", "array");

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

  private static final Set<String> TYPE_GOES_ON =
      Set.of("varying", "precision", "with", "without", "time", "zone");

  private static final Pattern OUTPUT = Pattern.compile("col\\d+");

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
  static Reference sorted(String key) {
    List<Token> tokens =
        SqlLexer.tokens(key).list().stream().filter(t -> t.type() != Type.SPACE).toList();
    Reference reference = reference(tokens);
    if (reference == null) {
      return null;
    }
    String rest = words(tokens.subList(reference.length(), tokens.size()));
    return Set.of("", "desc").contains(rest) ? reference : null;
  }

  private static void collect(List<Token> tokens, List<Predicate> found) {
    List<Token> inner = stripped(tokens);
    int depth = 0;
    int start = 0;
    boolean split = false;
    for (int i = 0; i < inner.size(); i++) {
      depth += nesting(inner.get(i));
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
      List<Token> negated = stripped(tokens.subList(1, tokens.size()));
      Reference column = reference(negated);
      return column != null && column.length() == negated.size() && column.column().cast() == null
          ? new Of(column.column(), Kind.FALSE, "")
          : unknown(tokens);
    }
    Reference left = reference(tokens);
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
      Reference right = reference(rest);
      if (right != null && right.length() == rest.size() && value(tokens.subList(0, i))) {
        Kind kind =
            operator.equals("=") ? Kind.EQUAL : RANGES.contains(operator) ? Kind.RANGE : null;
        return kind == null ? unknown(tokens) : new Of(right.column(), kind, operator);
      }
    }
    return unknown(tokens);
  }

  /** What follows a column; null where it is not understood. */
  private static Predicate after(Reference left, List<Token> tokens) {
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
    if (value(any ? right.subList(1, right.size()) : right)) {
      if (operator.equals("=")) {
        return new Of(left.column(), Kind.EQUAL, operator);
      }
      return any
          ? null
          : RANGES.contains(operator)
              ? new Of(left.column(), Kind.RANGE, operator)
              : SEARCHES.contains(operator) ? new Of(left.column(), Kind.SEARCH, operator) : null;
    }
    Reference other = reference(right);
    return operator.equals("=") && other != null && other.length() == right.size()
        ? new Predicate.Join(left.column(), other.column())
        : null;
  }

  /** A column at the beginning of tokens, and how many of them it is. */
  record Reference(Column column, int length) {}

  private static Reference reference(List<Token> tokens) {
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
    if (symbol(tokens, at, ".") && isName(tokens, at + 1)) {
      alias = name;
      name = StatementText.fold(tokens.get(at + 1));
      at += 2;
    }
    if (enclosed && !symbol(tokens, at++, ")")) {
      return null;
    }
    if (symbol(tokens, at, "(") || symbol(tokens, at, ".") || symbol(tokens, at, "[")) {
      return null;
    }
    if (!symbol(tokens, at, ":")) {
      return new Reference(new Column(alias, name, null), at);
    }
    StringBuilder cast = new StringBuilder();
    int end = typeEnd(tokens, at);
    for (Token token : tokens.subList(at + 2, end)) {
      cast.append(token.text());
    }
    return symbol(tokens, end, ":")
        ? null
        : new Reference(new Column(alias, name, cast.toString()), end);
  }

  private static boolean isColumn(List<Token> tokens, int at) {
    return isName(tokens, at)
        && (tokens.get(at).type() == Type.QUOTED
            || !NO_COLUMN.contains(tokens.get(at).text().toLowerCase(Locale.ROOT)));
  }

  private static boolean isName(List<Token> tokens, int at) {
    return at < tokens.size()
        && (tokens.get(at).type() == Type.WORD || tokens.get(at).type() == Type.QUOTED);
  }

  private static boolean symbol(List<Token> tokens, int at, String symbol) {
    return at < tokens.size() && tokens.get(at).symbol(symbol);
  }

  /** Behind {@code ::type}, which begins at {@code from}. */
  private static int typeEnd(List<Token> tokens, int from) {
    int at = from + 2;
    while (isName(tokens, at)) {
      at++;
      if (symbol(tokens, at, ".")) {
        at++;
      } else if (!isName(tokens, at)
          || !TYPE_GOES_ON.contains(tokens.get(at).text().toLowerCase(Locale.ROOT))) {
        break;
      }
    }
    if (symbol(tokens, at, "(")) {
      int close = at + 1;
      while (close < tokens.size() && !tokens.get(close).symbol(")")) {
        close++;
      }
      at = Math.min(tokens.size(), close + 1);
      while (isName(tokens, at)
          && TYPE_GOES_ON.contains(tokens.get(at).text().toLowerCase(Locale.ROOT))) {
        at++;
      }
    }
    while (symbol(tokens, at, "[") && symbol(tokens, at + 1, "]")) {
      at += 2;
    }
    return at;
  }

  /** Whether nothing in it depends on a row: parameters, literals, the time, an InitPlan. */
  private static boolean value(List<Token> tokens) {
    boolean initPlan = tokens.stream().anyMatch(t -> t.is("InitPlan"));
    boolean any = false;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.symbol(":") && symbol(tokens, i + 1, ":")) {
        i = typeEnd(tokens, i) - 1;
      } else if (token.type() == Type.PARAMETER || token.type() == Type.LITERAL) {
        any = true;
      } else if (token.type() == Type.WORD) {
        String word = token.text().toLowerCase(Locale.ROOT);
        boolean output = initPlan && (word.equals("initplan") || OUTPUT.matcher(word).matches());
        if (!output && !VALUES.contains(word)) {
          return false;
        }
        any = true;
      } else if (token.type() != Type.SYMBOL || "()[],+-*/.".indexOf(token.text()) < 0) {
        return false;
      }
    }
    return any;
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
      if (token.type() == Type.WORD || token.type() == Type.QUOTED) {
        names.add(StatementText.fold(token));
      }
    }
    return new Predicate.Unknown(names, branching);
  }

  private static List<Token> stripped(List<Token> tokens) {
    List<Token> inner = tokens;
    while (inner.size() > 1 && inner.getFirst().symbol("(") && closesAtEnd(inner)) {
      inner = inner.subList(1, inner.size() - 1);
    }
    return inner;
  }

  private static boolean closesAtEnd(List<Token> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      depth += nesting(tokens.get(i));
      if (depth == 0) {
        return i == tokens.size() - 1;
      }
    }
    return false;
  }

  private static int nesting(Token token) {
    return token.symbol("(") || token.symbol("[")
        ? 1
        : token.symbol(")") || token.symbol("]") ? -1 : 0;
  }

  private static String words(List<Token> tokens) {
    return String.join(" ", tokens.stream().map(Token::text).toList()).toLowerCase(Locale.ROOT);
  }
}
