package io.pghealth.plan;

import io.pghealth.plan.SqlLexer.Token;
import io.pghealth.plan.SqlLexer.Type;
import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks of one partition what a query asks of a partitioned table whose key it compares with a
 * value: the value leaves one partition, and which one it is makes no other plan. For tables with
 * so many partitions that a plan of the table itself takes too many locks: to plan a query of a
 * partition locks no other.
 *
 * <p>Only the plain form is understood: one SELECT, the table stands once, after FROM or JOIN, and
 * a condition {@code key = $n} is there without OR, NOT and set operations.
 */
final class OnePartition {
  /** What may follow a table's name and is no alias. */
  private static final Set<String> AFTER =
      Set.of(
          "WHERE", "JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "ON", "USING",
          "GROUP", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR", "HAVING", "WINDOW");

  private static final Set<String> UNCLEAR =
      Set.of("OR", "NOT", "UNION", "INTERSECT", "EXCEPT", "TABLESAMPLE", "ONLY", "CASE");

  private final List<Token> tokens;
  private final Explainer.Stand stand;

  private OnePartition(List<Token> tokens, Explainer.Stand stand) {
    this.tokens = tokens;
    this.stand = stand;
  }

  /** The query of a partition; empty for what is not understood. */
  static Optional<StatementText> of(StatementText query, Explainer.Stand stand) {
    if (query.doubtful()
        || query.words().stream().filter(t -> t.is("SELECT")).count() != 1
        || query.words().stream().anyMatch(t -> UNCLEAR.contains(upper(t)))) {
      return Optional.empty();
    }
    return new OnePartition(query.words(), stand).text().map(StatementText::of);
  }

  private Optional<String> text() {
    int found = -1;
    for (int i = 0; i < tokens.size(); i++) {
      if (!named(i, stand.table()) || symbol(i + 1, ".")) {
        continue;
      }
      if (found >= 0 || !(after(i, "FROM") || after(i, "JOIN")) || symbol(i + 1, "(")) {
        return Optional.empty();
      }
      found = i;
    }
    return found < 0 || symbol(found + 1, "*") || !comparesKey(alias(found))
        ? Optional.empty()
        : Optional.of(with(found));
  }

  private String with(int at) {
    List<String> texts = new ArrayList<>(tokens.stream().map(Token::text).toList());
    texts.set(
        at,
        Identifiers.quote(stand.partitionSchema(), stand.partition())
            + (alias(at) == null ? " AS " + tokens.get(at).text() : ""));
    int from = symbol(at - 1, ".") ? at - 2 : at;
    List<String> all = new ArrayList<>(texts.subList(0, from));
    all.addAll(texts.subList(at, texts.size()));
    return all.stream().collect(Collectors.joining(" "));
  }

  /** Whether the name at this place follows a word, its schema left out. */
  private boolean after(int at, String word) {
    int before = symbol(at - 1, ".") ? at - 3 : at - 1;
    return before >= 0 && tokens.get(before).is(word);
  }

  /** What the table at this place is called in the query; null for its own name. */
  private String alias(int at) {
    int next = at + 1 < tokens.size() && tokens.get(at + 1).is("AS") ? at + 2 : at + 1;
    return next < tokens.size() && name(next) && !AFTER.contains(upper(tokens.get(next)))
        ? StatementText.fold(tokens.get(next))
        : null;
  }

  /** With one SELECT and no qualifier, a column of this name is the table's own. */
  private boolean comparesKey(String alias) {
    int where = tokens.stream().map(OnePartition::upper).toList().indexOf("WHERE");
    for (int i = where + 1; where >= 0 && i + 2 < tokens.size(); i++) {
      if (named(i, stand.key())
          && (!symbol(i - 1, ".") || named(i - 2, alias == null ? stand.table() : alias))
          && symbol(i + 1, "=")
          && tokens.get(i + 2).type() == Type.PARAMETER) {
        return true;
      }
    }
    return false;
  }

  private boolean named(int at, String name) {
    return name(at) && StatementText.fold(tokens.get(at)).equals(name);
  }

  private boolean name(int at) {
    return at >= 0 && tokens.get(at).name();
  }

  private boolean symbol(int at, String symbol) {
    return at >= 0 && at < tokens.size() && tokens.get(at).symbol(symbol);
  }

  private static String upper(Token token) {
    return token.type() == Type.WORD ? token.text().toUpperCase(Locale.ROOT) : "";
  }
}
