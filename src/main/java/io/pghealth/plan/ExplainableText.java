package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes of a normalised text one that parses: normalising turns {@code date '2024-01-01'} into
 * {@code date $1} and {@code extract(year from t)} into {@code extract($1 from t)}, which the
 * grammar refuses.
 */
final class ExplainableText {
  private static final Set<String> TYPES =
      Set.of(
          "date",
          "time",
          "timestamp",
          "timestamptz",
          "timetz",
          "interval",
          "inet",
          "cidr",
          "uuid",
          "json",
          "jsonb",
          "numeric",
          "text",
          "bytea");

  private static final Set<String> UNITS =
      Set.of("year", "month", "day", "hour", "minute", "second");

  private ExplainableText() {}

  static String of(StatementText statement) {
    List<Token> tokens = new ArrayList<>(statement.tokens());
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).type() == Type.PARAMETER) {
        typed(tokens, i);
        extract(tokens, i);
      }
    }
    StringBuilder text = new StringBuilder();
    tokens.forEach(t -> text.append(t.text()));
    // Ours is the only separator that the grammar knows; a trailing one says nothing.
    return text.toString().stripTrailing().replaceFirst(";+$", "");
  }

  private static void typed(List<Token> tokens, int parameter) {
    int type = before(tokens, parameter);
    if (type < 0) {
      return;
    }
    int first = type;
    if (tokens.get(type).is("zone")) {
      // timestamp with time zone $1
      int start = before(tokens, before(tokens, before(tokens, type)));
      if (start < 0 || !isType(tokens.get(start))) {
        return;
      }
      first = start;
    } else if (!isType(tokens.get(type)) || qualified(tokens, type)) {
      return;
    }
    StringBuilder name = new StringBuilder();
    for (int i = first; i <= type; i++) {
      name.append(tokens.get(i).text());
      tokens.set(i, new Token(Type.SPACE, ""));
    }
    int unit = after(tokens, parameter);
    if (name.toString().equalsIgnoreCase("interval")
        && unit >= 0
        && tokens.get(unit).type() == Type.WORD
        && UNITS.contains(tokens.get(unit).text().toLowerCase(Locale.ROOT))) {
      name.append(' ').append(tokens.get(unit).text());
      tokens.set(unit, new Token(Type.SPACE, ""));
    }
    tokens.set(
        parameter,
        new Token(Type.SYMBOL, "CAST(" + tokens.get(parameter).text() + " AS " + name + ")"));
  }

  private static void extract(List<Token> tokens, int parameter) {
    int open = before(tokens, parameter);
    int function = before(tokens, open);
    int from = after(tokens, parameter);
    if (function >= 0
        && from >= 0
        && tokens.get(open).symbol("(")
        && tokens.get(function).is("extract")
        && tokens.get(from).is("from")) {
      tokens.set(function, new Token(Type.WORD, "pg_catalog.date_part"));
      tokens.set(from, new Token(Type.SYMBOL, ","));
    }
  }

  private static boolean isType(Token token) {
    return token.type() == Type.WORD && TYPES.contains(token.text().toLowerCase(Locale.ROOT));
  }

  /** Part of a longer name, or the target of a cast. */
  private static boolean qualified(List<Token> tokens, int at) {
    int before = before(tokens, at);
    return before >= 0 && (tokens.get(before).symbol(".") || tokens.get(before).symbol(":"));
  }

  private static int before(List<Token> tokens, int at) {
    for (int i = at - 1; i >= 0; i--) {
      if (significant(tokens.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static int after(List<Token> tokens, int at) {
    for (int i = at + 1; i < tokens.size(); i++) {
      if (significant(tokens.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean significant(Token token) {
    return token.type() != Type.SPACE && token.type() != Type.COMMENT;
  }
}
