package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import java.util.List;

/** How deep tokens stand. */
final class Parentheses {
  private Parentheses() {}

  /** Without the parentheses around all of it. */
  static List<Token> stripped(List<Token> tokens) {
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

  /** By how much it goes deeper from here on: 1, 0 or -1. */
  static int nesting(Token token) {
    return token.symbol("(") || token.symbol("[")
        ? 1
        : token.symbol(")") || token.symbol("]") ? -1 : 0;
  }
}
