package io.pghealth.check;

import io.pghealth.finding.Confidence;

/** What can be said of one btree index. */
sealed interface BloatVerdict {

  /** There is nothing that a rebuild would mend for long, or too little of it. */
  record Sound() implements BloatVerdict {}

  /** It cannot be said. */
  record Unsure(Hindrance why) implements BloatVerdict {}

  /**
   * A rebuild would make it much smaller.
   *
   * @param sizeBytes its size when it was looked at
   * @param rebuiltBytes its size after a rebuild
   * @param keptBytes what would come back soon: deleted pages that are used again
   * @param basis what that rests on
   * @param confidence of it
   */
  record Bloated(
      long sizeBytes, long rebuiltBytes, long keptBytes, Basis basis, Confidence confidence)
      implements BloatVerdict {

    /** What a rebuild would free for good, in bytes. */
    long waste() {
      return sizeBytes - rebuiltBytes - keptBytes;
    }

    double percent() {
      return 100.0 * waste() / sizeBytes;
    }
  }

  /** What a verdict rests on. */
  enum Basis {
    /** Pages counted, size after a rebuild from their density. */
    MEASURED,
    /** Pages counted, size after a rebuild from statistics, which agree. */
    BOTH,
    /** The same, and whether deleted pages are used again is not known. */
    MAYBE_QUEUE,
    /** Size after a rebuild from statistics; the pages are full, of rows not yet vacuumed. */
    DEAD_ROWS,
    /** Nothing could be measured. */
    ESTIMATED
  }
}
