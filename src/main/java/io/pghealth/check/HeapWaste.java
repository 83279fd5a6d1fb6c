package io.pghealth.check;

import io.pghealth.history.TableBloatHistory.Observation;
import io.pghealth.history.TableBloatHistory.TableEvidence;
import io.pghealth.snapshot.TableMeasurement.Measured;
import java.util.List;

/**
 * What a rewrite of a table would free, from what pgstattuple_approx counted: the rows as they are
 * stored, packed again. As many rows fit on a page as of the average size do, so that wide rows
 * which leave much of every page free are not taken for waste.
 *
 * @param evidence of the table, with a measurement
 * @param fillfactor percent
 */
record HeapWaste(TableEvidence evidence, int fillfactor) {
  private static final int LINE_POINTER = 4;

  private static final int OBSERVATIONS = 3;

  /** A table whose free space takes so large a part of itself in new rows works with it. */
  private static final double TAKEN = 0.5;

  private static final double SHRUNK = 0.8;

  private static final double SAME = 0.02;

  /** What becomes of free space. */
  enum Reuse {
    USED,
    NOT_USED,
    UNKNOWN
  }

  private Measured measured() {
    return evidence.measured();
  }

  long sizeBytes() {
    return measured().sizeBytes();
  }

  long freeBytes() {
    return measured().freeBytes();
  }

  /** What rows hold that are dead and not vacuumed yet, line pointers included. */
  long deadBytes() {
    return measured().deadBytes() + LINE_POINTER * measured().deadTuples();
  }

  private long pages() {
    return sizeBytes() / measured().blockSize();
  }

  /** What live rows hold, line pointers included. */
  private long liveBytes() {
    return Math.max(
        0, sizeBytes() - freeBytes() - deadBytes() - HeapEstimate.PAGE_HEADER * pages());
  }

  /** Bytes of an average row with its line pointer; 0 for none. */
  double rowBytes() {
    return measured().tuples() == 0 ? 0 : (double) liveBytes() / measured().tuples();
  }

  /** Size after a rewrite. */
  long rewrittenBytes() {
    double usable = HeapEstimate.usable(measured().blockSize(), fillfactor);
    double pages =
        measured().tuples() == 0
            ? liveBytes() / usable
            : measured().tuples() / Math.max(1, Math.floor(usable / rowBytes()));
    return (long) Math.ceil(pages) * measured().blockSize();
  }

  /** What a rewrite frees; negative where the table would grow. */
  long wasteBytes() {
    return sizeBytes() - rewrittenBytes();
  }

  double wastePercent() {
    return sizeBytes() == 0 ? 0 : 100.0 * wasteBytes() / sizeBytes();
  }

  /** Whether new rows go where old ones were. */
  Reuse reuse() {
    List<Observation> seen = evidence.observations();
    for (int i = 1; i < seen.size(); i++) {
      Observation before = seen.get(i - 1);
      Observation after = seen.get(i);
      double written = (after.written() - before.written()) * rowBytes();
      // One that was truncated has lost free space without using it.
      boolean same = Math.abs(after.sizeBytes() - before.sizeBytes()) <= SAME * before.sizeBytes();
      if (same
          && written > 0
          && (written >= TAKEN * before.freeBytes()
              || after.freeBytes() < SHRUNK * before.freeBytes())) {
        return Reuse.USED;
      }
    }
    return seen.size() >= OBSERVATIONS ? Reuse.NOT_USED : Reuse.UNKNOWN;
  }
}
