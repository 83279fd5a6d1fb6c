package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.ArrayList;
import java.util.List;

/** The conditions of a WHERE, as the statement's own text has them. */
final class Conditions {
  private Conditions() {}

  /** Splits at AND; what OR joins stays one condition. */
  static List<List<Token>> of(List<Token> condition) {
    List<Token> inner = Parentheses.stripped(condition);
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
    return part.size() < whole.size() && Parentheses.stripped(part).size() < part.size()
        ? of(part)
        : List.of(part);
  }

  /** The column of {@code [table.]column = $n}, either way round; null for anything else. */
  static Token equality(List<Token> condition) {
    List<Token> tokens = Parentheses.stripped(condition);
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
                && tokens.stream().skip(1).allMatch(t -> t.symbol(":") || t.name()));
  }

  /** The last name of {@code [[schema.]table.]column}; null for anything else. */
  static Token column(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (i % 2 == 0 ? !tokens.get(i).name() : !tokens.get(i).symbol(".")) {
        return null;
      }
    }
    return tokens.size() % 2 == 1 ? tokens.getLast() : null;
  }

  /** {@code deleted_at IS NULL}: asked in every call alike, though rows may fail it. */
  static boolean nullTest(List<Token> condition) {
    List<Token> tokens = Parentheses.stripped(condition);
    int size = tokens.size();
    return size >= 3
        && tokens.getLast().is("NULL")
        && (tokens.get(size - 2).is("IS") && column(tokens.subList(0, size - 2)) != null
            || size >= 4
                && tokens.get(size - 2).is("NOT")
                && tokens.get(size - 3).is("IS")
                && column(tokens.subList(0, size - 3)) != null);
  }

  /** {@code $1 = $2}: no row has a say in it. */
  static boolean rowless(List<Token> condition) {
    List<Token> tokens = Parentheses.stripped(condition);
    return tokens.size() == 3
        && tokens.get(1).symbol("=")
        && parameter(tokens.subList(0, 1))
        && parameter(tokens.subList(2, 3));
  }
}
