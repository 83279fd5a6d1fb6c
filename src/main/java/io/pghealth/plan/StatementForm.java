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
      Set.of(
          "GROUP", "HAVING", "DISTINCT", "UNION", "INTERSECT", "EXCEPT", "WINDOW", "OVER", "WITH");

  /** What may follow WHERE at its level. */
  private static final Set<String> TAIL =
      Set.of("GROUP", "HAVING", "WINDOW", "UNION", "INTERSECT", "EXCEPT", "ORDER", "LIMIT");

  private static final Set<String> SETS = Set.of("UNION", "INTERSECT", "EXCEPT");

  private static final Set<String> PAGE = Set.of("LIMIT", "OFFSET", "FETCH", "FOR");

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
    return new StatementForm(Parentheses.stripped(words)).traits();
  }

  /** What stands in parentheses at the beginning, unless it is a part of a UNION or alike. */
  private StatementForm inner() {
    if (words.isEmpty() || !words.getFirst().symbol("(") || first(0, SETS) >= 0) {
      return null;
    }
    int depth = 0;
    for (int i = 0; i < words.size(); i++) {
      depth += Parentheses.nesting(words.get(i));
      if (depth == 0) {
        return new StatementForm(Parentheses.stripped(words.subList(0, i + 1)));
      }
    }
    return null;
  }

  private StatementTraits traits() {
    // (SELECT … LIMIT 5) ORDER BY a: nothing outside adds rows to it.
    StatementForm inner = inner();
    boolean grouped = first(0, GROUPING) >= 0 || words.isEmpty() || !words.getFirst().is("SELECT");
    List<List<Token>> conditions = conditions();
    List<Token> equalities = new ArrayList<>();
    boolean filtered = false;
    boolean tested = false;
    for (List<Token> condition : conditions) {
      Token column = Conditions.equality(condition);
      if (column != null) {
        equalities.add(column);
      } else if (Conditions.nullTest(condition)) {
        tested = true;
      } else if (!Conditions.rowless(condition)) {
        filtered = true;
      }
    }
    return new StatementTraits(
        ReadRelations.of(words).stream().distinct().limit(StatementTraits.MOST).toList(),
        grouped || filtered || equalities.size() != 1 ? null : lookup(equalities.getFirst()),
        grouped,
        limited() || inner != null && inner.limited(),
        first(0, Set.of("OFFSET")) >= 0,
        equalities.stream().map(Token::text).distinct().limit(StatementTraits.MOST).toList(),
        filtered || tested,
        SelectList.computed(words.subList(0, end(from)), ordering()) || nested(),
        orderBy(),
        grouped ? null : rows());
  }

  private boolean limited() {
    int limit = first(0, Set.of("LIMIT"));
    return first(0, Set.of("FETCH")) >= 0
        || limit >= 0
            && limit + 1 < words.size()
            && !words.get(limit + 1).is("ALL")
            && !words.get(limit + 1).is("NULL");
  }

  private boolean nested() {
    return words.stream().skip(1).anyMatch(t -> t.is("SELECT"));
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
          && !ReadRelations.distinctFrom(words, i)) {
        return i;
      }
    }
    return -1;
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
    return Conditions.of(words.subList(where + 1, end(tail, page)));
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
            || rest == 1 && source.getLast().name()
            || rest == 2 && source.get(end + 1).is("AS") && source.getLast().name();
    return alias && Conditions.column(source.subList(0, end + 1)) != null
        ? new StatementTraits.Lookup(
            text(source.subList(0, end + 1)), column.text(), StatementText.fold(column))
        : null;
  }

  private List<Token> ordering() {
    return order < 0 || !after(order, "BY")
        ? List.of()
        : words.subList(order + 2, Math.max(order + 2, end(page)));
  }

  private String orderBy() {
    String text = text(ordering());
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
