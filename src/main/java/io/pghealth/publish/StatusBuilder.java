package io.pghealth.publish;

import io.pghealth.api.Bounds;
import io.pghealth.api.Condition;
import io.pghealth.api.PostgresMonitorStatus;
import io.pghealth.api.ReportedFinding;
import io.pghealth.api.ReportedNotAssessed;
import io.pghealth.api.Transition;
import io.pghealth.api.Truncated;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.LedgerResult;
import io.pghealth.snapshot.Snapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Puts a status together from what is known, and keeps from the one before what is not known anew.
 * Immutable: each step gives another builder. {@link StatusWrites} says whether the result is worth
 * writing.
 */
public final class StatusBuilder {
  private static final int FINDINGS_BYTES = 128 * 1024;
  private static final int NOT_ASSESSED_BYTES = 48 * 1024;

  private static final Reported REPORTED =
      new Reported("it is in the DatabaseReport, else in the output of pghealth check");

  private final Conditions conditions;
  private final PostgresMonitorStatus so;
  private final Instant now;

  private StatusBuilder(Conditions conditions, PostgresMonitorStatus so, Instant now) {
    this.conditions = conditions;
    this.so = so;
    this.now = now;
  }

  /**
   * Starts from what stands there.
   *
   * @param previous null where there is no status yet
   * @param generation of the spec that was looked at
   * @param now the time
   */
  public static StatusBuilder from(PostgresMonitorStatus previous, long generation, Instant now) {
    PostgresMonitorStatus before =
        previous != null
            ? previous
            : new PostgresMonitorStatus(null, null, null, null, null, null, null, null, null, null);
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    return new StatusBuilder(
        Conditions.from(before.conditions(), generation, second),
        new PostgresMonitorStatus(
            generation,
            null,
            before.server(),
            before.summary(),
            before.findings(),
            before.notAssessed(),
            before.truncated(),
            before.recentTransitions(),
            before.effectiveChecks(),
            before.lastCheckTime()),
        second);
  }

  /** Whether the monitor does its work; see {@link Verdict} for the usual ones. */
  public StatusBuilder ready(Verdict verdict) {
    return with(conditions.set(Conditions.READY, verdict));
  }

  /** Whether the instances were reached, where no cycle could say it. */
  public StatusBuilder connected(Verdict verdict) {
    return with(conditions.set(Conditions.CONNECTED, verdict));
  }

  /** What a cycle read: the server, and the condition Connected. */
  public StatusBuilder snapshot(Snapshot snapshot) {
    return with(conditions.set(Conditions.CONNECTED, Verdicts.connected(snapshot)))
        .with(
            new PostgresMonitorStatus(
                so.observedGeneration(),
                null,
                Servers.status(snapshot, so.server()),
                so.summary(),
                so.findings(),
                so.notAssessed(),
                so.truncated(),
                so.recentTransitions(),
                so.effectiveChecks(),
                so.lastCheckTime()));
  }

  /**
   * What the ledger says: findings, what was not assessed, and the conditions that follow.
   *
   * @param snapshot of the same cycle; null where there was none
   */
  public StatusBuilder ledger(LedgerResult ledger, Snapshot snapshot) {
    List<LedgerEntry> shown = ledger.entries().stream().filter(e -> !e.suppressed()).toList();
    Room.Filled<ReportedFinding> findings =
        Room.fill(shown, Bounds.STATUS_FINDINGS, FINDINGS_BYTES, REPORTED::finding, REPORTED::lean);
    Room.Filled<ReportedNotAssessed> notAssessed =
        Room.fill(
            ledger.notAssessed(),
            Bounds.STATUS_FINDINGS,
            NOT_ASSESSED_BYTES,
            REPORTED::notAssessed,
            REPORTED::lean);
    List<Transition> transitions =
        ledger.state().recent().stream()
            .limit(Bounds.TRANSITIONS)
            .map(Reported::transition)
            .toList();
    return with(conditions
            .set(Conditions.FINDINGS, Verdicts.findings(ledger.summary()))
            .set(Conditions.PERMISSIONS, Verdicts.permissions(ledger.notAssessed(), snapshot))
            .set(Conditions.STATISTICS, Verdicts.statistics(snapshot)))
        .with(
            new PostgresMonitorStatus(
                so.observedGeneration(),
                null,
                so.server(),
                Reported.summary(ledger.summary()),
                findings.items(),
                notAssessed.items(),
                truncated(findings.leftOut(), notAssessed.leftOut()),
                transitions.isEmpty() ? null : transitions,
                so.effectiveChecks(),
                so.lastCheckTime()));
  }

  /** Settings in effect, by check and setting. */
  public StatusBuilder effectiveChecks(Map<String, SequencedMap<String, String>> checks) {
    Map<String, Map<String, String>> effective = new java.util.TreeMap<>(checks);
    return with(
        new PostgresMonitorStatus(
            so.observedGeneration(),
            null,
            so.server(),
            so.summary(),
            so.findings(),
            so.notAssessed(),
            so.truncated(),
            so.recentTransitions(),
            effective.isEmpty() ? null : effective,
            so.lastCheckTime()));
  }

  /** When the last cycle ended. */
  public StatusBuilder checkedAt(Instant end) {
    return with(
        new PostgresMonitorStatus(
            so.observedGeneration(),
            null,
            so.server(),
            so.summary(),
            so.findings(),
            so.notAssessed(),
            so.truncated(),
            so.recentTransitions(),
            so.effectiveChecks(),
            Objects.requireNonNull(end).truncatedTo(ChronoUnit.SECONDS)));
  }

  /** The status. */
  public PostgresMonitorStatus build() {
    List<Condition> all = conditions.list();
    return new PostgresMonitorStatus(
        so.observedGeneration(),
        all,
        so.server(),
        so.summary(),
        so.findings(),
        so.notAssessed(),
        so.truncated(),
        so.recentTransitions(),
        so.effectiveChecks(),
        so.lastCheckTime());
  }

  static Truncated truncated(int findings, int notAssessed) {
    return findings == 0 && notAssessed == 0 ? null : new Truncated(findings, notAssessed);
  }

  private StatusBuilder with(Conditions other) {
    return new StatusBuilder(other, so, now);
  }

  private StatusBuilder with(PostgresMonitorStatus other) {
    return new StatusBuilder(conditions, other, now);
  }
}
