package io.pghealth.plan;

import io.pghealth.history.StatementTraits;
import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads {@link StatementTraits} off a query's words. What it does not understand it leaves out: no
 * trait is better than a wrong one.
 */
final class StatementForm {
  private static final Set<String> GROUPING =
      Set.of("GROUP", "HAVING", "DISTINCT", "UNION", "INTERSECT", "EXCEPT", "WINDOW", "WITH");

  /** What may follow WHERE at its level. */
  private static final Set<String> TAIL =
      Set.of("GROUP", "HAVING", "WINDOW", "UNION", "INTERSECT", "EXCEPT", "ORDER", "LIMIT");

  private static final Set<String> PAGE = Set.of("LIMIT", "OFFSET", "FETCH", "FOR");

  /** Functions with a FROM of their own. */
  private static final Set<String> FROM_INSIDE =
      Set.of("EXTRACT", "SUBSTRING", "TRIM", "OVERLAY", "POSITION");

  private static final int LONGEST_ORDER = 160;

  private final List<Token> words;

  /** Place of each clause of the outermost query; -1 where it has none. */
  private final int from;

  private final int where;
  private final int order;
  private final int page;

  private StatementForm(List<Token> words) {
    this.words = words;
    this.from = first(0, Set.of("FROM"));
    this.where = from < 0 ? -1 : first(from, Set.of("WHERE"));
    this.order = first(0, Set.of("ORDER"));
    this.page = first(0, PAGE);
  }

  static StatementTraits of(StatementText text) {
    List<Token> words = new ArrayList<>(text.words());
    while (!words.isEmpty() && words.getLast().symbol(";")) {
      words.removeLast();
    }
    return new StatementForm(words).traits();
  }

  private StatementTraits traits() {
    boolean grouped = first(0, GROUPING) >= 0 || words.isEmpty() || !words.getFirst().is("SELECT");
    List<List<Token>> conditions = conditions();
    List<Token> equalities = new ArrayList<>();
    boolean filtered = false;
    for (List<Token> condition : conditions) {
      Token column = equality(condition);
      if (column != null) {
        equalities.add(column);
      } else if (!constant(condition)) {
        filtered = true;
      }
    }
    int limit = first(0, Set.of("LIMIT"));
    boolean limited =
        first(0, Set.of("FETCH")) >= 0
            || limit >= 0
                && limit + 1 < words.size()
                && !words.get(limit + 1).is("ALL")
                && !words.get(limit + 1).is("NULL");
    return new StatementTraits(
        relations().stream().distinct().limit(StatementTraits.MOST).toList(),
        grouped || filtered || equalities.size() != 1 ? null : lookup(equalities.getFirst()),
        grouped,
        limited,
        first(0, Set.of("OFFSET")) >= 0,
        equalities.stream().map(Token::text).distinct().limit(StatementTraits.MOST).toList(),
        filtered,
        orderBy(),
        grouped ? null : rows());
  }

  /** The first of these words outside parentheses; -1 for none. */
  private int first(int start, Set<String> wanted) {
    int depth = 0;
    for (int i = start; i < words.size(); i++) {
      Token token = words.get(i);
      if (token.symbol("(") || token.symbol("[")) {
        depth++;
      } else if (token.symbol(")") || token.symbol("]")) {
        depth--;
      } else if (depth == 0
          && token.type() == Type.WORD
          && wanted.contains(token.text().toUpperCase(Locale.ROOT))
          && !(i > 0 && words.get(i - 1).symbol("."))
          && !distinctFrom(i)) {
        return i;
      }
    }
    return -1;
  }

  /** IS [NOT] DISTINCT FROM is neither DISTINCT nor FROM. */
  private boolean distinctFrom(int i) {
    return words.get(i).is("DISTINCT") && after(i, "FROM")
        || words.get(i).is("FROM") && i > 0 && words.get(i - 1).is("DISTINCT");
  }

  private boolean after(int i, String word) {
    return i + 1 < words.size() && words.get(i + 1).is(word);
  }

  private int end(int... places) {
    int end = words.size();
    for (int place : places) {
      end = place >= 0 ? Math.min(end, place) : end;
    }
    return end;
  }

  private List<List<Token>> conditions() {
    if (where < 0) {
      return List.of();
    }
    int tail = first(where, TAIL);
    return conjuncts(words.subList(where + 1, end(tail, page)));
  }

  /** Splits at AND; what OR joins stays one condition. */
  private static List<List<Token>> conjuncts(List<Token> condition) {
    List<Token> inner = unwrapped(condition);
    List<List<Token>> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    boolean between = false;
    for (int i = 0; i < inner.size(); i++) {
      Token token = inner.get(i);
      if (token.symbol("(") || token.symbol("[")) {
        depth++;
      } else if (token.symbol(")") || token.symbol("]")) {
        depth--;
      } else if (depth == 0 && (token.is("OR") || token.is("CASE"))) {
        return List.of(inner);
      } else if (depth == 0 && token.is("BETWEEN")) {
        between = true;
      } else if (depth == 0 && token.is("AND")) {
        if (between) {
          between = false;
        } else {
          parts.addAll(split(inner.subList(begin, i), inner));
          begin = i + 1;
        }
      }
    }
    parts.addAll(split(inner.subList(begin, inner.size()), inner));
    return parts;
  }

  private static List<List<Token>> split(List<Token> part, List<Token> whole) {
    return part.size() < whole.size() && unwrapped(part).size() < part.size()
        ? conjuncts(part)
        : List.of(part);
  }

  /** Without the parentheses around all of it. */
  private static List<Token> unwrapped(List<Token> tokens) {
    List<Token> inner = tokens;
    while (inner.size() > 2 && inner.getFirst().symbol("(") && closes(inner) == inner.size() - 1) {
      inner = inner.subList(1, inner.size() - 1);
    }
    return inner;
  }

  private static int closes(List<Token> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      depth += tokens.get(i).symbol("(") ? 1 : tokens.get(i).symbol(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The column of {@code [table.]column = $n}, either way round; null for anything else. */
  private static Token equality(List<Token> condition) {
    List<Token> tokens = unwrapped(condition);
    int equals = -1;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).symbol("=")) {
        equals = i;
        break;
      }
    }
    if (equals <= 0) {
      return null;
    }
    List<Token> left = tokens.subList(0, equals);
    List<Token> right = tokens.subList(equals + 1, tokens.size());
    return parameter(right) ? column(left) : parameter(left) ? column(right) : null;
  }

  /** {@code $1}, {@code $1::uuid}. */
  private static boolean parameter(List<Token> tokens) {
    return !tokens.isEmpty()
        && (tokens.getFirst().type() == Type.PARAMETER || tokens.getFirst().type() == Type.LITERAL)
        && (tokens.size() == 1
            || tokens.get(1).symbol(":")
                && tokens.stream().skip(1).allMatch(t -> t.symbol(":") || name(t)));
  }

  private static Token column(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (i % 2 == 0 ? !name(tokens.get(i)) : !tokens.get(i).symbol(".")) {
        return null;
      }
    }
    return tokens.size() % 2 == 1 ? tokens.getLast() : null;
  }

  /** {@code deleted_at IS NULL}, {@code $1 = $2}: the same in every call, as far as we can tell. */
  private static boolean constant(List<Token> condition) {
    List<Token> tokens = unwrapped(condition);
    int size = tokens.size();
    boolean nullTest =
        size >= 3
            && tokens.getLast().is("NULL")
            && (tokens.get(size - 2).is("IS") && column(tokens.subList(0, size - 2)) != null
                || size >= 4
                    && tokens.get(size - 2).is("NOT")
                    && tokens.get(size - 3).is("IS")
                    && column(tokens.subList(0, size - 3)) != null);
    boolean parameters =
        size == 3
            && tokens.get(1).symbol("=")
            && parameter(tokens.subList(0, 1))
            && parameter(tokens.subList(2, 3));
    return nullTest || parameters;
  }

  private StatementTraits.Lookup lookup(Token column) {
    List<Token> source = words.subList(from + 1, where);
    int end = 0;
    while (end + 2 < source.size() && source.get(end + 1).symbol(".")) {
      end += 2;
    }
    int rest = source.size() - end - 1;
    boolean alias =
        rest == 0
            || rest == 1 && name(source.getLast())
            || rest == 2 && source.get(end + 1).is("AS") && name(source.getLast());
    return alias && column(source.subList(0, end + 1)) != null
        ? new StatementTraits.Lookup(
            text(source.subList(0, end + 1)), column.text(), StatementText.fold(column))
        : null;
  }

  private String orderBy() {
    if (order < 0 || !after(order, "BY")) {
      return null;
    }
    String text = text(words.subList(order + 2, Math.max(order + 2, end(page))));
    return text.isEmpty() || text.length() > LONGEST_ORDER ? null : text;
  }

  private String rows() {
    StringBuilder text = new StringBuilder();
    for (Token token : words.subList(0, end(order, page))) {
      text.append(
              switch (token.type()) {
                case PARAMETER, LITERAL -> "$";
                case WORD -> token.text().toLowerCase(Locale.ROOT);
                default -> token.text();
              })
          .append(' ');
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> relations() {
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
          && !distinctFrom(i)
          && (function.isEmpty() || !function.getLast())) {
        listed(i + 1, found);
      }
    }
    return found;
  }

  /** Names from here on, as long as commas join them. */
  private void listed(int start, List<String> found) {
    int i = start;
    while (i < words.size()) {
      if (words.get(i).is("ONLY") || words.get(i).is("LATERAL")) {
        i++;
        continue;
      }
      if (!name(words.get(i))) {
        return;
      }
      while (i + 2 < words.size() && words.get(i + 1).symbol(".") && name(words.get(i + 2))) {
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
      if (i + 1 < words.size() && name(words.get(i)) && words.get(i + 1).symbol(",")) {
        i++;
      }
      if (i >= words.size() || !words.get(i).symbol(",")) {
        return;
      }
      i++;
    }
  }

  private static boolean name(Token token) {
    return token.type() == Type.WORD || token.type() == Type.QUOTED;
  }

  /** With the spaces that a reader expects; literals as {@code ?}. */
  private static String text(List<Token> tokens) {
    StringBuilder text = new StringBuilder();
    Token last = null;
    for (Token token : tokens) {
      boolean tight =
          last == null
              || last.symbol(".")
              || last.symbol("(")
              || last.symbol(":")
              || token.symbol(".")
              || token.symbol(",")
              || token.symbol("(")
              || token.symbol(")")
              || token.symbol(":");
      text.append(tight ? "" : " ").append(token.type() == Type.LITERAL ? "?" : token.text());
      last = token;
    }
    return text.toString();
  }
}
