package io.pghealth.check;

import io.pghealth.check.ExpressionStatistics.Replacement;
import io.pghealth.check.ScanEvidence.Unused;
import io.pghealth.check.UnusedIndex.Candidate;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexUsage.TableWrites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words and numbers of one finding.
 *
 * @param database its name
 * @param candidate what is unused
 * @param burden what it costs
 * @param statistics of expressions that the planner would lose; null where that is not known
 * @param plans of which none uses it
 */
record UnusedIndexFinding(
    String database,
    Candidate candidate,
    IndexBurden burden,
    List<Replacement> statistics,
    KnownPlans plans) {
  /** More statistics objects than that are nobody's statement to run at once. */
  private static final int MOST_STATISTICS = 50;

  private static final long LARGE = 100L << 20;
  private static final long MANY_WRITES_A_DAY = 100_000;

  Finding finding() {
    IndexUnit unit = candidate.unit();
    List<Unused> statements = candidate.unused();
    Duration span =
        statements.stream().map(Unused::span).min(Duration::compareTo).orElse(Duration.ZERO);
    long writes = statements.stream().mapToLong(Unused::writes).max().orElse(0);
    boolean ageKnown = statements.stream().allMatch(Unused::ageKnown);
    boolean watched = statements.stream().allMatch(Unused::watched);
    Finding.Builder finding =
        Finding.of(
                UnusedIndex.NAME,
                severity(unit.sizeBytes(), writes, span),
                !ageKnown ? Confidence.LOW : watched ? Confidence.HIGH : Confidence.MEDIUM)
            .database(database)
            .object(unit.reference())
            .message(message(unit, statements.size(), span, ageKnown))
            .evidence("size", Amounts.bytes(unit.sizeBytes()));
    if (unit.root().partitioned()) {
      finding.evidence("partitions", String.valueOf(unit.leaves().size()));
    }
    for (int i = 0; i < statements.size(); i++) {
      Unused statement = statements.get(i);
      finding.evidence(
          "scans on " + candidate.evidence().get(i).witness().instance().endpoint(),
          "none for "
              + Amounts.span(statement.span())
              + (statement.scans() == 0
                  ? ""
                  : " ("
                      + Amounts.count(statement.scans())
                      + " before, or by pghealth's EXPLAIN)"));
    }
    finding.evidence("span", Amounts.span(span));
    finding.evidence("plansLookedAt", plans.lookedAt());
    finding.evidence("writes to the table", Amounts.count(writes) + " rows");
    OptionalLong entries = burden.entriesPerDay(unit);
    entries.ifPresent(n ->
        finding.evidence(
            "entries written a day",
            (unit.root().predicate() == null ? "" : "at most ") + Amounts.count(n)));
    return finding
        .impact(
            Amounts.bytes(unit.sizeBytes())
                + " of storage, backup and cache"
                + (writes > 0
                    ? ", and an entry to write for most of "
                        + Amounts.count(writes)
                        + " rows written"
                    : "")
                + heapOnly(unit, finding))
        .fix(fix(unit))
        .undo(undo(unit))
        .build();
  }

  /** Updates that it may keep from being heap-only. */
  private String heapOnly(IndexUnit unit, Finding.Builder finding) {
    TableWrites counted = burden.writes(unit);
    Set<String> only = burden.onlyIn(List.of(unit));
    if (only.isEmpty() || counted.updated() == counted.hotUpdated()) {
      return "";
    }
    String columns = String.join(", ", only);
    finding.evidence("columns that no other index holds", columns);
    finding.evidence(
        "heap-only updates",
        Amounts.count(counted.hotUpdated()) + " of " + Amounts.count(counted.updated()));
    return "; updates that change "
        + columns
        + " may be among the "
        + Amounts.count(counted.updated() - counted.hotUpdated())
        + " that were not heap-only, and could be without it";
  }

  private boolean replaced() {
    return statistics != null && !statistics.isEmpty() && statistics.size() <= MOST_STATISTICS;
  }

  private Fix fix(IndexUnit unit) {
    Fix drop = IndexSql.drop(unit);
    if (!replaced()) {
      return drop;
    }
    List<String> sql = new ArrayList<>();
    statistics.forEach(s -> sql.addAll(s.create()));
    statistics.stream().map(Replacement::analyze).distinct().forEach(sql::add);
    sql.addAll(drop.sql());
    return new Fix(
        sql,
        drop.note()
            + " The statistics of the expression, which the planner has through the index only, are"
            + " gathered by an object of their own first.");
  }

  private Fix undo(IndexUnit unit) {
    Fix undo = IndexSql.undo(unit);
    if (!replaced()) {
      return undo;
    }
    List<String> sql = new ArrayList<>(undo.sql());
    statistics.stream().map(Replacement::analyze).distinct().forEach(sql::add);
    statistics.stream().map(Replacement::drop).forEach(sql::add);
    return new Fix(sql, undo.note());
  }

  /** What the planner loses with it. */
  private String loss(IndexUnit unit) {
    if (statistics == null) {
      return unit.members().stream().anyMatch(i -> i.is(Flag.EXPRESSION))
          ? "; dropping it also drops the statistics of its expression"
          : "";
    }
    if (statistics.isEmpty()) {
      return "";
    }
    return "; dropping it also drops the statistics of "
        + statistics.stream()
            .map(Replacement::expression)
            .distinct()
            .map(e -> e.replaceAll("\\s+", " ").strip())
            .collect(Collectors.joining(", "))
        + (replaced() ? ", which the fix has gathered otherwise" : "");
  }

  private String message(IndexUnit unit, int instances, Duration span, boolean ageKnown) {
    return "index "
        + unit.root().name()
        + " on "
        + unit.root().schema()
        + "."
        + unit.root().table()
        + " ("
        + Amounts.bytes(unit.sizeBytes())
        + (unit.root().partitioned() ? ", with those of all partitions" : "")
        + ") was not scanned for "
        + Amounts.span(span)
        + (instances == 1 ? "" : " on any of " + instances + " instances")
        + (plans.count() == 0
            ? ", and no plan was looked at"
            : plans.count() == 1
                ? ", and the one known plan does not use it"
                : ", and none of " + Amounts.count(plans.count()) + " known plans uses it")
        + (ageKnown
            ? ""
            : "; how old the index is is unknown without history, it may be younger than that")
        + loss(unit);
  }

  private static Severity severity(long size, long writes, Duration span) {
    long aDay = (long) (writes / Math.max(1.0, span.toSeconds() / 86_400.0));
    if (size >= LARGE || aDay >= MANY_WRITES_A_DAY) {
      return Severity.MEDIUM;
    }
    return writes == 0 ? Severity.INFO : Severity.LOW;
  }
}
