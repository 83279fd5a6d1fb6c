package io.pghealth.cli;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Remedy;
import java.time.Instant;
import java.util.List;

/** Reports for the tests of what is printed. */
final class Samples {
  static final Instant SEEN = Instant.parse("2026-11-01T10:00:00Z");
  static final Instant CHANGED = Instant.parse("2026-11-02T11:30:00Z");
  static final Remedy CREATE = Remedy.sql("CREATE EXTENSION pgstattuple");

  private Samples() {}

  static Report report(List<LedgerEntry> findings, List<NotAssessed> gaps) {
    return new Report(
        new Report.Server("db.example:5432", "18.6", "primary", "7412345678901234567"),
        new Report.Scope(null, List.of(), List.of(), List.of()),
        List.of(
            new Report.Scope(
                "shop", findings, gaps, List.of("UnusedIndex", "IndexBloat", "PlanRegression"))));
  }

  static LedgerEntry entry(Finding finding) {
    return new LedgerEntry(finding, SEEN, CHANGED, false, false, false, 0);
  }

  /** One that another open finding explains. */
  static LedgerEntry explained(Finding finding) {
    return new LedgerEntry(finding, SEEN, CHANGED, false, false, true, 0);
  }

  static LedgerEntry stale(Finding finding) {
    return new LedgerEntry(finding, SEEN, SEEN, true, false, false, 0);
  }

  /** Everything that a finding can have. */
  static Finding regression() {
    return Finding.of("PlanRegression", Severity.HIGH, Confidence.MEDIUM)
        .database("shop")
        .object(new ObjectRef(io.pghealth.finding.ObjectKind.TABLE, "public", "orders", null))
        .queryId("-7412345678901234567")
        .statements(List.of("42"))
        .causedBy("UnusedIndex/0123456789abcdef")
        .message("A statement on orders reads 7 → 41,203 blocks per call since its index went.")
        .evidence("blocks per call", "7 → 41,203")
        .evidence("plan now", "Seq Scan on orders\n  Filter")
        .impact("38% of database time")
        .fix(
            new Fix(
                List.of("CREATE INDEX CONCURRENTLY \"i\" ON \"orders\" (user_id)"), "Off peak."))
        .undo(new Fix(List.of("DROP INDEX CONCURRENTLY \"i\""), null))
        .build();
  }

  static Finding unusedIndex(String name, Severity severity) {
    return Finding.of("UnusedIndex", severity, Confidence.LOW)
        .database("shop")
        .object(ObjectRef.index("public", name, "orders"))
        .message("No scan in 14 d.")
        .evidence("size", "12.5 MiB")
        .fix(new Fix(List.of("DROP INDEX CONCURRENTLY \"public\".\"x\";"), null))
        .build();
  }

  static NotAssessed gap(String index) {
    return NotAssessed.object(
        "IndexBloat",
        "shop",
        ObjectRef.index("public", index, "orders"),
        "the extension pgstattuple is missing",
        CREATE);
  }
}
