package io.pghealth.plan;

import io.pghealth.history.StatementKind;
import io.pghealth.history.StatementTraits;
import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import io.pghealth.postgres.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A statement's text as pg_stat_statements has it, which may hold literals: an entry evicted while
 * it runs keeps them, and utility statements are kept word for word. What SQL's PREPARE prepares
 * reads like the statement itself. Only {@link #shown} may leave this process.
 */
public final class StatementText {
  /** Characters of a text that is shown. */
  public static final int SHOWN = 300;

  private final String raw;
  private final String command;
  private final List<Token> tokens;
  private final List<Token> words;
  private final boolean doubtful;

  private StatementText(String raw, SqlLexer.Tokens tokens) {
    this.raw = raw;
    this.tokens = PreparedText.statement(tokens.list());
    this.doubtful = tokens.doubtful();
    this.words =
        this.tokens.stream()
            .filter(t -> t.type() != Type.SPACE && t.type() != Type.COMMENT)
            .toList();
    this.command = Command.of(words);
  }

  /** Reads a text. */
  public static StatementText of(String raw) {
    return new StatementText(raw, SqlLexer.tokens(raw));
  }

  /** What the statement is. */
  public StatementKind kind() {
    if (command.equals("EXPLAIN") || raw.contains(Sql.MARK)) {
      return StatementKind.OWN;
    }
    if (Command.WRITES.contains(command)) {
      return StatementKind.WRITE;
    }
    if (!Command.QUERIES.contains(command)) {
      return StatementKind.UTILITY;
    }
    return writes() ? StatementKind.WRITE : StatementKind.QUERY;
  }

  /**
   * The text without literals and comments, cut short; the command's first word where it may not be
   * shown.
   */
  public String shown() {
    if (!Command.SHOWN.contains(command) || doubtful || several()) {
      return Command.known(command) ? command : "utility statement";
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

  /** Whether a query changes or locks rows, or makes a table. */
  private boolean writes() {
    int depth = 0;
    for (int i = 0; i < words.size(); i++) {
      Token token = words.get(i);
      Token next = i + 1 < words.size() ? words.get(i + 1) : new Token(Type.SPACE, "");
      String after = next.type() == Type.WORD ? next.text().toUpperCase(Locale.ROOT) : "";
      if (token.symbol("(")) {
        depth++;
        if (Command.WRITES.contains(after)) {
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

  /** Parameters that stand for a whole list of values: 18 shows {@code IN ($1 /*, ... *&#47;)}. */
  Set<Integer> lists() {
    Set<Integer> found = new HashSet<>();
    Token last = null;
    for (Token token : tokens) {
      if (token.type() == Type.COMMENT
          && token.text().equals("/*, ... */")
          && last != null
          && last.type() == Type.PARAMETER) {
        found.add(number(last));
      }
      last = token.type() == Type.SPACE ? last : token;
    }
    return found;
  }

  /** Whether it has an OFFSET, anywhere. */
  boolean skips() {
    for (int i = 1; i < words.size(); i++) {
      Token before = words.get(i - 1);
      if (words.get(i).is("OFFSET") && !before.symbol(".") && !before.is("AS")) {
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

  /** See {@link UnqualifiedRelations}. */
  List<String> unqualifiedRelations() {
    return UnqualifiedRelations.of(words);
  }

  /** A name as the server folds it. */
  static String fold(Token token) {
    String text = token.text();
    return token.type() == Type.WORD
        ? text.toLowerCase(Locale.ROOT)
        : text.substring(text.indexOf('"') + 1, text.length() - 1).replace("\"\"", "\"");
  }
}
