package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectRef;
import io.pghealth.history.BloatHistory;
import io.pghealth.history.IndexDensity;
import io.pghealth.history.IndexDensity.Sample;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexStorage;
import io.pghealth.snapshot.IndexStorage.Stored;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableActivity.Activity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * GIN, GiST, SP-GiST and hash indexes, by bytes a row against their own best. BRIN is left out: it
 * holds no rows.
 *
 * @param database of this cycle
 * @param settings of the check
 */
record OtherBloat(DatabaseSnapshot database, IndexBloatSettings settings) {
  /** Builds pack tighter than inserts; up to half of an index may be due to that alone. */
  private static final double LEAST_PERCENT = 60;

  private static final double REMOVED_ENOUGH = 0.4;

  /** Of fewer rows the fixed pages are most of it. */
  private static final double FEWEST_ROWS = 1_000;

  /** Large enough to waste something, the largest first. */
  private List<Index> indexes() {
    return database.indexes().toOptional().map(IndexFacts::indexes).stream()
        .flatMap(indexes -> indexes.values().stream())
        .filter(i -> !i.accessMethod().equals("btree") && !i.accessMethod().equals("brin"))
        .filter(i -> !i.partitioned() && !i.is(Flag.INVALID))
        .filter(i -> i.sizeBytes() >= settings.minWaste().value())
        .sorted(Comparator.comparingLong(Index::sizeBytes).reversed().thenComparing(Index::oid))
        .toList();
  }

  /**
   * How dense they are, where that is known. Needs {@link IndexStorage} and {@link TableActivity}.
   */
  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Index index : indexes()) {
      Optional<Stored> stored = stored(index);
      Optional<Activity> activity = activity(index);
      if (stored.isPresent() && activity.isPresent() && index.fileNode() != 0) {
        samples.add(
            new Sample(
                index.oid(),
                index.fileNode(),
                bytesPerRow(stored.get()),
                activity.get().deleted() + activity.get().updated() - activity.get().hotUpdated()));
      }
    }
    return samples;
  }

  private Optional<Stored> stored(Index index) {
    return database
        .facts()
        .find(IndexStorage.class)
        .map(s -> s.indexes().get(index.oid()))
        .filter(s -> s.tuples() >= FEWEST_ROWS && s.pages() > 0);
  }

  private Optional<Activity> activity(Index index) {
    return database.facts().find(TableActivity.class).map(a -> a.tables().get(index.tableOid()));
  }

  private double bytesPerRow(Stored stored) {
    int block = database.facts().find(IndexStorage.class).orElseThrow().blockSize();
    return stored.pages() * (double) block / stored.tuples();
  }

  /** Finds those that need much more than they did, and says once how many are not known yet. */
  List<Finding> assess(BloatHistory history, Doubts doubts) {
    List<Finding> findings = new ArrayList<>();
    List<Index> unknown = new ArrayList<>();
    for (Index index : indexes()) {
      IndexDensity density =
          history
              .density(database.oid(), index.oid())
              .filter(d -> d.fileNode() == index.fileNode() && d.lately() > 0)
              .orElse(null);
      if (density == null) {
        unknown.add(index);
      } else {
        judge(index, density, doubts).ifPresent(findings::add);
      }
    }
    if (!unknown.isEmpty()) {
      doubts.of(
          object(unknown.getFirst()),
          "no btree: compared with its own best, which takes "
              + Amounts.span(IndexDensity.WINDOW)
              + " of history"
              + (unknown.size() == 1 ? "" : "; so are " + (unknown.size() - 1) + " more"),
          Remedy.note("Wait; on the command line give --history and run again on other days."));
    }
    return findings;
  }

  private Optional<Finding> judge(Index index, IndexDensity density, Doubts doubts) {
    double percent = 100 * (1 - density.best() / density.lately());
    long waste = (long) (index.sizeBytes() * percent / 100);
    if (percent < Math.max(LEAST_PERCENT, settings.minWastePercent())
        || waste < settings.minWaste().value()) {
      return Optional.empty();
    }
    Optional<Stored> stored = stored(index);
    Optional<Activity> activity = activity(index);
    if (stored.isEmpty() || activity.isEmpty()) {
      doubts.of(
          object(index),
          "too few rows, or never analysed",
          Remedy.sql(
              "ANALYZE "
                  + Identifiers.quote(index.schema())
                  + "."
                  + Identifiers.quote(index.table())));
      return Optional.empty();
    }
    long removed =
        activity.get().deleted()
            + activity.get().updated()
            - activity.get().hotUpdated()
            - density.removed();
    if (removed < 0) {
      doubts.of(
          object(index),
          "the counters of its table were lost: whether rows were taken out of it is not known",
          Remedy.note("Rebuild it, or leave it as it is."));
      return Optional.empty();
    }
    // Without deletes it holds longer values than it did, or is split.
    return removed < REMOVED_ENOUGH * (stored.get().tuples() + removed)
        ? Optional.empty()
        : Optional.of(finding(index, density, waste, removed));
  }

  private static ObjectRef object(Index index) {
    return ObjectRef.index(index.schema(), index.name(), index.table());
  }

  private Finding finding(Index index, IndexDensity density, long waste, long removed) {
    double percent = 100.0 * waste / index.sizeBytes();
    String now = Math.round(density.lately()) + " bytes a row";
    String best = Math.round(density.best()) + " at its best";
    return Finding.of(IndexBloat.NAME, IndexBloatFinding.severity(waste), Confidence.MEDIUM)
        .database(database.name())
        .object(object(index))
        .message(
            "a rebuild of "
                + index.accessMethod()
                + " index "
                + index.name()
                + " on "
                + index.schema()
                + "."
                + index.table()
                + " would free about "
                + Amounts.bytes(waste)
                + " of "
                + Amounts.bytes(index.sizeBytes())
                + ": it has needed "
                + now
                + " or more for at least "
                + Amounts.span(IndexDensity.WINDOW)
                + ", and "
                + best)
        .evidence("size", Amounts.bytes(index.sizeBytes()))
        .evidence("bytes a row of late", String.valueOf(Math.round(density.lately())))
        .evidence("bytes a row at its best", String.valueOf(Math.round(density.best())))
        .evidence("entries taken out since then", Amounts.count(removed))
        .evidence("rests on", "relpages and reltuples, against its own best since its last rebuild")
        .impact(
            Amounts.bytes(waste)
                + " of storage and backup, and scans that read "
                + Amounts.percent(percent)
                + " of this index's share of the cache for nothing")
        .fix(IndexBloatFinding.fix(index, index.sizeBytes() - waste, ""))
        .build();
  }
}
