package io.pghealth.check;

import io.pghealth.check.Delay.Overdue;
import io.pghealth.check.Delay.Why;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.TableFacts.Table;
import io.pghealth.snapshot.VacuumFacts.Relation;
import java.util.List;

/** Words and numbers of the findings of {@link StaleStatistics}. */
final class StaleStatisticsFinding {
  private static final String IMPACT =
      "the planner reckons with rows and values that are not there any more, and chooses plans for"
          + " them";

  private StaleStatisticsFinding() {}

  static Finding ofTable(Facts facts, Relation relation, Overdue overdue, double threshold) {
    boolean never = relation.tuples() < 0;
    long modified = relation.modifiedSinceAnalyze();
    boolean certain = overdue.why() == Why.TABLE_OFF || overdue.why() == Why.SERVER_OFF;
    Finding.Builder finding =
        Finding.of(
                StaleStatistics.NAME,
                never || modified > relation.tuples() / 2 ? Severity.MEDIUM : Severity.LOW,
                certain ? Confidence.HIGH : Confidence.MEDIUM)
            .database(facts.database().name())
            .object(AutovacuumOverdue.reference(relation))
            .message(
                "table "
                    + relation.schema()
                    + "."
                    + relation.name()
                    + (never ? " was never analyzed: " : " has changed since it was analyzed: ")
                    + Amounts.count(modified)
                    + " rows were modified, and autovacuum is to come from "
                    + Amounts.count(Math.round(threshold))
                    + " on"
                    + (overdue.waited() == null
                        ? ""
                        : ", for at least " + Amounts.span(overdue.waited()))
                    + ": "
                    + overdue.why().words())
            .evidence("modified rows", String.valueOf(modified))
            .evidence("threshold", String.valueOf(Math.round(threshold)))
            .evidence(
                "rows when analyzed", never ? "never" : Amounts.count((long) relation.tuples()))
            .evidence("live rows", String.valueOf(relation.live()))
            .evidence(
                "last analyze",
                relation.lastAnalyze() == null ? "none counted" : relation.lastAnalyze().toString())
            .evidence("cause", overdue.why().words());
    if (overdue.waited() != null) {
      finding.evidence("overdue for at least", Amounts.span(overdue.waited()));
    }
    if (overdue.why() == Why.SERVER_OFF) {
      finding.causedBy(
          Finding.of(DangerousSettings.NAME, Severity.HIGH, Confidence.HIGH)
              .object(ObjectRef.of(ObjectKind.SETTING, "autovacuum"))
              .build()
              .fingerprint());
    }
    String name = Identifiers.quote(relation.schema(), relation.name());
    return finding
        .impact(IMPACT)
        .fix(
            new Fix(
                List.of("ANALYZE " + name),
                switch (overdue.why()) {
                  case TABLE_OFF ->
                      "ALTER TABLE "
                          + name
                          + " RESET (autovacuum_enabled) leaves it to autovacuum from then on.";
                  case SERVER_OFF -> "Then turn autovacuum on.";
                  case LOCKED -> "It waits for that lock.";
                  default -> "It reads a sample; plans of statements may change with it.";
                }))
        .build();
  }

  /**
   * @param rows all that its partitions hold
   */
  static Finding ofTree(Facts facts, Table root, long rows) {
    boolean never = root.tuples() < 0;
    int major =
        facts
            .snapshot()
            .primary()
            .facts()
            .toOptional()
            .map(InstanceFacts::version)
            .map(v -> v.major())
            .orElse(0);
    boolean only = major >= 18;
    return Finding.of(
            StaleStatistics.NAME,
            never ? Severity.MEDIUM : Severity.LOW,
            never ? Confidence.HIGH : Confidence.MEDIUM)
        .database(facts.database().name())
        .object(ObjectRef.table(root.schema(), root.name()))
        .message(
            "partitioned table "
                + root.schema()
                + "."
                + root.name()
                + (never
                    ? " was never analyzed as a whole"
                    : " had " + Amounts.count((long) root.tuples()) + " rows when it was analyzed")
                + ", its partitions hold "
                + Amounts.count(rows)
                + ", and autovacuum analyzes partitions only")
        .evidence("rows", Amounts.count(rows))
        .evidence("rows when analyzed", never ? "never" : Amounts.count((long) root.tuples()))
        .impact(
            never
                ? "joins and groupings over more than one partition are planned without statistics"
                : IMPACT)
        .fix(
            new Fix(
                List.of(
                    "ANALYZE "
                        + (only ? "ONLY " : "")
                        + Identifiers.quote(root.schema(), root.name())),
                only
                    ? "It samples all partitions. Run it regularly: autovacuum never does."
                    : "It samples all partitions, and analyzes each of them too. Run it regularly:"
                        + " autovacuum never does."))
        .build();
  }
}
