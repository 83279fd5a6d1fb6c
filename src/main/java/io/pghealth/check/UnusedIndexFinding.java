package io.pghealth.check;

import io.pghealth.check.ScanEvidence.Unused;
import io.pghealth.check.UnusedIndex.Candidate;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.snapshot.IndexFacts.Flag;
import java.time.Duration;
import java.util.List;

/** Words and numbers of one finding. */
record UnusedIndexFinding(String database, Candidate candidate) {
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
    finding.evidence("writes to the table", Amounts.count(writes) + " rows");
    return finding
        .impact(
            Amounts.bytes(unit.sizeBytes())
                + " of storage, backup and cache"
                + (writes > 0
                    ? ", and an entry to write for most of "
                        + Amounts.count(writes)
                        + " rows written"
                    : ""))
        .fix(IndexSql.drop(unit))
        .undo(IndexSql.undo(unit))
        .build();
  }

  private static String message(IndexUnit unit, int instances, Duration span, boolean ageKnown) {
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
        + (ageKnown
            ? ""
            : "; how old the index is is unknown without history, it may be younger than that")
        + (unit.members().stream().anyMatch(i -> i.is(Flag.EXPRESSION))
            ? "; dropping it also drops the statistics of its expression"
            : "");
  }

  private static Severity severity(long size, long writes, Duration span) {
    long aDay = (long) (writes / Math.max(1.0, span.toSeconds() / 86_400.0));
    if (size >= LARGE || aDay >= MANY_WRITES_A_DAY) {
      return Severity.MEDIUM;
    }
    return writes == 0 ? Severity.INFO : Severity.LOW;
  }
}
