package io.pghealth.bloat;

import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.ColumnStatistics.Values;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.IndexStorage.Stored;
import java.util.Optional;

/**
 * The widely published btree estimator, from its description, to compare with: a header of 2 or 6
 * bytes padded to 8, the summed average widths padded as a whole, no duplicates merged, no internal
 * pages.
 */
final class IoguixFormula {
  private static final int PAGE_USED = 24 + 16;

  private IoguixFormula() {}

  /** Bytes that it expects; NaN where it says itself that it does not apply. */
  static double bytes(SizeFacts facts, Index index) {
    Stored stored = facts.storage().indexes().get(index.oid());
    double data = 0;
    boolean nulls = false;
    for (IndexKeys.Column key : facts.keys().columns().get(index.oid())) {
      Optional<ColumnStatistics.Column> column = facts.statistics().column(index, key);
      Optional<Values> values = column.flatMap(c -> c.statistics().toOptional());
      if (values.isEmpty() || column.get().type().equals("name") || stored.tuples() < 0) {
        return Double.NaN;
      }
      data += (1 - values.get().nullFraction()) * values.get().width();
      nulls |= values.get().nullFraction() > 0;
    }
    double header = padded(nulls ? 6 : 2);
    double tuple = header + padded(data) + 4;
    int block = facts.storage().blockSize();
    double perPage = Math.floor((block - PAGE_USED) * index.fillfactor() / 100.0 / tuple);
    return (1 + Math.ceil(stored.tuples() / perPage)) * block;
  }

  private static double padded(double bytes) {
    double over = bytes % 8;
    return over == 0 ? bytes : bytes - over + 8;
  }
}
