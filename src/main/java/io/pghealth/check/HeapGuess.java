package io.pghealth.check;

import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableActivity.Activity;
import io.pghealth.snapshot.TableColumns;
import io.pghealth.snapshot.TableColumns.Column;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.List;

/**
 * What the statistics say of a table's size after a rewrite. It only chooses what is measured:
 * where rows were cut by a dropped column, or are wide and leave much of a page free, it is wrong.
 *
 * @param columns of the tables of the database
 * @param activity of them; null where it is not known
 */
record HeapGuess(TableColumns columns, TableActivity activity) {
  /** More changes than this share of the rows, and the statistics are of another table. */
  private static final double STALE = 0.2;

  /** What is guessed. */
  sealed interface Guess permits Size, Doubt {}

  /** A size in bytes. */
  record Size(long bytes) implements Guess {}

  /** Why there is no guess. */
  enum Doubt implements Guess {
    NEVER_ANALYZED("never analyzed, or a column of it was not"),
    /** ANALYZE of no row leaves no statistics of columns. */
    EMPTY("it held no row when it was analyzed"),
    STALE("changed much since it was analyzed"),
    HIDDEN("its statistics are hidden: the role may not SELECT all of its columns"),
    ROW_SECURITY("its statistics are hidden by row-level security");

    private final String reason;

    Doubt(String reason) {
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  Guess of(Table table) {
    List<Column> own = columns.columns().get(table.oid());
    if (table.tuples() == 0 && table.pages() > 0) {
      return Doubt.EMPTY;
    }
    if (own == null || table.tuples() <= 0 || table.pages() == 0) {
      return Doubt.NEVER_ANALYZED;
    }
    for (Column column : own) {
      boolean known = column.nullFraction() != null || column.length() > 0 && column.notNull();
      if (!column.absent() && !known) {
        return column.readable()
            ? Doubt.NEVER_ANALYZED
            : table.is(Flag.ROW_SECURITY) ? Doubt.ROW_SECURITY : Doubt.HIDDEN;
      }
    }
    double growth = (double) table.sizeBytes() / columns.blockSize() / table.pages();
    Activity counted = activity == null ? null : activity.tables().get(table.oid());
    if (Math.abs(growth - 1) > STALE
        || counted != null && counted.modifiedSinceAnalyze() > STALE * table.tuples()) {
      return Doubt.STALE;
    }
    return new Size(
        new HeapEstimate(own, table.tuples() * growth, fillfactor(table), columns.blockSize())
            .bytes());
  }

  static int fillfactor(Table table) {
    return Integer.parseInt(table.options().getOrDefault("fillfactor", "100"));
  }
}
