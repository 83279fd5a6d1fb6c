package io.pghealth.plan;

import io.pghealth.history.Shape.Relation;
import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The conditions of a statement and of the queries in it: WHERE, ON, USING and HAVING. Parameters
 * elsewhere count where a condition outside may be about them: in the list of a query inside, and
 * in FROM.
 */
final class StatementConditions {
  private enum Clause {
    LIST,
    FROM,
    ON,
    WHERE,
    TAIL
  }

  /**
   * One that AND joins to others.
   *
   * @param tokens with {@link #QUERY} for each query in it
   */
  record Condition(QueryLevel level, List<Token> tokens) {}

  static final Token QUERY = new Token(Type.LITERAL, "query");

  private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "TABLE");

  private static final Set<String> TAIL =
      Set.of("GROUP", "ORDER", "LIMIT", "OFFSET", "FETCH", "WINDOW", "FOR");

  private static final Set<String> SETS = Set.of("UNION", "INTERSECT", "EXCEPT");

  private static final Set<String> JOINS =
      Set.of("JOIN", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL");

  /** What a name that follows a relation is not the alias. */
  private static final Set<String> NO_ALIAS =
      Set.of("ON", "WHERE", "USING", "SET", "RETURNING", "HAVING", "TABLESAMPLE", "SELECT");

  /** These return rows that no planner knows beforehand. */
  private static final Set<String> ROWS = Set.of("unnest", "generate_series");

  private final List<Condition> conditions = new ArrayList<>();
  private final Set<Relation> named = new HashSet<>();
  private final Set<String> withs = new HashSet<>();
  private boolean clear = true;

  private StatementConditions() {}

  static StatementConditions of(List<Token> words) {
    StatementConditions read = new StatementConditions();
    read.query(words, new QueryLevel(null), Clause.LIST, false);
    return read;
  }

  List<Condition> conditions() {
    return conditions;
  }

  /** Relations as the text names them; the schema is null where it does not say. */
  Set<Relation> named() {
    return named;
  }

  /** Names of queries that WITH gives. */
  Set<String> withs() {
    return withs;
  }

  /** Whether no other place may be what a condition is about. */
  boolean clear() {
    return clear;
  }

  private void query(List<Token> words, QueryLevel outset, Clause begin, boolean nested) {
    QueryLevel level = outset;
    Clause clause = begin;
    List<Token> condition = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Token token = words.get(i);
      Clause next = clause(words, i, clause);
      if (next != clause || token.is("ON") && next == Clause.ON) {
        flush(level, condition);
        clause = next;
      }
      if (token.symbol("(")) {
        int close = close(words, i);
        if (clause == Clause.FROM) {
          i = fromGroup(words, i, close, level);
          continue;
        }
        with(words, i);
        flat(words.subList(i, close + 1), condition, level);
        i = close;
      } else if (keyword(words, i, SETS)) {
        level = new QueryLevel(outset.outer());
      } else if (clause == Clause.FROM && expected(words, i)) {
        i = relation(words, i + 1, level) - 1;
      } else if (token.is("INTO") && i + 1 < words.size()) {
        relation(words, i + 1, new QueryLevel(null));
      } else if (!keyword(words, i, Set.of("WHERE", "ON", "HAVING"))) {
        condition.add(token);
      }
      if (clause == Clause.LIST || clause == Clause.FROM || clause == Clause.TAIL) {
        clear &=
            clause == Clause.TAIL
                || clause == Clause.LIST && !nested
                || condition.stream().noneMatch(StatementConditions::value);
        clear &= !token.is("NATURAL");
        condition.clear();
      }
    }
    flush(level, condition);
  }

  private static Clause clause(List<Token> words, int i, Clause now) {
    if (words.get(i).symbol(",") && now == Clause.ON) {
      return Clause.FROM;
    }
    if (keyword(words, i, Set.of("WHERE", "HAVING"))) {
      return Clause.WHERE;
    }
    if (keyword(words, i, Set.of("ON"))) {
      return i > 0 && words.get(i - 1).is("DISTINCT") ? Clause.LIST : Clause.ON;
    }
    if (keyword(words, i, TAIL)) {
      return Clause.TAIL;
    }
    boolean update = words.get(i).is("UPDATE") && now == Clause.LIST;
    boolean using = keyword(words, i, Set.of("USING"));
    boolean call = i + 1 < words.size() && words.get(i + 1).symbol("(");
    boolean join = keyword(words, i, JOINS) && (!call || words.get(i).is("JOIN"));
    if (update
        || using
        || keyword(words, i, Set.of("FROM")) && !ReadRelations.distinctFrom(words, i)
        || join) {
      return Clause.FROM;
    }
    return keyword(words, i, SETS)
            || keyword(words, i, Set.of("SELECT", "RETURNING"))
            || words.get(i).is("SET") && now == Clause.FROM
        ? Clause.LIST
        : now;
  }

  private static boolean keyword(List<Token> words, int i, Set<String> wanted) {
    Token token = words.get(i);
    return token.type() == Type.WORD
        && wanted.contains(token.text().toUpperCase(Locale.ROOT))
        && !(i > 0 && (words.get(i - 1).symbol(".") || words.get(i - 1).is("AS")));
  }

  /** Whether a relation follows. */
  private static boolean expected(List<Token> words, int i) {
    return words.get(i).symbol(",")
        || keyword(words, i, Set.of("FROM", "JOIN", "UPDATE", "USING"))
            && !(i + 1 < words.size() && words.get(i + 1).symbol("("));
  }

  /** A query, a group of joins, or what USING lists. */
  private int fromGroup(List<Token> words, int open, int close, QueryLevel level) {
    List<Token> inner = words.subList(open + 1, close);
    Token before = open > 0 ? words.get(open - 1) : QUERY;
    if (begins(inner)) {
      QueryLevel around = before.is("LATERAL") ? level : level.outer();
      query(inner, new QueryLevel(around), Clause.LIST, true);
      return alias(words, close + 1, "(" + open, null, level) - 1;
    }
    if (before.is("USING")) {
      conditions.add(new Condition(new QueryLevel(null), List.copyOf(inner)));
    } else {
      List<Token> group = new ArrayList<>(List.of(new Token(Type.WORD, "FROM")));
      group.addAll(inner);
      query(group, level, Clause.FROM, true);
    }
    return close;
  }

  /** Reads one from here on; the place behind it and its alias. */
  private int relation(List<Token> words, int start, QueryLevel level) {
    int i = start;
    while (i < words.size() && (words.get(i).is("ONLY") || words.get(i).is("LATERAL"))) {
      i++;
    }
    if (i >= words.size() || !words.get(i).name()) {
      return i;
    }
    String schema = null;
    while (i + 2 < words.size() && words.get(i + 1).symbol(".")) {
      schema = StatementText.fold(words.get(i));
      i += 2;
    }
    if (!words.get(i).name()) {
      clear = false;
      return i;
    }
    String name = StatementText.fold(words.get(i++));
    if (i < words.size() && words.get(i).symbol("(")) {
      int close = close(words, i);
      List<Token> arguments = new ArrayList<>();
      flat(words.subList(i, close + 1), arguments, level);
      boolean rows = ROWS.contains(name);
      clear &= rows || arguments.stream().noneMatch(StatementConditions::value);
      return rows
          ? alias(words, close + 1, name, null, new QueryLevel(null))
          : alias(words, close + 1, name, null, level);
    }
    Relation relation = new Relation(schema, name);
    named.add(relation);
    return alias(words, i, name, relation, level);
  }

  private int alias(List<Token> words, int start, String name, Relation relation, QueryLevel to) {
    int i = start;
    String alias = name;
    if (i < words.size() && words.get(i).symbol("*")) {
      i++;
    }
    boolean as = i < words.size() && words.get(i).is("AS");
    i += as ? 1 : 0;
    boolean hidden = relation == null;
    if (i < words.size()
        && words.get(i).name()
        && (as
            || !keyword(words, i, NO_ALIAS)
                && !keyword(words, i, JOINS)
                && !keyword(words, i, TAIL)
                && !keyword(words, i, SETS))) {
      alias = StatementText.fold(words.get(i++));
      if (i < words.size() && words.get(i).symbol("(")) {
        i = close(words, i) + 1;
        hidden = true;
      }
    }
    if (hidden) {
      to.hide(alias);
    } else {
      to.add(alias, relation);
    }
    return i;
  }

  /** The tokens with {@link #QUERY} for each query. */
  private void flat(List<Token> words, List<Token> to, QueryLevel level) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).symbol("(")) {
        int close = close(words, i);
        List<Token> inner = words.subList(i + 1, close);
        if (begins(inner)) {
          query(inner, new QueryLevel(level), Clause.LIST, !changes(inner));
          to.add(QUERY);
          i = close;
          continue;
        }
      }
      to.add(words.get(i));
    }
  }

  /** {@code name [(columns)] AS [[NOT] MATERIALIZED] (}. */
  private void with(List<Token> words, int open) {
    int i = open - 1;
    while (i > 0 && (words.get(i).is("MATERIALIZED") || words.get(i).is("NOT"))) {
      i--;
    }
    if (i <= 0 || !words.get(i).is("AS")) {
      return;
    }
    i--;
    if (words.get(i).symbol(")")) {
      while (i > 0 && !words.get(i).symbol("(")) {
        i--;
      }
      i--;
    }
    if (i >= 0 && words.get(i).name()) {
      withs.add(StatementText.fold(words.get(i)));
    }
  }

  private static boolean begins(List<Token> inner) {
    List<Token> words = inner;
    while (!words.isEmpty() && words.getFirst().symbol("(")) {
      words = words.subList(1, words.size());
    }
    if (words.size() < 2) {
      return false;
    }
    return keyword(words, 0, QUERIES)
        || words.getFirst().is("VALUES") && words.get(1).symbol("(")
        || changes(words);
  }

  /** What such a one sets or adds no condition outside is about. */
  private static boolean changes(List<Token> words) {
    return words.getFirst().is("INSERT") && words.get(1).is("INTO")
        || words.getFirst().is("DELETE") && words.get(1).is("FROM")
        || words.getFirst().is("UPDATE") && words.stream().anyMatch(t -> t.is("SET"));
  }

  private int close(List<Token> words, int open) {
    int depth = 0;
    for (int i = open; i < words.size(); i++) {
      depth += words.get(i).symbol("(") ? 1 : words.get(i).symbol(")") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    clear = false;
    return words.size() - 1;
  }

  private void flush(QueryLevel level, List<Token> condition) {
    if (!condition.isEmpty()) {
      Conditions.of(List.copyOf(condition)).forEach(c -> conditions.add(new Condition(level, c)));
    }
    condition.clear();
  }

  private static boolean value(Token token) {
    return token.type() == Type.PARAMETER;
  }
}
