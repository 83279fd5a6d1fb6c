package io.pghealth.bloat;

import io.pghealth.bloat.RebuiltSize.Estimated;
import io.pghealth.bloat.RebuiltSize.NotEstimated;
import io.pghealth.finding.Confidence;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexStorage.Deduplication;
import io.pghealth.snapshot.IndexStorage.Stored;
import java.util.ArrayList;
import java.util.List;

/** One prediction with its doubts: the size under the likeliest assumption, and under others. */
final class Prediction {
  private static final double CONTRADICTION = 1.1;

  private final SizeFacts facts;
  private final Index index;
  private final Stored stored;
  private final List<ColumnModel> columns;
  private final List<ColumnStatistics.Column> sources;
  private final RowCount count;
  private final Groups groups;
  private final boolean merges;

  Prediction(
      SizeFacts facts,
      Index index,
      Stored stored,
      List<ColumnModel> columns,
      List<ColumnStatistics.Column> sources,
      RowCount count) {
    this.facts = facts;
    this.index = index;
    this.stored = stored;
    this.columns = columns;
    this.sources = sources;
    this.count = count;
    this.merges = SizePredictor.merges(index, stored);
    this.groups = new Groups(facts, index, columns, stored.keyColumns(), count);
  }

  RebuiltSize result() {
    Assumption likely = new Assumption(!sideBySide(), 1, false);
    long pages = pages(likely);
    long bytes = pages * facts.storage().blockSize();
    List<Doubt> doubts = new ArrayList<>();
    if (count.stale()) {
      doubts.add(
          new Doubt("analysed before the last big change", facts.analyze(index), Confidence.LOW));
    }
    if (columns.stream().anyMatch(c -> c.sizes().compressed())) {
      doubts.add(
          new Doubt(
              "values so long that the index compresses them, or ANALYZE does not look at them",
              Remedy.none(),
              Confidence.LOW));
    } else if (columns.stream().anyMatch(c -> c.sizes().unknown())) {
      doubts.add(new Doubt("only the average width is known", Remedy.none(), Confidence.MEDIUM));
    }
    if (merges) {
      merged(likely, pages, doubts);
    }
    if (bytes > CONTRADICTION * index.sizeBytes() && count.tookDeletes() && !mergedByInserts()) {
      return new NotEstimated(
          "the estimate is above the present size of an index that took deletes",
          facts.analyze(index));
    }
    return doubts.stream()
        .max(java.util.Comparator.comparing(Doubt::confidence))
        .map(d -> new Estimated(bytes, d.confidence(), d.reason(), d.remedy()))
        .orElse(new Estimated(bytes, Confidence.HIGH, null, Remedy.none()));
  }

  /** Inserts merge the NULLs of a unique index, a build does not: it may well grow. */
  private boolean mergedByInserts() {
    return index.is(Flag.UNIQUE) && columns.stream().anyMatch(c -> c.nullFraction() > 0);
  }

  private record Doubt(String reason, Remedy remedy, Confidence confidence) {}

  private void merged(Assumption likely, long pages, List<Doubt> doubts) {
    if (stored.deduplicates() == Deduplication.UNKNOWN) {
      doubts.add(new Doubt("an operator class of its own", Remedy.none(), Confidence.LOW));
    }
    doubt(
        doubts, pages, "few rows a key, spread evenly or by chance", Remedy.none(), likely.other());
    double noise = groups.noise();
    doubt(
        doubts,
        pages,
        "too small a sample for the number of keys",
        Remedy.note("Raise the column's statistics target, and ANALYZE the table."),
        likely.times(1 + noise),
        likely.times(Math.max(0, 1 - noise)));
    if (stored.keyColumns() > 1 && groups.known() == 0) {
      doubt(
          doubts,
          pages,
          "columns that may depend on each other, without extended statistics",
          groups.create(),
          likely.dependently());
    }
    if (index.predicate() != null) {
      doubt(doubts, pages, "a partial index on repeated keys", Remedy.none(), likely.times(5));
    }
    if (groups.clustered() && !sideBySide()) {
      doubt(
          doubts,
          pages,
          "repeated keys that may lie side by side in a table larger than ANALYZE's sample",
          Remedy.none(),
          likely.times(0.1));
    }
  }

  private void doubt(
      List<Doubt> doubts, long pages, String reason, Remedy remedy, Assumption... others) {
    double spread = 0;
    for (Assumption other : others) {
      spread = Math.max(spread, Math.abs(pages(other) - pages) / (double) pages);
    }
    Confidence confidence = SizePredictor.confidence(spread);
    if (confidence != Confidence.HIGH) {
      doubts.add(new Doubt(reason, remedy, confidence));
    }
  }

  /** Whether rows of a key were written one after the other. */
  private boolean sideBySide() {
    Double correlation = sources.getFirst().statistics().toOptional().orElseThrow().correlation();
    return stored.keyColumns() == 1 && correlation != null && Math.abs(correlation) > 0.98;
  }

  private long pages(Assumption assumption) {
    List<List<Share>> shares = new ArrayList<>();
    for (ColumnModel column : columns) {
      shares.add(column.shares(count.rows(), assumption));
    }
    double known =
        stored.keyColumns() == 1 ? 0 : assumption.dependent() ? groups.least() : groups.known();
    return new ModelSize(
            new Model(
                facts.storage().blockSize(),
                index.fillfactor(),
                merges,
                count.rows(),
                new TupleLayout(stored.columns()),
                stored.keyColumns(),
                shares,
                known))
        .pages();
  }
}
