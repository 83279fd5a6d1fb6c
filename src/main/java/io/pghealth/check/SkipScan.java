package io.pghealth.check;

import io.pghealth.check.IndexOverlaps.Overlap;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.ColumnStatistics.Column;
import io.pghealth.snapshot.ColumnStatistics.Values;
import io.pghealth.snapshot.IndexKeys;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL 18 can look up the second column of a btree once per value of the first. Where these
 * are few, an index on the second column alone may be dispensable; nothing but a try tells.
 */
record SkipScan(String check, Facts facts, IndexKeys keys, Collected<ColumnStatistics> columns) {
  private static final int FIRST_VERSION = 18;
  private static final int FEW = 10;

  SkipScan(String check, Facts facts) {
    this(
        check,
        facts,
        facts.database().of(IndexKeys.class).toOptional().orElseThrow(),
        facts.database().of(ColumnStatistics.class));
  }

  /** Whether this server skips. */
  static boolean available(Facts facts) {
    return facts
        .snapshot()
        .primary()
        .facts()
        .toOptional()
        .filter(f -> f.version().major() >= FIRST_VERSION)
        .isPresent();
  }

  /** Why nothing can be said of one; empty where it can. */
  Optional<NotAssessed> doubt(Overlap overlap) {
    return Optional.ofNullable(first(overlap).missing())
        .map(missing ->
            NotAssessed.object(
                check,
                facts.database().name(),
                overlap.unit().reference(),
                "skip scan beside " + overlap.stays().name() + ": " + missing.reason(),
                missing.remedy()));
  }

  /** The hint, where the first column has few values. */
  Optional<Finding> of(Overlap overlap) {
    return first(overlap)
        .toOptional()
        .filter(v -> v.distinct() > 0 && v.distinct() + (v.nullFraction() > 0 ? 1 : 0) <= FEW)
        .map(v -> finding(overlap, v));
  }

  private Collected<Values> first(Overlap overlap) {
    Collected.Unknown<ColumnStatistics> missing = columns.missing();
    if (missing != null) {
      return Collected.unknown(missing.reason(), missing.remedy());
    }
    return columns
        .toOptional()
        .orElseThrow()
        .column(overlap.stays(), keys.keys(overlap.stays().oid()).getFirst())
        .map(Column::statistics)
        .orElseGet(() -> Collected.unknown("statistics were not read", Remedy.none()));
  }

  private Finding finding(Overlap overlap, Values values) {
    IndexUnit unit = overlap.unit();
    String first = keys.keys(overlap.stays().oid()).getFirst().name();
    String count = String.valueOf(Math.round(values.distinct()));
    return Finding.of(check, Severity.INFO, Confidence.LOW)
        .database(facts.database().name())
        .object(unit.reference())
        .discriminator("skip scan")
        .message(
            "index "
                + unit.root().name()
                + " on "
                + unit.root().schema()
                + "."
                + unit.root().table()
                + " ("
                + Amounts.bytes(unit.sizeBytes())
                + ") may be dispensable: "
                + overlap.stays().name()
                + " has its columns behind "
                + first
                + ", whose "
                + count
                + " values a skip scan can go through")
        .evidence("size", Amounts.bytes(unit.sizeBytes()))
        .evidence("beside", overlap.stays().name())
        .evidence("values of " + first, count)
        .impact("a skip scan reads one path through the index per value, so it costs more")
        .fix(
            new Fix(
                List.of(),
                "This is a hint, not a verdict. Compare the plans and their buffers with and"
                    + " without the index, on a copy, before you drop it."))
        .build();
  }
}
