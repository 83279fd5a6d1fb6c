package io.pghealth.check;

import io.pghealth.history.Shape.Relation;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementTraits;
import io.pghealth.plan.ParameterReach;
import io.pghealth.postgres.Identifiers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a statement compares a column that a partial index is restricted by with a parameter. The
 * planner can use such an index only with the value known, and with the right one: a plan without
 * it, be it generic or for a value that somebody chose, says nothing of the application's calls.
 *
 * @param table of the index, by the root of its partition tree
 * @param columns of its condition
 */
record PredicateParameters(Relation table, Set<String> columns) {

  /**
   * Of an index.
   *
   * @param predicate its condition as the server prints it
   * @param names of all of its table's columns that the index holds, those of the condition too
   */
  static PredicateParameters of(Relation table, String predicate, List<String> names) {
    return new PredicateParameters(
        table,
        names.stream()
            .filter(n -> Identifiers.named(predicate, n))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * Whether it does, or whether what is left out of its text might.
   *
   * @param planned partition roots that its plans read
   */
  boolean in(StatementHistory statement, Set<Relation> planned) {
    String text = statement.text();
    if (text == null) {
      return true;
    }
    return text.endsWith("…")
        ? cut(statement.traits(), planned)
        : ParameterReach.within(text, planned, table, columns);
  }

  /** What is left of a text that is cut are its traits; few of them say all of its conditions. */
  private boolean cut(StatementTraits traits, Set<Relation> planned) {
    boolean all =
        traits != null
            && !traits.filtered()
            && !traits.grouped()
            && !traits.computed()
            && traits.relations().equals(List.of(table.name()))
            && planned.equals(Set.of(table))
            && traits.equalities().size() < StatementTraits.MOST;
    return !all
        || columns.isEmpty()
        || traits.equalities().stream()
            .map(c -> c.replace("\"", ""))
            .anyMatch(c -> columns.stream().anyMatch(c::equalsIgnoreCase));
  }
}
