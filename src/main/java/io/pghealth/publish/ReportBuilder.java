package io.pghealth.publish;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.pghealth.api.Bounds;
import io.pghealth.api.DatabaseReport;
import io.pghealth.api.DatabaseReportSpec;
import io.pghealth.api.DatabaseReportStatus;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.api.ReportedFinding;
import io.pghealth.api.ReportedNotAssessed;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.LedgerResult;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Summary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** The complete findings of one database, or of the server, as an object of its own. */
public final class ReportBuilder {
  /** Together well below the 1.5 MiB of one request to etcd. */
  private static final int FINDINGS_BYTES = 640 * 1024;

  private static final int NOT_ASSESSED_BYTES = 192 * 1024;

  private static final Reported REPORTED = new Reported("it is in the output of pghealth check");

  /**
   * The name of a report.
   *
   * @param database null for the server
   */
  public String name(String monitor, String database) {
    return monitor + "-" + (database == null ? "server" : Hash.hex(10, database));
  }

  /**
   * The report.
   *
   * @param database null for the server
   * @param checked when the last cycle ended; null where none has
   */
  public DatabaseReport build(
      PostgresMonitor monitor, String database, LedgerResult ledger, Instant checked) {
    DatabaseReport report = new DatabaseReport();
    report.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(monitor.getMetadata().getNamespace())
            .withName(name(monitor.getMetadata().getName(), database))
            .withOwnerReferences(owner(monitor))
            .build());
    report.setSpec(
        new DatabaseReportSpec(monitor.getMetadata().getName(), Text.prose(database, Bounds.NAME)));
    report.setStatus(status(database, ledger, checked));
    return report;
  }

  private static DatabaseReportStatus status(
      String database, LedgerResult ledger, Instant checked) {
    List<LedgerEntry> entries =
        ledger.entries().stream()
            .filter(e -> Objects.equals(e.finding().database(), database))
            .toList();
    List<NotAssessed> missing =
        ledger.notAssessed().stream().filter(n -> Objects.equals(n.database(), database)).toList();
    Room.Filled<ReportedFinding> findings =
        Room.fill(
            entries.stream().filter(e -> !e.suppressed()).toList(),
            Bounds.REPORT_FINDINGS,
            FINDINGS_BYTES,
            REPORTED::finding,
            REPORTED::lean);
    Room.Filled<ReportedNotAssessed> notAssessed =
        Room.fill(
            missing,
            Bounds.REPORT_FINDINGS,
            NOT_ASSESSED_BYTES,
            REPORTED::notAssessed,
            REPORTED::lean);
    return new DatabaseReportStatus(
        Reported.summary(Summary.of(entries, missing)),
        findings.items(),
        notAssessed.items(),
        StatusBuilder.truncated(findings.leftOut(), notAssessed.leftOut()),
        checked == null ? null : checked.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Deleting the monitor deletes what it owns, and never waits for it. */
  static OwnerReference owner(PostgresMonitor monitor) {
    return new OwnerReferenceBuilder()
        .withApiVersion(monitor.getApiVersion())
        .withKind(monitor.getKind())
        .withName(monitor.getMetadata().getName())
        .withUid(monitor.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(false)
        .build();
  }
}
