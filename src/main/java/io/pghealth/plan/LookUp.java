package io.pghealth.plan;

import io.pghealth.history.IndexWish.Found;
import io.pghealth.plan.Predicate.Join;
import io.pghealth.plan.TableScans.Context;
import io.pghealth.plan.TableScans.Read;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the rows of a scan could be looked up, for each row of the other side of a join.
 *
 * @param driver rows of the other side
 * @param joined rows of the join
 * @param columns of the table that the join compares
 * @param only whether the scan's own conditions leave too many rows to be found by these alone
 */
record LookUp(double driver, double joined, Set<String> columns, boolean only) {
  /** Of the rows read, at most so many may be wanted. */
  private static final double LOOKED_UP = 0.01;

  /** Blocks of an index from its root to a leaf, of a table that is neither small nor huge. */
  private static final double DESCENT = 3;

  private static final List<String> CONDITIONS = List.of("Hash Cond", "Merge Cond", "Join Filter");

  /**
   * Null where it is none.
   *
   * @param wanted share of the rows read that an index on the scan's own conditions may find
   */
  static LookUp of(
      Read read, TableReading worst, double wanted, PlanConditions conditions, TableScans scans) {
    Context context = worst.scan().context();
    if (context.driver() < 0 || context.driver() + context.joined() > LOOKED_UP * worst.rows()) {
      return null;
    }
    boolean only = worst.kept() > wanted * worst.rows();
    Set<String> columns = columns(read, context.join(), scans);
    // What a nested loop compares may stand in the scan itself.
    if (only && (columns.isEmpty() || context.join().type().equals("Nested Loop"))) {
      columns = conditions.joins().getOrDefault(read, Set.of());
    }
    return columns.isEmpty() && !only
        ? null
        : new LookUp(context.driver(), context.joined(), columns, only);
  }

  /** Columns that another join compares find nothing for the rows of this one. */
  private static Set<String> columns(Read read, PlanNode join, TableScans scans) {
    Set<String> found = new HashSet<>();
    CONDITIONS.stream()
        .map(join.conditions()::get)
        .filter(text -> text != null)
        .flatMap(text -> Predicates.of(text).stream())
        .filter(Join.class::isInstance)
        .map(Join.class::cast)
        .flatMap(both -> Stream.of(both.left(), both.right()))
        .filter(column -> column.alias() != null && column.cast() == null)
        .filter(column -> read.equals(scans.of(column.alias())))
        .forEach(column -> found.add(column.name()));
    return found;
  }

  double rows() {
    return driver + joined;
  }

  /**
   * What is looked up goes through the index for each row of the other side, and to rows that the
   * scan's own conditions then throw away.
   *
   * @param each rows of the table that the index has for one row of the other side
   */
  Found found(double each) {
    double visited = only ? joined : Math.max(joined, driver * each);
    return new Found((DESCENT * driver + visited) / Math.max(1, rows()), Double.MAX_VALUE);
  }
}
