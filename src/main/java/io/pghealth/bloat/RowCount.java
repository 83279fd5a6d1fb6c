package io.pghealth.bloat;

import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexStorage.Stored;
import io.pghealth.snapshot.TableActivity.Activity;
import io.pghealth.snapshot.TableFacts.Table;

/**
 * How many rows an index would hold now: what VACUUM or ANALYZE last counted, in proportion to how
 * the table's file has grown since, as the planner does it (plancat.c: estimate_rel_size).
 */
record RowCount(SizeFacts facts, Index index, Stored stored) {
  /** More changes than this share of the rows, and the statistics are of another table. */
  private static final double STALE = 0.2;

  private static final double LITTLE = 0.02;

  boolean never() {
    return stored.tableTuples() < 0 || stored.tableTuples() == 0 && pages() > 0;
  }

  long pages() {
    Table table = facts.tables().tables().get(index.tableOid());
    return table == null ? stored.tablePages() : table.sizeBytes() / facts.storage().blockSize();
  }

  private double growth() {
    return stored.tablePages() == 0 ? 1 : (double) pages() / stored.tablePages();
  }

  double rows() {
    double tuples =
        index.predicate() != null && stored.tuples() >= 0 ? stored.tuples() : stored.tableTuples();
    return tuples * growth();
  }

  double tableRows() {
    return stored.tableTuples() * growth();
  }

  /** Rows that the statistics of a column, or of one of the index's own expressions, speak of. */
  double analysedRows(boolean expression) {
    return expression ? rows() : tableRows();
  }

  /** Whether so much has changed since ANALYZE that its numbers are of another table. */
  boolean stale() {
    if (Math.abs(growth() - 1) > STALE) {
      return true;
    }
    Activity activity = facts.activity().tables().get(index.tableOid());
    return activity != null
        && activity.modifiedSinceAnalyze() > STALE * tableRows()
        && !countedLate(activity);
  }

  /**
   * A session's own counts arrive after those of its ANALYZE: a load and an ANALYZE in one go leave
   * all rows as modified since, and twice as many alive.
   */
  private boolean countedLate(Activity activity) {
    boolean all = activity.modifiedSinceAnalyze() == activity.writes();
    double late = stored.tableTuples() + activity.inserted() - activity.deleted();
    return all
        && Math.abs(growth() - 1) < LITTLE
        && Math.abs(activity.live() - late) <= LITTLE * late;
  }

  /** Whether rows were ever taken out of the index. */
  boolean tookDeletes() {
    Activity activity = facts.activity().tables().get(index.tableOid());
    return activity != null
        && activity.deleted() + activity.updated() - activity.hotUpdated() > 0.1 * tableRows();
  }
}
