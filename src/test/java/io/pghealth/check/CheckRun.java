package io.pghealth.check;

import io.pghealth.cycle.Cycle;
import io.pghealth.cycle.CycleRequest;
import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.Finding;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.History;
import io.pghealth.postgres.PgSessions;
import io.pghealth.target.Credentials;
import io.pghealth.target.Target;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs one check on one database, through the real cycle, as a role would.
 *
 * @param check the only one that runs
 * @param database the only one that is watched
 * @param role who looks
 * @param settings of the check
 * @param replicas of the server
 */
record CheckRun(
    Check<?> check,
    PgDatabase database,
    Credentials role,
    Map<String, String> settings,
    List<PgServer> replicas) {

  /** What came of it. */
  record Seen(List<Finding> findings, List<NotAssessed> notAssessed, History history) {

    /** The finding about an object of this name. */
    Finding of(String name) {
      return findings.stream()
          .filter(f -> f.object().name().equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("nothing about " + name + ": " + this));
    }

    /** Names of the objects that were found. */
    List<String> names() {
      return findings.stream().map(f -> f.object().name()).sorted().toList();
    }
  }

  /** As a superuser, with default settings. */
  static CheckRun of(Check<?> check, PgDatabase database) {
    return new CheckRun(check, database, database.server().superuser(), Map.of(), List.of());
  }

  CheckRun as(Credentials other) {
    return new CheckRun(check, database, other, settings, replicas);
  }

  CheckRun with(String setting, String value) {
    Map<String, String> more = new java.util.HashMap<>(settings);
    more.put(setting, value);
    return new CheckRun(check, database, role, more, replicas);
  }

  CheckRun and(PgServer replica) {
    return new CheckRun(check, database, role, settings, List.of(replica));
  }

  Seen now() {
    return at(Instant.now(), History.empty());
  }

  Seen at(Instant now, History history) {
    database.awaitShown();
    try {
      List<Check<?>> checks = List.of(check);
      CycleResult result =
          new Cycle(PgSessions::new, checks)
              .run(
                  new CycleRequest(
                      target(),
                      CheckSettings.parse(checks, Map.of(check.settingsKey(), settings)),
                      history,
                      Set.of(),
                      CycleRequest.Mode.COMMAND_LINE,
                      now));
      return new Seen(
          result.ledger().entries().stream().map(LedgerEntry::finding).toList(),
          result.ledger().notAssessed(),
          result.history());
    } catch (InvalidSettingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Runs what a finding prints. */
  void mend(Finding finding) {
    database.execute(finding.fix().sql().toArray(String[]::new));
  }

  /** Runs what brings it back. */
  void undo(Finding finding) {
    database.execute(finding.undo().sql().toArray(String[]::new));
  }

  private Target target() {
    Target all = Targets.of(database.server(), role, replicas.toArray(PgServer[]::new));
    return Targets.only(all, List.of(database.name()));
  }
}
