package io.pghealth.plan;

import io.pghealth.history.Shape.Relation;
import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import io.pghealth.plan.StatementConditions.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which columns of a table the conditions of a statement may compare with parameters. Every column
 * that stands in one condition with a parameter counts, however it is written, and every one that
 * another condition ties to such a one. What a name stands for is read from the statement's own
 * FROM lists; where a view, a query or a function may give columns other names, any may be meant.
 */
public final class ParameterReach {
  /** None of these may be a column without quotes, or is one anywhere. */
  private static final Set<String> NO_COLUMN =
      Set.of(
          "AND",
          "OR",
          "NOT",
          "IS",
          "NULL",
          "ISNULL",
          "NOTNULL",
          "IN",
          "ANY",
          "ALL",
          "SOME",
          "LIKE",
          "ILIKE",
          "SIMILAR",
          "TO",
          "BETWEEN",
          "SYMMETRIC",
          "TRUE",
          "FALSE",
          "DISTINCT",
          "FROM",
          "ARRAY",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "CAST",
          "AS",
          "COLLATE",
          "CURRENT_DATE",
          "CURRENT_TIMESTAMP",
          "LOCALTIMESTAMP",
          "CURRENT_USER");

  /**
   * A column of a condition.
   *
   * @param relation null where the text does not say
   * @param name null where it may be any
   */
  private record Column(Relation relation, String name) {
    static final Column ANY = new Column(null, null);

    boolean meets(Column other) {
      return name == null
          || other.name == null
          || name.equals(other.name)
              && (relation == null || other.relation == null || relation.equals(other.relation));
    }
  }

  private final StatementConditions statement;
  private final Set<Relation> planned;
  private final Set<Column> compared = new HashSet<>();

  private ParameterReach(StatementConditions statement, Set<Relation> planned) {
    this.statement = statement;
    this.planned = planned;
    List<List<Column>> ties = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      List<Column> columns = columns(condition);
      if (condition.tokens().stream().anyMatch(t -> t.type() == Type.PARAMETER)) {
        compared.addAll(columns);
      } else {
        ties.add(columns);
      }
    }
    if (!statement.clear()) {
      compared.add(Column.ANY);
    }
    while (!compared.isEmpty() && ties.removeIf(this::ties)) {
      // Each one may tie further ones.
    }
  }

  /** Takes a condition's columns in where they are tied to what is compared. */
  private boolean ties(List<Column> tie) {
    if (tie.stream().noneMatch(c -> compared.stream().anyMatch(c::meets))) {
      return false;
    }
    // Where one may be any column it is the one that is compared, and the others are tied to it.
    boolean one = tie.stream().filter(Column.ANY::equals).count() == 1;
    tie.stream().filter(c -> !one || !c.equals(Column.ANY)).forEach(compared::add);
    return true;
  }

  /**
   * Whether a parameter may decide which of a table's rows are wanted by any of some columns.
   *
   * @param shown as {@link StatementText#shown()} has it, not cut
   * @param planned partition roots that its plans read
   * @param table partition root
   * @param columns as the catalog has them
   */
  public static boolean within(
      String shown, Set<Relation> planned, Relation table, Set<String> columns) {
    List<Token> words = words(shown);
    // A text that may not be shown is its first word.
    if (words.size() < 2) {
      return true;
    }
    ParameterReach reach = new ParameterReach(StatementConditions.of(words), planned);
    if (reach.compared.isEmpty()) {
      return false;
    }
    boolean named = reach.statement.named().stream().anyMatch(r -> table.equals(reach.plain(r)));
    return !named
        || columns.isEmpty()
        || columns.stream()
            .map(name -> new Column(table, name))
            .anyMatch(c -> reach.compared.stream().anyMatch(c::meets));
  }

  private static List<Token> words(String shown) {
    List<Token> words = new ArrayList<>();
    for (Token token : SqlLexer.tokens(shown).list()) {
      if (token.type() == Type.SPACE || token.symbol(";")) {
        continue;
      }
      // Of a literal or a comment; a literal may have been another one in another call.
      boolean value =
          token.symbol("?")
              && !words.isEmpty()
              && words.getLast().type() == Type.SYMBOL
              && "=<>(,".contains(words.getLast().text());
      words.add(value ? new Token(Type.PARAMETER, "$0") : token);
    }
    return words;
  }

  /** The relation as the plans have it; null for a view, a partition or what WITH gives. */
  private Relation plain(Relation written) {
    return written.schema() == null && statement.withs().contains(written.name())
        ? null
        : QueryLevel.match(written, planned);
  }

  private List<Column> columns(Condition condition) {
    List<Column> found = new ArrayList<>();
    List<Token> tokens = condition.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i) == StatementConditions.QUERY) {
        found.add(Column.ANY);
      }
      if (!tokens.get(i).name()) {
        continue;
      }
      int first = i;
      while (i + 2 < tokens.size() && tokens.get(i + 1).symbol(".") && tokens.get(i + 2).name()) {
        i += 2;
      }
      boolean call = i + 1 < tokens.size() && tokens.get(i + 1).symbol("(");
      boolean cast =
          first > 1 && tokens.get(first - 1).symbol(":") && tokens.get(first - 2).symbol(":");
      if (!call && !cast && !(first == i && word(tokens.get(i)))) {
        found.add(column(condition.level(), first == i ? null : tokens.get(i - 2), tokens.get(i)));
      }
    }
    return found;
  }

  private static boolean word(Token token) {
    return token.type() == Type.WORD && NO_COLUMN.contains(token.text().toUpperCase(Locale.ROOT));
  }

  private Column column(QueryLevel level, Token qualifier, Token token) {
    String name = StatementText.fold(token);
    if (qualifier != null) {
      return level
          .relation(StatementText.fold(qualifier))
          .map(this::plain)
          .map(relation -> new Column(relation, name))
          .orElse(Column.ANY);
    }
    // A source's own name is its whole row.
    return level.names(name) || !level.all(r -> plain(r) != null)
        ? Column.ANY
        : new Column(null, name);
  }
}
