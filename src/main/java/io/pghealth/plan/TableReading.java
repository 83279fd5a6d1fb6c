package io.pghealth.plan;

import io.pghealth.history.IndexWish;
import io.pghealth.history.Shape;
import io.pghealth.plan.Predicate.Kind;
import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.TableScans.Read;
import io.pghealth.plan.TableScans.Scan;
import io.pghealth.snapshot.PlanTables;
import java.util.List;

/**
 * What one plan reads of a table.
 *
 * @param scan the first of its scans
 * @param rows that it reads
 * @param kept rows that are left of them, as the planner expects it
 * @param perBlock rows that it finds in each block
 */
record TableReading(Scan scan, double rows, double kept, double perBlock) {

  TableReading least(double rows) {
    return new TableReading(scan, rows, kept, perBlock);
  }

  /**
   * What is read today, and what would be.
   *
   * @param kept of the rows, with the index
   */
  IndexWish.Access access(
      PlanTables.Table table,
      double kept,
      boolean plain,
      double perReturned,
      IndexWish.Found found) {
    return new IndexWish.Access(
        scan.node().type(),
        Names.partition(scan.relation()) ? null : scan.node().index(),
        rows,
        kept,
        plain,
        table.tuples(),
        table.pages(),
        perBlock,
        perReturned,
        found);
  }

  /** Null where nobody can tell. */
  static TableReading of(KnownTables known, List<Scan> in, Read read, PlanTables.Table table) {
    double rows = 0;
    double kept = 0;
    for (Scan scan : in) {
      double read1 = rows(known, scan, read);
      if (read1 < 0) {
        return null;
      }
      rows += read1;
      kept += scan.node().estimate().rows() * scan.context().processes();
    }
    Scan first = in.getFirst();
    return new TableReading(first, rows, kept, perBlock(known, first, read, table));
  }

  /** Rows that a scan reads; below 0 where nobody can tell. */
  private static double rows(KnownTables known, Scan scan, Read read) {
    PlanNode node = scan.node();
    boolean filtered = node.conditions().containsKey("Filter");
    String bounds = node.conditions().get("Index Cond");
    double kept = node.estimate().rows() * scan.context().processes();
    if (node.type().equals("Seq Scan") || (bounds == null && !node.type().startsWith("Bitmap"))) {
      PlanTables.Table leaf =
          known.table(new Shape.Relation(scan.relation().schema(), scan.relation().name()));
      return leaf == null || leaf.unknown() ? -1 : leaf.tuples();
    }
    if (!filtered) {
      return kept;
    }
    if (node.type().startsWith("Bitmap")) {
      return node.children().isEmpty() || node.children().getFirst().type().equals("BitmapAnd")
          ? kept
          : node.all()
              .filter(n -> n.type().equals("Bitmap Index Scan"))
              .mapToDouble(n -> n.estimate().rows())
              .sum();
    }
    double share = 1;
    for (Predicate predicate : Predicates.of(bounds)) {
      if (predicate instanceof Of(Predicate.Column column, Kind kind, _) && kind == Kind.EQUAL) {
        share *= known.share(read, column.name()).orElse(0.0);
      } else {
        return kept;
      }
    }
    PlanTables.Table all = known.table(read.root());
    return all == null ? -1 : Math.max(kept, all.tuples() * share);
  }

  private static double perBlock(KnownTables known, Scan scan, Read read, PlanTables.Table table) {
    if (scan.node().index() == null) {
      return table.perPage();
    }
    double correlation =
        ScanOrder.firstColumn(scan)
            .map(key -> known.column(read, key.column()))
            .map(PlanTables.Column::correlation)
            .orElse(0.0);
    return 1 + (table.perPage() - 1) * correlation * correlation;
  }
}
