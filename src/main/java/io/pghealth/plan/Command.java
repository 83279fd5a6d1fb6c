package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a statement does, by its words. */
final class Command {
  static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE");
  static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

  /** Of these the text may be shown. */
  static final Set<String> SHOWN =
      Set.of("SELECT", "VALUES", "INSERT", "UPDATE", "DELETE", "MERGE");

  /** First words of commands; anything else is no text of a statement and is not repeated. */
  private static final Set<String> UTILITIES =
      Set.of(
          "ABORT",
          "ALTER",
          "ANALYZE",
          "BEGIN",
          "CALL",
          "CHECKPOINT",
          "CLOSE",
          "CLUSTER",
          "COMMENT",
          "COMMIT",
          "COPY",
          "CREATE",
          "DEALLOCATE",
          "DECLARE",
          "DISCARD",
          "DO",
          "DROP",
          "END",
          "EXECUTE",
          "EXPLAIN",
          "FETCH",
          "GRANT",
          "IMPORT",
          "LISTEN",
          "LOAD",
          "LOCK",
          "MOVE",
          "NOTIFY",
          "PREPARE",
          "REASSIGN",
          "REFRESH",
          "REINDEX",
          "RELEASE",
          "RESET",
          "REVOKE",
          "ROLLBACK",
          "SAVEPOINT",
          "SECURITY",
          "SET",
          "SHOW",
          "START",
          "TABLE",
          "TRUNCATE",
          "UNLISTEN",
          "VACUUM");

  private Command() {}

  /** Whether it is a command of PostgreSQL, and no part of what somebody wrote. */
  static boolean known(String command) {
    return SHOWN.contains(command) || UTILITIES.contains(command);
  }

  /** The word that says what the statement does, in capitals; empty for none. */
  static String of(List<Token> words) {
    int i = 0;
    while (i < words.size() && words.get(i).symbol("(")) {
      i++;
    }
    if (i == words.size() || words.get(i).type() != Type.WORD) {
      return "";
    }
    String first = words.get(i).text().toUpperCase(Locale.ROOT);
    return first.equals("WITH") ? afterWith(words.subList(i + 1, words.size())) : first;
  }

  private static String afterWith(List<Token> words) {
    int depth = 0;
    for (Token token : words) {
      if (token.symbol("(")) {
        depth++;
      } else if (token.symbol(")")) {
        depth--;
      } else if (depth == 0 && token.type() == Type.WORD) {
        String word = token.text().toUpperCase(Locale.ROOT);
        if (QUERIES.contains(word) || WRITES.contains(word)) {
          return word;
        }
      }
    }
    return "";
  }
}
