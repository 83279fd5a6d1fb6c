package io.pghealth.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a statement's text the way the server's scanner does (src/backend/parser/scan.l), as far
 * as telling literals from names goes. What ends nowhere is a literal to its end.
 */
final class SqlLexer {

  enum Type {
    SPACE,
    COMMENT,
    /** A literal of any kind. */
    LITERAL,
    /** {@code $1}. */
    PARAMETER,
    /** A name or key word without quotes. */
    WORD,
    /** A name in quotes. */
    QUOTED,
    SYMBOL
  }

  record Token(Type type, String text) {
    boolean is(String word) {
      return type == Type.WORD && text.equalsIgnoreCase(word);
    }

    /** Whether it may be a name: a key word may be one as well. */
    boolean name() {
      return type == Type.WORD || type == Type.QUOTED;
    }

    boolean symbol(String symbol) {
      return type == Type.SYMBOL && text.equals(symbol);
    }
  }

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean doubtful;

  private SqlLexer(String text) {
    this.text = text;
  }

  /**
   * The tokens, which together are the whole text.
   *
   * @param doubtful a string's end depends on a setting of the session that ran it
   */
  record Tokens(List<Token> list, boolean doubtful) {}

  static Tokens tokens(String text) {
    SqlLexer lexer = new SqlLexer(text);
    while (lexer.at < text.length()) {
      lexer.next();
    }
    return new Tokens(lexer.tokens, lexer.doubtful);
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      int end = at;
      while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      take(Type.SPACE, end);
    } else if (text.startsWith("--", at)) {
      take(Type.COMMENT, lineEnd());
    } else if (text.startsWith("/*", at)) {
      take(Type.COMMENT, commentEnd());
    } else if (c == '\'') {
      string(at, false);
    } else if (c == '"') {
      quoted(at);
    } else if (c == '$') {
      dollar();
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      take(Type.LITERAL, numberEnd());
    } else if (startsName(c)) {
      word();
    } else {
      take(Type.SYMBOL, at + 1);
    }
  }

  private void take(Type type, int end) {
    tokens.add(new Token(type, text.substring(at, end)));
    at = end;
  }

  private int lineEnd() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private int commentEnd() {
    int depth = 0;
    int end = at;
    while (end < text.length()) {
      if (text.startsWith("/*", end)) {
        depth++;
        end += 2;
      } else if (text.startsWith("*/", end)) {
        depth--;
        end += 2;
        if (depth == 0) {
          return end;
        }
      } else {
        end++;
      }
    }
    return end;
  }

  /** A string whose first quote stands at {@code quote}. */
  private void string(int quote, boolean escapes) {
    int end = quote + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c == '\\') {
        // Without standard_conforming_strings a plain string knows backslashes too.
        doubtful |= !escapes;
        end += escapes ? 2 : 1;
      } else if (c != '\'') {
        end++;
      } else if (end + 1 < text.length() && text.charAt(end + 1) == '\'') {
        end += 2;
      } else {
        take(Type.LITERAL, end + 1);
        return;
      }
    }
    take(Type.LITERAL, text.length());
  }

  private void quoted(int quote) {
    int end = quote + 1;
    while (end < text.length()) {
      if (text.charAt(end) != '"') {
        end++;
      } else if (end + 1 < text.length() && text.charAt(end + 1) == '"') {
        end += 2;
      } else {
        take(Type.QUOTED, end + 1);
        return;
      }
    }
    take(Type.LITERAL, text.length());
  }

  private void dollar() {
    int end = at + 1;
    if (end < text.length() && isDigit(text.charAt(end))) {
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      take(Type.PARAMETER, end);
      return;
    }
    while (end < text.length() && (startsName(text.charAt(end)) || isDigit(text.charAt(end)))) {
      end++;
    }
    if (end < text.length() && text.charAt(end) == '$') {
      String tag = text.substring(at, end + 1);
      int close = text.indexOf(tag, end + 1);
      take(Type.LITERAL, close < 0 ? text.length() : close + tag.length());
    } else {
      take(Type.SYMBOL, at + 1);
    }
  }

  /** Generous: letters that stick to a number are hidden with it. */
  private int numberEnd() {
    int end = at;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean sign =
          (c == '+' || c == '-')
              && (text.charAt(end - 1) == 'e' || text.charAt(end - 1) == 'E')
              && end + 1 < text.length()
              && isDigit(text.charAt(end + 1))
              && !text.startsWith("0x", at)
              && !text.startsWith("0X", at);
      if (!isDigit(c) && !startsName(c) && c != '.' && !sign) {
        break;
      }
      end++;
    }
    return end;
  }

  private void word() {
    char c = Character.toLowerCase(text.charAt(at));
    if ("ebxn".indexOf(c) >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
      string(at + 1, c == 'e');
      return;
    }
    if (c == 'u' && text.startsWith("&'", at + 1)) {
      string(at + 2, false);
      return;
    }
    if (c == 'u' && text.startsWith("&\"", at + 1)) {
      quoted(at + 2);
      return;
    }
    int end = at;
    while (end < text.length()
        && (startsName(text.charAt(end)) || isDigit(text.charAt(end)) || text.charAt(end) == '$')) {
      end++;
    }
    take(Type.WORD, end);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean startsName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }
}
