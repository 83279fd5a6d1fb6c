package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The name of a type behind a cast, which may be several words. */
final class TypeName {
  private static final Set<String> TYPE_GOES_ON =
      Set.of("varying", "precision", "with", "without", "time", "zone");

  private TypeName() {}

  /** Behind {@code ::type}, which begins at {@code from}. */
  static int end(List<Token> tokens, int from) {
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

  static boolean isName(List<Token> tokens, int at) {
    return at < tokens.size() && tokens.get(at).name();
  }

  static boolean symbol(List<Token> tokens, int at, String symbol) {
    return at < tokens.size() && tokens.get(at).symbol(symbol);
  }
}
