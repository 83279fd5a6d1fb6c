package io.pghealth.check;

import io.pghealth.history.BloatHistory.IndexBloatEvidence;
import io.pghealth.history.BloatHistory.Observation;
import io.pghealth.snapshot.BloatPages;
import java.util.List;

/**
 * What a rebuild of a btree index would free, from what pgstatindex counted.
 *
 * <p>A leaf holds block size less 24 bytes of header and 16 of special space
 * (contrib/pgstattuple/pgstatindex.c: max_avail). A rebuild fills leaves until block size times
 * {@code (100 - fillfactor) / 100} is free (nbtree.h: BTGetTargetPageFreeSpace, used in nbtsort.c),
 * and needs fewer internal pages in the same proportion. Neither deduplication nor another order of
 * the tuples is foreseen.
 *
 * @param evidence of the index, with pages
 * @param fillfactor percent
 */
record Bloat(IndexBloatEvidence evidence, int fillfactor) {
  private static final int HEADER_AND_SPECIAL = 24 + 16;

  /** Random inserts alone leave pages half full; a rebuild would make them all split again. */
  private static final double DENSE = 50;

  private static final double FEW_GONE_PERCENT = 5;

  private static final int OBSERVATIONS = 3;

  /** No page holds more entries than that: 6 bytes a row in a posting list. */
  private static final long ENTRIES_A_PAGE = 1_358;

  private static final long PAGES_WORTH = 10;

  /** What becomes of deleted pages. */
  enum Deleted {
    REUSED,
    NOT_REUSED,
    UNKNOWN
  }

  private BloatPages pages() {
    return evidence.pages();
  }

  /** Size in bytes, as measured. */
  long sizeBytes() {
    return pages().total() * evidence.blockSize();
  }

  /** Size in bytes after a rebuild. */
  long rebuiltBytes() {
    return (1 + rebuiltLeaves() + rebuiltInternal()) * evidence.blockSize();
  }

  private long rebuiltLeaves() {
    double usable = evidence.blockSize() - HEADER_AND_SPECIAL;
    double filled = usable - evidence.blockSize() * (100 - fillfactor) / 100.0;
    return (long) Math.ceil(pages().leaf() * usable * pages().leafDensity() / 100 / filled);
  }

  private long rebuiltInternal() {
    return pages().leaf() == 0
        ? 0
        : (long) Math.ceil((double) pages().internal() * rebuiltLeaves() / pages().leaf());
  }

  /** Bytes in pages that are not as full as after a rebuild; negative where they are fuller. */
  long sparseBytes() {
    return (pages().internal() + pages().leaf() - rebuiltInternal() - rebuiltLeaves())
        * evidence.blockSize();
  }

  /** Bytes in deleted and half-dead pages. */
  long goneBytes() {
    return (pages().deleted() + pages().empty()) * evidence.blockSize();
  }

  double gonePercent() {
    return 100.0 * goneBytes() / sizeBytes();
  }

  /** Whether the leaves are as full as random inserts alone leave them, or fuller. */
  boolean dense() {
    return pages().leafDensity() >= DENSE;
  }

  /** Whether there is nothing that a rebuild would mend for long. */
  boolean sound(long countedGoneBytes) {
    return dense() && 100.0 * countedGoneBytes / sizeBytes() < FEW_GONE_PERCENT;
  }

  /** Whether deleted pages take new tuples, as those of a queue do. */
  Deleted deleted() {
    List<Observation> seen = evidence.observations();
    boolean inserts = seen.size() >= OBSERVATIONS;
    for (int i = 1; i < seen.size(); i++) {
      Observation before = seen.get(i - 1);
      Observation after = seen.get(i);
      long inserted = after.inserted() - before.inserted();
      // As many rows as fill pages in any case, and yet no more pages: old ones were taken.
      boolean grewNot = after.total() <= before.total() && inserted >= PAGES_WORTH * ENTRIES_A_PAGE;
      if (after.deleted() < before.deleted() || grewNot) {
        return Deleted.REUSED;
      }
      inserts &= inserted > 0;
    }
    return inserts ? Deleted.NOT_REUSED : Deleted.UNKNOWN;
  }
}
