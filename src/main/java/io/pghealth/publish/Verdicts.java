package io.pghealth.publish;

import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Summary;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Conditions that follow from what a cycle read and said. */
final class Verdicts {
  private static final int NAMED = 5;

  private Verdicts() {}

  static Verdict connected(Snapshot snapshot) {
    List<InstanceSnapshot> missing =
        snapshot.instances().stream().filter(i -> i.facts().missing() != null).toList();
    if (missing.isEmpty()) {
      int reached = snapshot.instances().size();
      return Verdict.yes(
          "Connected",
          reached == 1 ? "the instance was reached" : reached + " instances were reached");
    }
    boolean primary = missing.contains(snapshot.primary());
    return Verdict.no(
        primary ? "PrimaryNotReached" : "ReplicaNotReached",
        missing.stream()
                .limit(NAMED)
                .map(i -> i.endpoint() + ": " + i.facts().missing().reason())
                .collect(Collectors.joining("; "))
            + more(missing.size()));
  }

  static Verdict findings(Summary summary) {
    if (summary.total() == 0) {
      return Verdict.no("NoFindings", "nothing was found");
    }
    return Verdict.yes(
        "Findings",
        summary.total()
            + (summary.total() == 1 ? " finding, " : " findings, ")
            + summary.critical()
            + " critical, "
            + summary.high()
            + " high");
  }

  /** Something that a GRANT would unlock was not assessed. */
  static Verdict permissions(List<NotAssessed> notAssessed, Snapshot snapshot) {
    List<String> checks =
        notAssessed.stream()
            .filter(n -> n.remedy() != null && n.remedy().sql().stream().anyMatch(Verdicts::grant))
            .map(NotAssessed::check)
            .distinct()
            .sorted()
            .toList();
    if (!checks.isEmpty()) {
      return Verdict.no(
          "GrantsMissing",
          "a GRANT would unlock more of "
              + checks.stream().limit(NAMED).collect(Collectors.joining(", "))
              + more(checks.size())
              + "; status.notAssessed has the statements");
    }
    return reached(snapshot)
        ? Verdict.yes("Sufficient", "no check asks for a GRANT")
        : Verdict.unknown("NotConnected", "the primary was not reached");
  }

  static Verdict statistics(Snapshot snapshot) {
    if (!reached(snapshot)) {
      return Verdict.unknown("NotConnected", "the primary was not reached");
    }
    return snapshot.statements().missing() == null
        ? Verdict.yes("Available", "pg_stat_statements was read")
        : Verdict.no("StatementsNotRead", snapshot.statements().missing().reason());
  }

  private static boolean reached(Snapshot snapshot) {
    return snapshot != null
        && !snapshot.instances().isEmpty()
        && snapshot.primary().facts().missing() == null;
  }

  private static boolean grant(String sql) {
    return sql.stripLeading().toUpperCase(Locale.ROOT).startsWith("GRANT ");
  }

  private static String more(int count) {
    return count > NAMED ? " and " + (count - NAMED) + " more" : "";
  }
}
