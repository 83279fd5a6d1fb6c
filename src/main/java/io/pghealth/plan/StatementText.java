package io.pghealth.plan;

import io.pghealth.history.StatementKind;
import io.pghealth.history.StatementTraits;
import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import io.pghealth.postgres.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A statement's text as pg_stat_statements has it, which may hold literals: an entry evicted while
 * it runs keeps them, and utility statements are kept word for word. Only {@link #shown} may leave
 * this process.
 */
public final class StatementText {
  /** Characters of a text that is shown. */
  public static final int SHOWN = 300;

  private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE");
  private static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");
  private static final Set<String> SHOWN_COMMANDS =
      Set.of("SELECT", "VALUES", "INSERT", "UPDATE", "DELETE", "MERGE");

  /** First words of commands; anything else is no text of a statement and is not repeated. */
  private static final Set<String> COMMANDS =
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

  private final String raw;
  private final List<Token> tokens;
  private final List<Token> words;
  private final boolean doubtful;

  private StatementText(String raw, SqlLexer.Tokens tokens) {
    this.raw = raw;
    this.tokens = tokens.list();
    this.doubtful = tokens.doubtful();
    this.words =
        this.tokens.stream()
            .filter(t -> t.type() != Type.SPACE && t.type() != Type.COMMENT)
            .toList();
  }

  /** Reads a text. */
  public static StatementText of(String raw) {
    return new StatementText(raw, SqlLexer.tokens(raw));
  }

  /** What the statement is. */
  public StatementKind kind() {
    String command = command();
    if (command.equals("EXPLAIN") || raw.contains(Sql.MARK)) {
      return StatementKind.OWN;
    }
    if (WRITES.contains(command)) {
      return StatementKind.WRITE;
    }
    if (!QUERIES.contains(command)) {
      return StatementKind.UTILITY;
    }
    return writes() ? StatementKind.WRITE : StatementKind.QUERY;
  }

  /**
   * The text without literals and comments, cut short; the command's first word where it may not be
   * shown.
   */
  public String shown() {
    String command = command();
    if (!SHOWN_COMMANDS.contains(command) || doubtful || several()) {
      return COMMANDS.contains(command) || SHOWN_COMMANDS.contains(command)
          ? command
          : "utility statement";
    }
    StringBuilder shown = new StringBuilder();
    for (Token token : tokens) {
      switch (token.type()) {
        case SPACE -> shown.append(' ');
        case LITERAL, COMMENT -> shown.append('?');
        default -> shown.append(token.text());
      }
      if (shown.length() > SHOWN) {
        shown.setLength(SHOWN - 1);
        return shown.append('…').toString();
      }
    }
    return shown.toString().strip();
  }

  /** Why a statement of this kind is never explained; null where it may be. */
  String unexplainable() {
    String command = command();
    if (command.equals("MERGE")) {
      return "MERGE is not explained";
    }
    if (!command.equals("INSERT")) {
      return null;
    }
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).is("ON") && words.get(i + 1).is("CONFLICT")) {
        return "INSERT … ON CONFLICT is not explained";
      }
    }
    return words.stream().anyMatch(t -> t.is("SELECT") || t.is("TABLE"))
        ? null
        : "INSERT … VALUES is not explained";
  }

  /** Whether a string's end depends on a setting of the session that ran it. */
  boolean doubtful() {
    return doubtful;
  }

  /** Leaves the text out. */
  @Override
  public String toString() {
    return "StatementText[" + kind() + "]";
  }

  /** What checks ask of it; null for anything but a query that only reads. */
  public StatementTraits traits() {
    if (kind() != StatementKind.QUERY) {
      return null;
    }
    return doubtful || several() ? StatementTraits.unclear() : StatementForm.of(this);
  }

  /** For finding conditions in: never shown, though no literal is in it. */
  String withoutLiterals() {
    StringBuilder text = new StringBuilder();
    for (Token token : tokens) {
      text.append(
          switch (token.type()) {
            case SPACE -> " ";
            case LITERAL, COMMENT -> "?";
            default -> token.text();
          });
    }
    return text.toString();
  }

  List<Token> words() {
    return words;
  }

  List<Token> tokens() {
    return tokens;
  }

  /** How many parameters it has: the highest number. */
  public int parameters() {
    return words.stream()
        .filter(t -> t.type() == Type.PARAMETER)
        .mapToInt(StatementText::number)
        .max()
        .orElse(0);
  }

  static int number(Token parameter) {
    String digits = parameter.text().substring(1);
    return digits.length() > 5 ? 100_000 : Integer.parseInt(digits);
  }

  /** The word that says what the statement does, in capitals; empty for none. */
  private String command() {
    int i = 0;
    while (i < words.size() && words.get(i).symbol("(")) {
      i++;
    }
    if (i == words.size() || words.get(i).type() != Type.WORD) {
      return "";
    }
    String first = words.get(i).text().toUpperCase(Locale.ROOT);
    return first.equals("WITH") ? afterWith(i + 1) : first;
  }

  private String afterWith(int from) {
    int depth = 0;
    for (Token token : words.subList(from, words.size())) {
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

  /** Whether a query changes or locks rows, or makes a table. */
  private boolean writes() {
    int depth = 0;
    for (int i = 0; i < words.size(); i++) {
      Token token = words.get(i);
      Token next = i + 1 < words.size() ? words.get(i + 1) : new Token(Type.SPACE, "");
      String after = next.type() == Type.WORD ? next.text().toUpperCase(Locale.ROOT) : "";
      if (token.symbol("(")) {
        depth++;
        if (WRITES.contains(after)) {
          return true;
        }
      } else if (token.symbol(")")) {
        depth--;
      } else if (depth == 0 && token.is("INTO")) {
        return true;
      } else if (token.is("FOR") && Set.of("UPDATE", "SHARE", "NO", "KEY").contains(after)) {
        return true;
      }
    }
    return false;
  }

  private boolean several() {
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).symbol(";")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Names that stand unqualified where a relation is read, as the server folds them. Some may be
   * names of something else: functions, common table expressions.
   */
  List<String> unqualifiedRelations() {
    List<String> found = new ArrayList<>();
    List<Boolean> inFrom = new ArrayList<>(List.of(false));
    for (int i = 0; i < words.size(); i++) {
      Token token = words.get(i);
      if (token.symbol("(")) {
        inFrom.add(inFrom.getLast() && i > 0 && !isName(words.get(i - 1)));
      } else if (token.symbol(")") && inFrom.size() > 1) {
        inFrom.removeLast();
      } else if (token.is("FROM") || token.is("JOIN")) {
        inFrom.set(inFrom.size() - 1, true);
      } else if (Set.of("WHERE", "GROUP", "ORDER", "LIMIT", "HAVING", "SELECT", "UNION", "ON")
          .contains(token.text().toUpperCase(Locale.ROOT))) {
        inFrom.set(inFrom.size() - 1, token.is("ON") && inFrom.getLast());
      }
      boolean place =
          i > 0
              && (words.get(i - 1).is("FROM")
                  || (i == 1 && words.get(0).is("UPDATE"))
                  || words.get(i - 1).is("JOIN")
                  || words.get(i - 1).is("ONLY")
                  || (inFrom.getLast()
                      && (words.get(i - 1).symbol(",") || words.get(i - 1).symbol("("))));
      boolean followed =
          i + 1 < words.size() && (words.get(i + 1).symbol(".") || words.get(i + 1).symbol("("));
      if (place && isName(token) && !followed && !token.is("SELECT") && !token.is("ONLY")) {
        found.add(fold(token));
      }
    }
    return found;
  }

  private static boolean isName(Token token) {
    return token.type() == Type.WORD || token.type() == Type.QUOTED;
  }

  static String fold(Token token) {
    String text = token.text();
    return token.type() == Type.WORD
        ? text.toLowerCase(Locale.ROOT)
        : text.substring(text.indexOf('"') + 1, text.length() - 1).replace("\"\"", "\"");
  }
}
