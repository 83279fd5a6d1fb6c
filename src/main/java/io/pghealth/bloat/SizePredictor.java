package io.pghealth.bloat;

import io.pghealth.bloat.RebuiltSize.Estimated;
import io.pghealth.bloat.RebuiltSize.NotEstimated;
import io.pghealth.finding.Confidence;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.ColumnStatistics.Values;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.IndexStorage.Deduplication;
import io.pghealth.snapshot.IndexStorage.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Predicts what a rebuild of a btree index would come to. */
public final class SizePredictor {
  private static final double HIGH_WITHIN = 0.03;
  private static final double MEDIUM_WITHIN = 0.08;

  private final SizeFacts facts;

  /** Of the indexes of one database. */
  public SizePredictor(SizeFacts facts) {
    this.facts = facts;
  }

  /** Predicts one btree index. */
  public RebuiltSize predict(Index index) {
    Stored stored = facts.storage().indexes().get(index.oid());
    List<IndexKeys.Column> keys = facts.keys().columns().getOrDefault(index.oid(), List.of());
    if (stored == null || keys.size() != stored.columns().size()) {
      return new NotEstimated("made or changed while it was looked at", Remedy.none());
    }
    RowCount count = new RowCount(facts, index, stored);
    if (count.never()) {
      return new NotEstimated("never analysed", facts.analyze(index));
    }
    double rows = count.rows();
    List<ColumnModel> columns = new ArrayList<>();
    List<ColumnStatistics.Column> sources = new ArrayList<>();
    for (int i = 0; i < keys.size() && rows >= 0.5; i++) {
      IndexKeys.Column key = keys.get(i);
      Optional<ColumnStatistics.Column> column = facts.statistics().column(index, key);
      if (column.isEmpty()) {
        return new NotEstimated("made or changed while it was looked at", Remedy.none());
      }
      Collected.Unknown<Values> missing = column.get().statistics().missing();
      if (missing != null) {
        return new NotEstimated(missing.reason(), missing.remedy());
      }
      sources.add(column.get());
      columns.add(
          new ColumnModel(
              new Sizes(
                  stored.columns().get(i),
                  column.get().statistics().toOptional().orElseThrow(),
                  key.attnum() == 0),
              Math.max(1, count.analysedRows(key.attnum() == 0)),
              facts.unique(index, key),
              !facts.excludesNull(index, key),
              column.get().target()));
    }
    if (rows < 0.5) {
      return new Estimated(facts.storage().blockSize(), Confidence.HIGH, null, Remedy.none());
    }
    return new Prediction(facts, index, stored, columns, sources, count).result();
  }

  /**
   * Rows of an index and of its table, as the prediction counts them.
   *
   * @param ofIndex that a rebuild would put into the index; negative where that is not known
   * @param ofTable that the table has; negative where that is not known
   */
  public record Rows(double ofIndex, double ofTable) {}

  /** Rows of a btree index. */
  public Rows rows(Index index) {
    Stored stored = facts.storage().indexes().get(index.oid());
    if (stored == null) {
      return new Rows(-1, -1);
    }
    RowCount count = new RowCount(facts, index, stored);
    return count.never() ? new Rows(-1, -1) : new Rows(count.rows(), count.tableRows());
  }

  static Confidence confidence(double spread) {
    return spread <= HIGH_WITHIN
        ? Confidence.HIGH
        : spread <= MEDIUM_WITHIN ? Confidence.MEDIUM : Confidence.LOW;
  }

  static boolean merges(Index index, Stored stored) {
    return !index.is(Flag.UNIQUE) && stored.deduplicates() != Deduplication.NO;
  }
}
