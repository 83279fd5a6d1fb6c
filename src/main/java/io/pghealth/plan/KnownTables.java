package io.pghealth.plan;

import io.pghealth.history.Shape;
import io.pghealth.plan.TableScans.Read;
import io.pghealth.snapshot.ColumnValues;
import io.pghealth.snapshot.PlanTables;
import java.util.Optional;
import java.util.Set;

/** What the statistics say of the tables that a statement reads, as far as an index asks for it. */
record KnownTables(PlanTables statistics) {
  /** An entry of a btree has room for a third of a page; one value should not take much of it. */
  private static final int WIDEST = 500;

  private static final double NEAR_CONSTANT = 0.95;
  private static final double BRIN_CORRELATION = 0.99;
  private static final Set<String> NO_BTREE =
      Set.of("json", "jsonb", "xml", "point", "box", "polygon", "path", "line", "circle");

  /** Whether an index on the column tells rows apart at all, and may be built. */
  boolean good(Read read, Predicate.Column asked) {
    PlanTables.Column column = column(read, asked.name());
    return column != null
        && fits(asked, column)
        && !column.array()
        && !NO_BTREE.contains(column.type())
        && column.width() != null
        && column.width() <= WIDEST
        && column.mostCommon() < NEAR_CONSTANT
        && share(read, asked.name()).orElse(1.0) < 1;
  }

  /** A varchar is compared as text; any other cast makes another value of it. */
  static boolean fits(Predicate.Column asked, PlanTables.Column column) {
    return asked.cast() == null
        || (asked.cast().equals("text") && column.type().equals("varchar") && column.builtIn());
  }

  /** Whether the rows lie in the order of the column. */
  boolean correlated(Read read, String name) {
    PlanTables.Column column = column(read, name);
    return column.correlation() != null && Math.abs(column.correlation()) >= BRIN_CORRELATION;
  }

  /**
   * How far the order of a column tells where in the table a row lies: 0 for nothing, 1 at most.
   */
  double aligned(Read read, String name) {
    PlanTables.Column column = column(read, name);
    return column == null || column.correlation() == null
        ? 0
        : column.correlation() * column.correlation();
  }

  /** Share of the rows that one value of a column has. */
  Optional<Double> share(Read read, String name) {
    PlanTables.Column column = column(read, name);
    PlanTables.Table table = table(read.root());
    return column == null || table == null
        ? Optional.empty()
        : column.distinct(table.tuples()).map(distinct -> 1 / distinct);
  }

  /** Null where it is not known. */
  PlanTables.Column column(Read read, String name) {
    return statistics
        .columns()
        .get(new ColumnValues.Column(read.root().schema(), read.root().name(), name));
  }

  /** Null where it is not known. */
  PlanTables.Table table(Shape.Relation relation) {
    return statistics.tables().get(new PlanTables.Name(relation.schema(), relation.name()));
  }
}
