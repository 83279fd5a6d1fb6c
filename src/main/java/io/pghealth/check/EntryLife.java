package io.pghealth.check;

import io.pghealth.history.SizeEstimate.Traffic;
import io.pghealth.snapshot.IndexFacts.Index;

/**
 * What became of the entries of an index, from the counters of its table.
 *
 * @param traffic of its table; null where it was not read
 * @param partial whether not every row has an entry
 */
record EntryLife(Traffic traffic, boolean partial) {
  /** Rows that the counters may be out by, as a share of the table's. */
  private static final double TOLERANCE = 0.1;

  /** Inserts pack duplicates a little denser than a build does, and no page is ever quite full. */
  private static final double MORE_THAN_FIT = 1.2;

  /** So few entries were taken out that what is sparse is the work of page splits. */
  private static final double FEW_REMOVED = 0.2;

  static EntryLife of(Traffic traffic, Index index) {
    return new EntryLife(traffic, index.predicate() != null);
  }

  /**
   * Whether every row that ever came and went was counted: what was inserted less what was deleted
   * is there. Of a partial index nothing is known: an update may let a row enter or leave it.
   */
  boolean complete() {
    return traffic != null
        && !partial
        && traffic.tableRows() >= 0
        && Math.abs(traffic.inserted() - traffic.deleted() - traffic.tableRows())
            <= TOLERANCE * Math.max(1, traffic.tableRows());
  }

  /** Entries that were put in since the counters were lost last. */
  private double added() {
    return (double) traffic.inserted() + traffic.moved();
  }

  /** Share of the entries put in that were taken out again. */
  double removedShare() {
    return (traffic.deleted() + traffic.moved()) / Math.max(1, added());
  }

  /** Whether updates move keys much: their index works like a queue, whatever the table does. */
  boolean moves() {
    return traffic.moved() > FEW_REMOVED * added();
  }

  /** Whether what is sparse must be the work of page splits. */
  boolean splitsAlone() {
    return complete() && removedShare() < FEW_REMOVED;
  }

  /**
   * Whether the pages took more entries than they have room for, so that some place was used twice,
   * as in a queue; or it was rebuilt meanwhile.
   *
   * @param sizeBytes of the index
   * @param rebuiltBytes of as many entries as it has rows now
   */
  boolean usedTwice(long sizeBytes, long rebuiltBytes) {
    double room = traffic.rows() * sizeBytes / Math.max(1, rebuiltBytes);
    return added() > MORE_THAN_FIT * room;
  }

  /** Share of the table's rows that are deleted or outdated and not yet vacuumed; 0 if unknown. */
  double deadShare() {
    return traffic == null || traffic.dead() == 0
        ? 0
        : (double) traffic.dead() / (traffic.dead() + Math.max(0, traffic.live()));
  }
}
