package io.pghealth.check;

import io.pghealth.history.StatementTraits;
import io.pghealth.snapshot.LinkFacts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the rows of one statement lead to those that a lookup finds. */
final class Links {
  /**
   * What a column points to: {@code user_id}, {@code userId}, {@code userid}. Words that end so of
   * themselves are short: {@code uuid}, {@code paid}, {@code valid}.
   */
  private static final Pattern KEY =
      Pattern.compile("(.+?)(?:[_ ](?i:id)|(?<=\\p{Ll})I[dD])|(.{4,})(?i:id)");

  private final LinkFacts facts;

  Links(LinkFacts facts) {
    this.facts = facts;
  }

  /**
   * By a foreign key in either direction, or by the name of a column: {@code user_id} leads to
   * {@code users}. To every other {@code user_id} it does not: every table of an application may
   * have a {@code tenant_id}, or a {@code uuid}.
   */
  boolean between(StatementTraits parent, StatementTraits lookup) {
    String table = lookup.relations().getFirst();
    String column = lookup.lookup().attribute();
    return parent.relations().stream()
        .anyMatch(relation -> declared(relation, table, column) || named(relation, table, column));
  }

  private boolean declared(String relation, String table, String column) {
    return facts.keys().stream()
        .anyMatch(k ->
            k.table().equals(relation) && k.toTable().equals(table) && k.toColumn().equals(column)
                || k.table().equals(table)
                    && k.column().equals(column)
                    && k.toTable().equals(relation));
  }

  private boolean named(String relation, String table, String column) {
    if (leadsTo(column, relation)) {
      return true;
    }
    return facts.named().stream()
        .filter(n -> n.table().equals(relation))
        .map(LinkFacts.Named::column)
        .anyMatch(c -> leadsTo(c, table));
  }

  private static boolean leadsTo(String column, String table) {
    return !stem(column).isEmpty() && names(table).contains(stem(column));
  }

  /** {@code user} of {@code user_id}, {@code userId}; empty for {@code id} and other columns. */
  private static String stem(String column) {
    Matcher key = KEY.matcher(column);
    return key.matches() ? plain(key.group(1) == null ? key.group(2) : key.group(1)) : "";
  }

  private static Set<String> names(String table) {
    String plain = plain(table);
    return Set.copyOf(
        List.of(
            plain,
            plain.endsWith("s") ? plain.substring(0, plain.length() - 1) : plain,
            plain.endsWith("es") ? plain.substring(0, plain.length() - 2) : plain,
            plain.endsWith("ies") ? plain.substring(0, plain.length() - 3) + "y" : plain));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }
}
