package io.pghealth.check;

import io.pghealth.check.PartitionCoverage.Gap;
import io.pghealth.check.PartitionSql.Made;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.snapshot.PartitionFacts.Partition;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import io.pghealth.snapshot.SequenceFacts.Sequence;
import io.pghealth.snapshot.TableFacts.Table;
import java.time.Duration;

/**
 * Words and numbers of one finding.
 *
 * @param fallback the default partition; null for none
 * @param sequence that feeds the key; null where the key is a time
 */
record MissingFuturePartitionFinding(
    String database,
    Partitioned table,
    Gap gap,
    PartitionPosition position,
    RowCount rows,
    Table fallback,
    Sequence sequence) {
  private static final Duration CLOSE = Duration.ofDays(1);

  Finding finding(Made made) {
    Finding.Builder finding =
        Finding.of(
                MissingFuturePartition.NAME,
                severity(),
                gap.open() || sequence != null ? Confidence.MEDIUM : Confidence.HIGH)
            .database(database)
            .object(MissingFuturePartition.reference(table))
            .message(message())
            .evidence("covered until", text(gap.from()))
            .evidence("partitions", String.valueOf(table.partitions().size()))
            .evidence("rows", "about " + Amounts.count(rows.least()))
            .evidence("default partition", fallback == null ? "none" : fallback.name());
    if (gap.next() != null) {
      finding.evidence("next partition from", text(gap.next()));
    }
    if (sequence != null) {
      finding.evidence("sequence", sequence.schema() + "." + sequence.name());
    }
    return finding.impact(impact()).fix(made.fix()).undo(made.undo()).build();
  }

  private String message() {
    String start =
        "table "
            + table.schema()
            + "."
            + table.name()
            + " has no partition for "
            + table.keyColumn()
            + " from "
            + text(gap.from())
            + " on";
    if (gap.open()) {
      return start + ", which is where new rows belong" + where();
    }
    Duration left = position.until(gap.from());
    return start + (left == null ? "" : ", which comes in " + Amounts.span(left)) + where();
  }

  private String where() {
    return fallback == null ? "" : "; they go to the default partition " + fallback.name();
  }

  private String impact() {
    return fallback == null
        ? "INSERT fails: no partition of the table is found for the row"
        : "rows pile up in the default partition; a partition for them can only be made once they"
            + " are moved out of it";
  }

  private Severity severity() {
    if (fallback != null) {
      return Severity.MEDIUM;
    }
    Duration left = position.until(gap.from());
    return gap.open() || left != null && left.compareTo(CLOSE) < 0
        ? Severity.CRITICAL
        : Severity.HIGH;
  }

  private String text(long bound) {
    return bound == Partition.ENDLESS ? "MAXVALUE" : PartitionNames.text(table.key(), bound);
  }
}
