package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code PREPARE name (types) AS statement}: pg_stat_statements keeps what an EXECUTE runs under
 * the text that prepared it. The declared types decide its plan, so each parameter gets its own as
 * a cast.
 */
final class PreparedText {
  private final List<Token> tokens;

  /** Places of what is neither space nor comment. */
  private final List<Integer> words;

  private PreparedText(List<Token> tokens) {
    this.tokens = tokens;
    this.words =
        IntStream.range(0, tokens.size())
            .filter(i -> tokens.get(i).type() != Type.SPACE && tokens.get(i).type() != Type.COMMENT)
            .boxed()
            .toList();
  }

  /** The tokens of the statement that is prepared; the same where they prepare none. */
  static List<Token> statement(List<Token> tokens) {
    PreparedText text = new PreparedText(tokens);
    List<Token> statement = text.statement();
    return statement == null ? tokens : statement;
  }

  private List<Token> statement() {
    if (words.size() < 4 || !word(0).is("PREPARE") || !word(1).name()) {
      return null;
    }
    List<List<Token>> types = new ArrayList<>();
    int at = 2;
    if (word(at).symbol("(")) {
      at = types(at + 1, types);
    }
    return at < 0 || at + 1 >= words.size() || !word(at).is("AS")
        ? null
        : cast(tokens.subList(words.get(at + 1), tokens.size()), types);
  }

  private Token word(int i) {
    return tokens.get(words.get(i));
  }

  /** Reads the list; where it ends, or below 0 where it does not. */
  private int types(int from, List<List<Token>> types) {
    List<Token> type = new ArrayList<>();
    int depth = 0;
    for (int i = from; i < words.size(); i++) {
      Token token = word(i);
      depth += Parentheses.nesting(token);
      if (depth < 0 || depth == 0 && token.symbol(",")) {
        if (type.isEmpty()) {
          return -1;
        }
        types.add(type);
        type = new ArrayList<>();
      } else if (!modifier(token, depth)) {
        // character varying: names stand apart, all else close.
        if (!type.isEmpty() && type.getLast().name() && token.name()) {
          type.add(new Token(Type.SPACE, " "));
        }
        type.add(token);
      }
      if (depth < 0) {
        return i + 1;
      }
    }
    return -1;
  }

  /** PREPARE takes no notice of the 10 of varchar(10). */
  private static boolean modifier(Token token, int depth) {
    return token.symbol(")") || depth > 0 && !token.symbol("[");
  }

  private static List<Token> cast(List<Token> statement, List<List<Token>> types) {
    List<Token> cast = new ArrayList<>();
    for (Token token : statement) {
      cast.add(token);
      int number = token.type() == Type.PARAMETER ? StatementText.number(token) : 0;
      if (number >= 1 && number <= types.size() && !unknown(types.get(number - 1))) {
        cast.add(new Token(Type.SYMBOL, ":"));
        cast.add(new Token(Type.SYMBOL, ":"));
        cast.addAll(types.get(number - 1));
      }
    }
    return cast;
  }

  /** Left to be told by where it stands. */
  private static boolean unknown(List<Token> type) {
    return type.size() == 1 && type.getFirst().is("unknown");
  }
}
