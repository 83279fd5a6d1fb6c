package io.pghealth.check;

import io.pghealth.bloat.RebuiltSize;
import io.pghealth.check.Bloat.Deleted;
import io.pghealth.check.BloatVerdict.Basis;
import io.pghealth.check.BloatVerdict.Bloated;
import io.pghealth.check.BloatVerdict.Sound;
import io.pghealth.check.BloatVerdict.Unsure;
import io.pghealth.finding.Confidence;
import io.pghealth.history.SizeEstimate;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;

/**
 * Judges one btree index by what was estimated ({@link RebuiltSize}) and what was measured ({@link
 * Bloat}).
 *
 * <p>Neither is always right. pgstatindex takes entries of rows that are not yet vacuumed for
 * living ones, and does not foresee what a rebuild merges; statistics know neither splits from
 * deletes nor which deleted pages will be used again.
 *
 * @param index which
 * @param estimate of this very file; null where there is none
 * @param settings of the check
 */
record BloatJudge(Index index, SizeEstimate estimate, IndexBloatSettings settings) {
  /** The estimate is no better than that (SizeAccuracyTest: 95th percentile). */
  private static final double ERROR = 0.06;

  /** Beyond what page splits can leave to a rebuild: pages half full, of 90%. */
  private static final double SPLITS_PERCENT = 50;

  private static final double REMOVED_ENOUGH = 0.4;

  private static final String REUSE =
      "whether its deleted pages are used again, as those of a queue are, is not known yet";

  private static final Remedy WAIT =
      Remedy.note(
          "Three measurements tell, one each schedule.bloatInterval; on the command line give"
              + " --history and run again on other days.");

  private EntryLife life() {
    return EntryLife.of(estimate == null ? null : estimate.traffic(), index);
  }

  private boolean sure() {
    return estimate != null && estimate.sure();
  }

  /** With its pages counted. */
  BloatVerdict measured(Bloat bloat) {
    Deleted deleted = bloat.deleted();
    long counted = deleted == Deleted.NOT_REUSED ? bloat.goneBytes() : 0;
    long size = bloat.sizeBytes();
    // Statistics of another day's size say nothing of these pages.
    boolean comparable =
        sure() && Math.abs(estimate.sizeBytes() - size) <= BloatChoice.GROWN * size;
    long dense = bloat.rebuiltBytes();
    long rebuilt = comparable && agrees(dense) ? estimate.bytes() : dense;
    if (!bloat.sound(counted)) {
      long kept = bloat.goneBytes() - counted;
      if (worth(size - kept - rebuilt, size)) {
        if (splitNulls() && !comparable) {
          return new Unsure(nulls());
        }
        return new Bloated(
            size,
            rebuilt,
            kept,
            comparable && agrees(dense) ? Basis.BOTH : Basis.MEASURED,
            certainty(bloat, comparable));
      }
    }
    if (deleted == Deleted.UNKNOWN
        && !bloat.sound(bloat.goneBytes())
        && worth(size - rebuilt, size)) {
      return life().complete() && !life().usedTwice(size, rebuilt) && (comparable || !splitNulls())
          ? new Bloated(size, rebuilt, 0, Basis.MAYBE_QUEUE, Confidence.LOW)
          : new Unsure(new Hindrance(REUSE, WAIT));
    }
    if (deleted == Deleted.REUSED) {
      // What is not vacuumed yet will be used again as well.
      return new Sound();
    }
    return comparable ? hidden(bloat, dense) : deadAlone();
  }

  /**
   * Whether the estimate is the better number of the two. It may be smaller than the pages say, by
   * what a rebuild merges or leaves out; larger only where inserts merge and a rebuild does not.
   */
  private boolean agrees(long dense) {
    return estimate.bytes() <= (1 + ERROR) * dense || splitNulls();
  }

  /** NULLs in a unique index are deduplicated by inserts and not by a rebuild. */
  private boolean splitNulls() {
    return index.is(Flag.UNIQUE) && index.nullableKey();
  }

  private Hindrance nulls() {
    return new Hindrance(
        "its NULLs, if there are some, were merged by inserts, which a rebuild of a unique index"
            + " undoes"
            + doubt(),
        estimate == null ? Remedy.none() : estimate.remedy());
  }

  private Confidence certainty(Bloat bloat, boolean comparable) {
    // Part of what is sparse may be the work of random inserts.
    boolean nullsKnown = !splitNulls() || estimate.confidence() == Confidence.HIGH;
    boolean contradicted = comparable && !agrees(bloat.rebuiltBytes());
    return !bloat.dense() && nullsKnown && !contradicted ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /** The pages are full enough; do statistics know of entries that a rebuild would leave out? */
  private BloatVerdict hidden(Bloat bloat, long dense) {
    long size = bloat.sizeBytes();
    long hidden = dense - estimate.bytes();
    if (!worth(hidden, size)) {
      return new Sound();
    }
    boolean dead = life().deadShare() >= 0.5 * hidden / dense;
    if (dead && life().complete() && !life().usedTwice(size, estimate.bytes())) {
      return new Bloated(size, estimate.bytes(), 0, Basis.DEAD_ROWS, Confidence.MEDIUM);
    }
    return new Unsure(dead ? deadRows("") : contradiction(bloat));
  }

  private Hindrance contradiction(Bloat bloat) {
    return estimate.at().isAfter(bloat.evidence().at())
        ? new Hindrance(
            "measured before its table changed",
            Remedy.note("It is measured again once schedule.bloatInterval is over."))
        : new Hindrance(
            "statistics say that a rebuild comes to "
                + Amounts.bytes(estimate.bytes())
                + ", its pages say "
                + Amounts.bytes(bloat.rebuiltBytes()),
            Remedy.sql("VACUUM (ANALYZE) " + table()));
  }

  /** No estimate to tell how many of the entries a rebuild would leave out. */
  private BloatVerdict deadAlone() {
    return 100 * life().deadShare() >= Math.max(settings.minWastePercent(), 20)
        ? new Unsure(deadRows(doubt()))
        : new Sound();
  }

  private Hindrance deadRows(String doubt) {
    return new Hindrance(
        "rows that are deleted or outdated, and not vacuumed yet, fill its pages" + doubt,
        Remedy.sql("VACUUM (ANALYZE) " + table()));
  }

  private String doubt() {
    return estimate == null || estimate.sure() || estimate.doubt() == null
        ? ""
        : ", and statistics do not tell: " + estimate.doubt();
  }

  /**
   * Where nothing can be measured.
   *
   * @param hindrance why not
   */
  BloatVerdict alone(Hindrance hindrance) {
    if (!sure()) {
      return new Unsure(new Hindrance(hindrance.reason() + doubt(), easier(hindrance.remedy())));
    }
    long size = estimate.sizeBytes();
    long waste = size - estimate.bytes();
    double percent = 100.0 * waste / size;
    if (!worth(waste, size) || life().splitsAlone() && percent <= SPLITS_PERCENT) {
      return new Sound();
    }
    if (percent > SPLITS_PERCENT
        && life().complete()
        && !life().moves()
        && life().removedShare() >= REMOVED_ENOUGH
        && !life().usedTwice(size, estimate.bytes())) {
      return new Bloated(
          size,
          estimate.bytes(),
          0,
          Basis.ESTIMATED,
          estimate.confidence() == Confidence.HIGH ? Confidence.MEDIUM : Confidence.LOW);
    }
    return new Unsure(
        new Hindrance(
            hindrance.reason()
                + ", and statistics tell neither page splits from deletes nor a queue's pages from"
                + " waste",
            hindrance.remedy()));
  }

  /** A statement that makes statistics tell is better than a note on how to measure. */
  private Remedy easier(Remedy measuring) {
    return measuring.sql().isEmpty() && estimate != null && !estimate.remedy().sql().isEmpty()
        ? estimate.remedy()
        : measuring;
  }

  private boolean worth(long waste, long size) {
    return waste > 0
        && waste >= settings.minWaste().value()
        && 100.0 * waste / size >= settings.minWastePercent();
  }

  private String table() {
    return Identifiers.quote(index.schema()) + "." + Identifiers.quote(index.table());
  }
}
