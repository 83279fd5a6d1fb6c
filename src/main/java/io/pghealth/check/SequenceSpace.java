package io.pghealth.check;

import io.pghealth.snapshot.SequenceFacts.Column;
import io.pghealth.snapshot.SequenceFacts.Descent;
import io.pghealth.snapshot.SequenceFacts.Range;
import io.pghealth.snapshot.SequenceFacts.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * How much room a sequence has, given where its values go.
 *
 * @param sequence whose last value is known
 * @param columns where its values go, each tree of tables once
 */
record SequenceSpace(Sequence sequence, List<Column> columns) {

  SequenceSpace(Sequence sequence) {
    this(sequence, withoutListed(sequence.columns()));
  }

  /** Columns of partitions and children have the type of that which they are inherited from. */
  private static List<Column> withoutListed(List<Column> columns) {
    return columns.stream().filter(c -> c.descent() != Descent.LISTED).toList();
  }

  /** The last value that everything can hold: the sequence itself and each column. */
  long end() {
    long end = sequence.end();
    for (Column column : columns) {
      end = narrower(end, end(column));
    }
    return end;
  }

  /** The last value that a column can hold; the sequence's own end where it can hold any. */
  long end(Column column) {
    Range range = column.range();
    if (range == null) {
      return sequence.end();
    }
    return narrower(sequence.end(), sequence.ascending() ? range.maximum() : range.minimum());
  }

  private long narrower(long a, long b) {
    return sequence.ascending() ? Math.min(a, b) : Math.max(a, b);
  }

  /** Whether the sequence ends before any column does. */
  boolean endsItself() {
    return end() == sequence.end();
  }

  /** Columns that end first, where they end before the sequence does. */
  List<Column> narrowest() {
    return endsItself() ? List.of() : columns.stream().filter(c -> end(c) == end()).toList();
  }

  /** Values used of those up to an end, in percent; 100 where the end was reached. */
  double percent(long end) {
    BigInteger all = sequence.until(end);
    BigInteger used = sequence.used();
    if (all.signum() <= 0 || used.compareTo(all) >= 0) {
      return 100;
    }
    return new BigDecimal(used.max(BigInteger.ZERO))
        .multiply(BigDecimal.valueOf(100))
        .divide(new BigDecimal(all), 6, RoundingMode.DOWN)
        .doubleValue();
  }

  /** Values left up to the end; zero where it was reached. */
  BigInteger left() {
    return sequence.until(end()).subtract(sequence.used()).max(BigInteger.ZERO);
  }
}
