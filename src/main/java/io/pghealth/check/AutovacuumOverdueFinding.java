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
import io.pghealth.snapshot.VacuumFacts.Relation;
import io.pghealth.snapshot.VacuumFacts.Server;
import java.time.Duration;
import java.util.List;

/**
 * Words and numbers of one finding.
 *
 * @param dead whether it is for its dead rows; else for inserted ones
 * @param threshold rows beyond which autovacuum comes
 */
record AutovacuumOverdueFinding(
    Facts facts,
    Server server,
    Relation relation,
    Overdue overdue,
    boolean dead,
    double threshold) {

  Finding finding() {
    Why why = overdue.why();
    Finding.Builder finding =
        Finding.of(AutovacuumOverdue.NAME, severity(), confidence())
            .database(facts.database().name())
            .object(AutovacuumOverdue.reference(relation))
            .discriminator(relation.toast() ? "toast" : null)
            .message(message())
            .evidence(dead ? "dead rows" : "rows inserted since", String.valueOf(count()))
            .evidence("threshold", String.valueOf(Math.round(threshold)))
            .evidence("live rows", String.valueOf(relation.live()))
            .evidence(
                "last vacuum",
                relation.lastVacuum() == null ? "none counted" : relation.lastVacuum().toString())
            .evidence("cause", why.words());
    if (overdue.waited() != null) {
      finding.evidence("overdue for at least", Amounts.span(overdue.waited()));
      finding.evidence(
          "autovacuum workers",
          server.workers() == null
              ? "hidden without pg_read_all_stats"
              : server.workers() + " of " + server.mostWorkers() + " at work");
    }
    return finding
        .impact(
            dead
                ? "scans read the dead rows, and the table grows by what could be used again"
                : "pages are not marked all-visible: index-only scans visit the table, and the"
                    + " VACUUM against wraparound will have all of it to freeze at once")
        .causedBy(cause())
        .fix(fix())
        .undo(undo())
        .build();
  }

  /** The one setting that explains every overdue table, or who holds the horizon. */
  private String cause() {
    return switch (overdue.why()) {
      case SERVER_OFF ->
          Finding.of(DangerousSettings.NAME, Severity.HIGH, Confidence.HIGH)
              .object(ObjectRef.of(ObjectKind.SETTING, "autovacuum"))
              .build()
              .fingerprint();
      case HORIZON -> Horizon.cause(facts).orElse(null);
      default -> null;
    };
  }

  private String message() {
    Duration waited = overdue.waited();
    return (relation.toast() ? "the TOAST table of " : "table ")
        + relation.schema()
        + "."
        + relation.name()
        + " has "
        + Amounts.count(count())
        + (dead ? " dead rows" : " rows inserted since its last vacuum")
        + ", and autovacuum is to come from "
        + Amounts.count(Math.round(threshold))
        + " on"
        + (waited == null ? "" : ", for at least " + Amounts.span(waited))
        + ": "
        + overdue.why().words();
  }

  private long count() {
    return dead ? relation.dead() : relation.insertedSinceVacuum();
  }

  private Severity severity() {
    if (!dead || overdue.why() == Why.AT_WORK) {
      return Severity.LOW;
    }
    return relation.dead() > Math.max(relation.live(), relation.tuples())
        ? Severity.HIGH
        : Severity.MEDIUM;
  }

  private Confidence confidence() {
    return switch (overdue.why()) {
      case SERVER_OFF, TABLE_OFF, HORIZON -> Confidence.HIGH;
      default -> Confidence.MEDIUM;
    };
  }

  private String name() {
    return Identifiers.quote(relation.schema(), relation.name());
  }

  private Fix fix() {
    return switch (overdue.why()) {
      case HORIZON ->
          new Fix(
              List.of(),
              "End what holds the horizon; autovacuum then removes them at its next visit.");
      case AT_WORK ->
          new Fix(
              List.of(),
              "Let it finish. If it is always as slow: a higher autovacuum_vacuum_cost_limit, or a"
                  + " lower autovacuum_vacuum_cost_delay for this table; more autovacuum_work_mem"
                  + " where it scans the indexes several times.");
      case TABLE_OFF ->
          new Fix(
              List.of("ALTER TABLE " + name() + " RESET (" + option() + ")", "VACUUM " + name()),
              "If somebody turned it off on purpose, VACUUM alone; and then regularly.");
      case SERVER_OFF -> new Fix(List.of("VACUUM " + name()), "Then turn autovacuum on.");
      case STARVED ->
          new Fix(
              List.of("VACUUM " + name()),
              "More autovacuum_max_workers share one cost limit: raise"
                  + " autovacuum_vacuum_cost_limit with them.");
      case LOCKED ->
          new Fix(
              List.of("VACUUM " + name()),
              "It waits for that lock. Autovacuum gives way to whoever asks for such a lock: look"
                  + " for what takes it time and again.");
      case UNKNOWN ->
          new Fix(
              List.of("VACUUM " + name()),
              "Look in the server's log for \"canceling autovacuum task\" and for errors of"
                  + " autovacuum, which stop it at the same table every time.");
    };
  }

  /** Options of the TOAST table are written with a prefix, if it has any of its own. */
  private String option() {
    return (relation.toast() && relation.ownOptions() ? "toast." : "") + "autovacuum_enabled";
  }

  private Fix undo() {
    return overdue.why() != Why.TABLE_OFF
        ? null
        : new Fix(
            List.of(
                "ALTER TABLE "
                    + name()
                    + " SET ("
                    + option()
                    + " = "
                    + relation.options().get("autovacuum_enabled")
                    + ")"),
            null);
  }
}
