package io.pghealth.plan;

import io.pghealth.history.IndexWish.Found;
import io.pghealth.history.IndexWish.Key;
import io.pghealth.plan.TableScans.Read;
import io.pghealth.snapshot.PlanTables;
import java.util.List;

/** Where in a table the rows lie that an index would find. */
final class FoundRows {
  private FoundRows() {}

  /** Of whose places nothing is known: each may be in a block of its own. */
  static Found anywhere(PlanTables.Table table) {
    return new Found(1, table.pages());
  }

  /**
   * What is found at once. Rows lie together as far as the table lies in the order of a column; of
   * those together, the other columns leave a share.
   *
   * @param kept rows that are wanted, as the planner expects
   * @param partial share of the rows that the index has
   */
  static Found of(
      KnownTables known,
      Read read,
      PlanTables.Table table,
      double kept,
      double partial,
      List<String> equal,
      List<Key> tail) {
    double share = partial;
    double most = table.pages();
    for (String column : equal) {
      double own = known.share(read, column).orElse(1.0);
      double region = Math.min(1, Math.max(own, kept / Math.max(1, table.tuples())));
      most = Math.min(most, table.pages() * (1 - known.aligned(read, column) * (1 - region)));
      share *= own;
    }
    double together =
        tail.isEmpty()
            ? 1
            : 1 + (table.perPage() - 1) * known.aligned(read, tail.getFirst().column()) * share;
    return new Found(1 / together, Math.max(1, most));
  }
}
