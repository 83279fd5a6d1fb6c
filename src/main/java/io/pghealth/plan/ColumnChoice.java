package io.pghealth.plan;

import io.pghealth.history.IndexWish.Key;
import io.pghealth.plan.Predicate.Of;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of an index, and their order.
 *
 * @param equal columns that are compared for equality
 * @param passed columns whose conditions are met on the way, in the order of the tail
 * @param range column of a range in the tail; null for none
 * @param order what the rows are wanted in the order of, as far as the index could give it
 * @param tail columns behind those of equality
 * @param perWanted rows that it finds for each that also meets the conditions passed
 */
record ColumnChoice(
    List<String> equal,
    List<String> passed,
    String range,
    List<Key> order,
    List<Key> tail,
    double perWanted) {
  /** Of the rows that are read in their order, at least so many must be wanted. */
  private static final double MET = 0.1;

  /**
   * Of the columns that it could have.
   *
   * @param limit rows that are wanted; 0 for all
   * @param met least share of the rows read that meets all conditions
   */
  static ColumnChoice of(
      KeyColumns columns,
      boolean driven,
      List<Key> wanted,
      double limit,
      double met,
      double tuples) {
    List<String> equal = columns.equal(driven);
    List<String> lists = columns.lists(equal);
    if (wanted.isEmpty() || lists.isEmpty()) {
      return of(columns, equal, List.of(), wanted, limit, tuples, 1);
    }
    // Behind a list of values an index does not keep its order: it is either the list or that.
    List<String> single = equal.stream().filter(c -> !lists.contains(c)).toList();
    double within = Math.min(1, met / columns.share(single));
    if (limit > 0 && within >= MET) {
      ColumnChoice ordered = of(columns, single, lists, wanted, limit, tuples, 1 / within);
      if (ordered.inOrder()) {
        return ordered;
      }
    }
    return of(columns, equal, List.of(), List.of(), limit, tuples, 1);
  }

  private static ColumnChoice of(
      KeyColumns columns,
      List<String> equal,
      List<String> passed,
      List<Key> order,
      double limit,
      double tuples,
      double perWanted) {
    if (columns.enough(tuples, equal)) {
      return new ColumnChoice(equal, passed, null, order, List.of(), perWanted);
    }
    List<Of> ranges = columns.ranges(equal, order);
    List<Key> tail = new ArrayList<>();
    if (!ranges.isEmpty()) {
      String column = ranges.getFirst().column().name();
      tail.add(
          !order.isEmpty() && order.getFirst().column().equals(column)
              ? order.getFirst()
              : new Key(column, false));
    } else if (!order.isEmpty() && (limit > 0 || !equal.isEmpty())) {
      tail.addAll(order);
    }
    return new ColumnChoice(
        equal,
        passed,
        ranges.isEmpty() ? null : ranges.getFirst().column().name(),
        order,
        tail,
        perWanted);
  }

  /** Whether what the index finds comes in the order that is wanted, as far as its tail goes. */
  boolean inOrder() {
    return !order.isEmpty() && !tail.isEmpty() && order.getFirst().equals(tail.getFirst());
  }

  /** Whether the index leaves only rows that meet all of these. */
  boolean answers(List<Of> all, PartialCondition partial) {
    return all.stream().allMatch(p -> answers(p, partial));
  }

  private boolean answers(Of predicate, PartialCondition partial) {
    String name = predicate.column().name();
    return switch (predicate.kind()) {
      case EQUAL -> equal.contains(name) || passed.contains(name);
      case RANGE -> !tail.isEmpty() && tail.getFirst().column().equals(name);
      case NULL, NOT_NULL, TRUE, FALSE -> partial.columns().contains(name);
      case SEARCH -> false;
    };
  }
}
