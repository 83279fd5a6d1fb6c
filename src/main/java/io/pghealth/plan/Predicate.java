package io.pghealth.plan;

import java.util.List;
import java.util.Set;

/** One of the conditions that a plan's node joins by AND, as far as it is understood. */
sealed interface Predicate {

  /**
   * A column.
   *
   * @param alias of its relation; null where it is the one of the node
   * @param name of it
   * @param cast type that it is cast to; null for none
   */
  record Column(String alias, String name, String cast) {}

  /** What is asked of a column. */
  enum Kind {
    EQUAL,
    RANGE,
    NULL,
    NOT_NULL,
    TRUE,
    FALSE,
    /** An operator that no btree serves. */
    SEARCH
  }

  /**
   * A column against values that are known before a row is read.
   *
   * @param operator as it is written; empty for the kinds that have none
   */
  record Of(Column column, Kind kind, String operator) implements Predicate {
    /** How an equality with any of a list of values is written. */
    static final String LIST = "= ANY";

    /** Whether it equals one value, so that what is found is in the order of what follows it. */
    boolean single() {
      return kind == Kind.EQUAL && !operator.equals(LIST);
    }
  }

  /** Two columns that are equal. */
  record Join(Column left, Column right) implements Predicate {}

  /**
   * Anything else.
   *
   * @param names that stand in it, whatever they are of
   * @param branching whether it is more than one comparison: OR, CASE, a query
   * @param compared columns that are, perhaps in a cast, a whole side of a comparison that a btree
   *     knows, or of the one that negates its equality
   */
  record Unknown(Set<String> names, boolean branching, List<Column> compared)
      implements Predicate {}
}
