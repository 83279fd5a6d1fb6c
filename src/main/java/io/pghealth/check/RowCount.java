package io.pghealth.check;

import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableActivity.Activity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.List;
import java.util.stream.Stream;

/**
 * About how many rows a table has, with its partitions.
 *
 * @param least what the statistics vouch for
 * @param most what fits into the pages where there are no statistics; as {@code least} otherwise
 * @param locked whether the pages could not be counted
 */
record RowCount(long least, long most, boolean locked) {
  /** A line pointer and a tuple header, aligned (bufpage.h, htup_details.h): no row is smaller. */
  private static final long LEAST_ROW = 4 + 24;

  /** On a server with other pages the rows are as they were counted, or too many by a factor. */
  private static final double DEFAULT_PAGE = 8192;

  static RowCount of(TableFacts tables, TableActivity activity, Table table) {
    long least = 0;
    long most = 0;
    boolean locked = false;
    for (Table leaf : leaves(tables, table)) {
      Activity counted = activity.tables().get(leaf.oid());
      long live = counted == null ? 0 : counted.live();
      if (leaf.tuples() >= 0) {
        // n_live_tup counts a load twice that was analyzed in its own session.
        long rows =
            leaf.tuples() == 0 && grown(leaf) > 1 ? live : Math.round(leaf.tuples() * grown(leaf));
        least += rows;
        most += rows;
      } else {
        least += live;
        most += Math.max(live, leaf.sizeBytes() / LEAST_ROW);
        locked |= leaf.is(Flag.LOCKED);
      }
    }
    return new RowCount(least, most, locked);
  }

  /** The planner's way (estimate_rel_size in plancat.c): as dense as when it was counted. */
  private static double grown(Table leaf) {
    double pages = leaf.sizeBytes() / DEFAULT_PAGE;
    return leaf.pages() == 0 ? Math.max(1, pages + 1) : Math.max(1, pages / leaf.pages());
  }

  /** Whether it surely has that many. */
  boolean atLeast(long rows) {
    return least >= rows;
  }

  /** Whether it may have that many. */
  boolean maybe(long rows) {
    return most >= rows || locked;
  }

  /** What holds rows: the table itself, or the partitions at the bottom. */
  static List<Table> leaves(TableFacts tables, Table table) {
    return table.kind() != Kind.PARTITIONED
        ? List.of(table)
        : tables.partitions(table.oid()).stream()
            .<Table>mapMulti((p, into) -> leaves(tables, p).forEach(into))
            .toList();
  }

  /** A table and what it is a partition of, up to the top. */
  static Stream<Table> ancestry(TableFacts tables, Table table) {
    return Stream.iterate(
        table,
        t -> t != null,
        t -> t.parentOid() == null ? null : tables.tables().get(t.parentOid()));
  }
}
