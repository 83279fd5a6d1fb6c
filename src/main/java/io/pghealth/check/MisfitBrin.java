package io.pghealth.check;

import io.pghealth.check.Witnesses.Gap;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.ColumnStatistics.Values;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFit;
import io.pghealth.snapshot.IndexFit.BrinReads;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableActivity.Activity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * BRIN indexes that keep the least and greatest value of each range of pages, on columns whose
 * values lie anywhere in the table: every range then spans nearly all of them.
 */
record MisfitBrin(
    Facts facts,
    IndexKeys keys,
    TableFacts tables,
    IndexFit fit,
    IndexUse use,
    List<Gap> gaps,
    Doubts doubts) {
  /** Correlation of physical and logical order, either way, up to which there is none. */
  private static final double NONE = 0.1;

  /** Share of the pages, read by an average scan, from which on leaving out pages is no gain. */
  private static final double MOST = 0.5;

  /** A scan counts whole ranges, and so a few more pages than there are; not that many. */
  private static final double IMPOSSIBLE = 1.5;

  /**
   * Rows that came since the last VACUUM, of all, up to which their ranges do not spoil the share
   * of pages that a scan reads.
   */
  private static final double FEW = 0.1;

  private static final Remedy SUMMARIZE =
      Remedy.note(
          "VACUUM the table, or call brin_summarize_new_values for the index; then call"
              + " pg_stat_reset_single_table_counters for the index, so that only scans from then on"
              + " count.");

  /** The counters do not tell which of the scans came before a range was summarized. */
  private static final String LOOK_FIRST =
      "See what a search reads now: EXPLAIN (ANALYZE, BUFFERS) shows its heap blocks. Scans from"
          + " before VACUUM or brin_summarize_new_values had summarized the ranges count too: where"
          + " there were such, call pg_stat_reset_single_table_counters for the index and look again"
          + " later. If most of the table is still read, drop the index: DROP INDEX CONCURRENTLY,"
          + " or DROP INDEX for a partitioned one.";

  Optional<Finding> judge(IndexUnit unit, long minSize) {
    long tableBytes =
        unit.leaves().stream()
            .map(i -> tables.tables().get(i.tableOid()))
            .filter(Objects::nonNull)
            .mapToLong(Table::sizeBytes)
            .sum();
    boolean minmax =
        unit.leaves().stream()
            .flatMap(i -> keys.keys(i.oid()).stream())
            .allMatch(c -> c.opclass().endsWith("_minmax_ops"));
    if (!minmax || tableBytes < minSize) {
      return Optional.empty();
    }
    Collected<Double> correlation = correlation(unit);
    Collected.Unknown<Double> missing = correlation.missing();
    if (missing != null) {
      doubts.of(unit.reference(), missing.reason(), missing.remedy());
      return Optional.empty();
    }
    double strongest = correlation.toOptional().orElseThrow();
    return strongest > NONE ? Optional.empty() : used(unit, strongest, tableBytes);
  }

  /**
   * Correlation is no proof: values may lie in batches. What scans read is, where there are any.
   */
  private Optional<Finding> used(IndexUnit unit, double correlation, long tableBytes) {
    List<BrinReads> reads =
        unit.leaves().stream().map(i -> fit.brin().get(i.oid())).filter(Objects::nonNull).toList();
    long scans = reads.stream().mapToLong(BrinReads::scans).sum();
    if (scans > 0) {
      double possible = reads.stream().mapToDouble(r -> (double) r.scans() * r.pages()).sum();
      double share = reads.stream().mapToLong(BrinReads::pagesRead).sum() / Math.max(1, possible);
      if (share > IMPOSSIBLE) {
        doubts.of(
            unit.reference(),
            "scans have read more pages than the table has: it was larger, or was never vacuumed",
            Remedy.none());
        return Optional.empty();
      }
      if (share < MOST) {
        return Optional.empty();
      }
      if (unit.leaves().stream().anyMatch(this::growsUnsummarized)) {
        doubts.of(
            unit.reference(),
            "its scans read most pages, but many of them may not have been summarized: no VACUUM was"
                + " counted since these rows came",
            SUMMARIZE);
        return Optional.empty();
      }
      return Optional.of(
          finding(unit, correlation, tableBytes, Severity.LOW, Confidence.LOW)
              .evidence("scans", Amounts.count(scans))
              .evidence("pages that a scan reads", Amounts.percent(100 * Math.min(1, share)))
              .fix(new Fix(List.of(), LOOK_FIRST))
              .build());
    }
    if (use.scans(unit) > 0) {
      doubts.of(
          unit.reference(),
          "it is scanned on a replica only, and what scans read there is not counted",
          Remedy.none());
      return Optional.empty();
    }
    if (!gaps.isEmpty()) {
      doubts.of(unit.reference(), gaps.getFirst().reason(), gaps.getFirst().remedy());
      return Optional.empty();
    }
    return Optional.of(
        finding(unit, correlation, tableBytes, Severity.INFO, Confidence.LOW)
            .evidence("scans", "none counted")
            .fix(
                new Fix(
                    List.of(),
                    "A btree index serves searches for few rows; operator classes *_minmax_multi_ops"
                        + " serve values that lie in batches; *_bloom_ops serve equality. Without"
                        + " any of these needs, drop it."))
            .build());
  }

  /** Whether a notable part of the table may have come since ranges were summarized last. */
  private boolean growsUnsummarized(Index index) {
    Activity counted =
        facts
            .database()
            .of(TableActivity.class)
            .toOptional()
            .map(a -> a.tables().get(index.tableOid()))
            .orElse(null);
    return counted == null
        || counted.vacuums() + counted.autovacuums() == 0
        || counted.insertedSinceVacuum() > FEW * counted.live();
  }

  /** The strongest of any column in any partition, without its sign. */
  private Collected<Double> correlation(IndexUnit unit) {
    Collected.Unknown<ColumnStatistics> unread =
        facts.database().of(ColumnStatistics.class).missing();
    if (unread != null) {
      return Collected.unknown(unread.reason(), unread.remedy());
    }
    ColumnStatistics statistics =
        facts.database().of(ColumnStatistics.class).toOptional().orElseThrow();
    double strongest = 0;
    for (Index index : unit.leaves()) {
      for (IndexKeys.Column column : keys.keys(index.oid())) {
        Collected<Values> values =
            statistics
                .column(index, column)
                .map(ColumnStatistics.Column::statistics)
                .orElseGet(() -> Collected.unknown("statistics were not read", Remedy.none()));
        Collected.Unknown<Values> missing = values.missing();
        if (missing != null) {
          return Collected.unknown(missing.reason(), missing.remedy());
        }
        Double one = values.toOptional().orElseThrow().correlation();
        // There is none where all values are the same, or few are not NULL.
        strongest = Math.max(strongest, one == null ? 1 : Math.abs(one));
      }
    }
    return Collected.known(strongest);
  }

  private Finding.Builder finding(
      IndexUnit unit,
      double correlation,
      long tableBytes,
      Severity severity,
      Confidence confidence) {
    String shown = String.format(Locale.ROOT, "%.2f", correlation);
    return Finding.of(MisfitIndex.NAME, severity, confidence)
        .database(facts.database().name())
        .object(unit.reference())
        .message(
            "BRIN index "
                + unit.root().name()
                + " on "
                + unit.root().schema()
                + "."
                + unit.root().table()
                + " ("
                + Amounts.bytes(tableBytes)
                + ") hardly leaves out any page: the correlation of values and place in the table is "
                + shown)
        .evidence("correlation", shown)
        .evidence("table", Amounts.bytes(tableBytes))
        .impact("a search through it reads most of the table, in no order");
  }
}
