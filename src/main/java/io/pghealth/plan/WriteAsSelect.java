package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks for the rows that an UPDATE or DELETE of one table would change, the way it looks for them:
 * {@code UPDATE t SET … WHERE …} becomes {@code SELECT ctid, * FROM t WHERE …}. All columns and the
 * ctid, since that is what keeps the planner from an Index Only Scan, which no UPDATE can have.
 *
 * <p>Only the plain forms are understood. WITH, UPDATE … FROM, DELETE … USING, RETURNING, WHERE
 * CURRENT OF and queries in SET are not: another query would have another plan.
 */
final class WriteAsSelect {
  private final List<Token> tokens;
  private int at;

  private WriteAsSelect(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** The query; empty for what is not understood. */
  static Optional<StatementText> of(StatementText write) {
    if (write.doubtful()) {
      return Optional.empty();
    }
    List<Token> tokens =
        write.tokens().stream()
            .map(t -> t.type() == Type.COMMENT ? new Token(Type.SPACE, " ") : t)
            .toList();
    return new WriteAsSelect(tokens).select().map(StatementText::of);
  }

  private Optional<String> select() {
    boolean update = take("UPDATE");
    if (!update && !(take("DELETE") && take("FROM"))) {
      return Optional.empty();
    }
    String target = target();
    if (target == null || (update && !take("SET"))) {
      return Optional.empty();
    }
    if (update && !skipAssignments()) {
      return Optional.empty();
    }
    skipSpace();
    String condition = end() ? "" : condition();
    return condition == null
        ? Optional.empty()
        : Optional.of("SELECT ctid, * FROM " + target + condition);
  }

  /** {@code [ONLY] schema.name [*] [AS alias]}; null for anything else. */
  private String target() {
    StringBuilder target = new StringBuilder(take("ONLY") ? "ONLY " : "");
    do {
      skipSpace();
      if (!name()) {
        return null;
      }
      target.append(tokens.get(at++).text());
      skipSpace();
    } while (symbol(".") && append(target, "."));
    if (symbol("*")) {
      append(target, " *");
    }
    boolean as = take("AS");
    skipSpace();
    if (as || (name() && !reserved())) {
      if (!name()) {
        return null;
      }
      target.append(" AS ").append(tokens.get(at++).text());
    }
    return target.toString();
  }

  private boolean append(StringBuilder to, String text) {
    to.append(text);
    at++;
    return true;
  }

  /** To the end or to WHERE; false where other rows have a say. */
  private boolean skipAssignments() {
    int depth = 0;
    for (; !end(); at++) {
      Token token = tokens.get(at);
      if (token.symbol("(")) {
        depth++;
      } else if (token.symbol(")")) {
        depth--;
      } else if (token.is("SELECT") || token.is("WITH") || token.is("VALUES")) {
        return false;
      } else if (depth == 0 && (token.is("FROM") || token.is("RETURNING"))) {
        return false;
      } else if (depth == 0 && token.is("WHERE")) {
        return true;
      }
    }
    return depth == 0;
  }

  /** From WHERE to the end, its parameters numbered anew; null where it is not only that. */
  private String condition() {
    if (!take("WHERE")) {
      return null;
    }
    skipSpace();
    if (!end() && tokens.get(at).is("CURRENT") && followedByOf()) {
      return null;
    }
    StringBuilder condition = new StringBuilder(" WHERE ");
    Map<Integer, Integer> numbers = new TreeMap<>();
    int depth = 0;
    for (Token token : tokens.subList(at, tokens.size())) {
      if (token.symbol("(")) {
        depth++;
      } else if (token.symbol(")")) {
        depth--;
      }
      if (depth < 0 || (depth == 0 && token.is("RETURNING"))) {
        return null;
      }
      if (token.type() == Type.PARAMETER) {
        int number = StatementText.number(token);
        numbers.putIfAbsent(number, numbers.size() + 1);
        condition.append('$').append(numbers.get(number));
      } else {
        condition.append(token.text());
      }
    }
    return depth == 0 ? condition.toString() : null;
  }

  private boolean followedByOf() {
    List<Token> words = new ArrayList<>(tokens.subList(at + 1, tokens.size()));
    words.removeIf(t -> t.type() == Type.SPACE);
    return !words.isEmpty() && words.getFirst().is("OF");
  }

  private boolean take(String word) {
    skipSpace();
    if (end() || !tokens.get(at).is(word)) {
      return false;
    }
    at++;
    return true;
  }

  private boolean name() {
    return !end() && tokens.get(at).name() && !tokens.get(at).is("ONLY");
  }

  /** What follows a target and is no alias. */
  private boolean reserved() {
    Token token = tokens.get(at);
    return token.is("SET") || token.is("WHERE") || token.is("USING") || token.is("RETURNING");
  }

  private boolean symbol(String symbol) {
    return !end() && tokens.get(at).symbol(symbol);
  }

  private boolean end() {
    return at >= tokens.size() || (tokens.get(at).symbol(";") && at == tokens.size() - 1);
  }

  private void skipSpace() {
    while (at < tokens.size() && tokens.get(at).type() == Type.SPACE) {
      at++;
    }
  }
}
