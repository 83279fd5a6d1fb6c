package io.pghealth.check;

import io.pghealth.cycle.Cycle;
import io.pghealth.cycle.CycleRequest;
import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.Finding;
import io.pghealth.finding.LedgerEntry;
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

/** One cycle with one check, as the command line runs it, on a real server. */
final class OneCycle {
  private final Check<?> check;
  private final PgDatabase database;
  private final Target target;
  private Instant now = Instant.now();
  private Map<String, String> settings = Map.of();

  OneCycle(Check<?> check, PgDatabase database, Credentials role, PgServer... replicas) {
    this.check = check;
    this.database = database;
    Target all = Targets.of(database.server(), role, replicas);
    this.target = Targets.only(all, List.of(database.name()));
  }

  OneCycle at(Instant time) {
    now = time;
    return this;
  }

  OneCycle with(Map<String, String> values) {
    settings = values;
    return this;
  }

  CycleResult run() {
    return run(History.empty());
  }

  CycleResult run(History history) {
    database.awaitShown();
    try {
      return new Cycle(PgSessions::new, List.of(check))
          .run(
              new CycleRequest(
                  target,
                  CheckSettings.parse(List.of(check), Map.of(check.settingsKey(), settings)),
                  history,
                  Set.of(),
                  CycleRequest.Mode.COMMAND_LINE,
                  now));
    } catch (InvalidSettingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static List<Finding> findings(CycleResult result) {
    return result.ledger().entries().stream().map(LedgerEntry::finding).toList();
  }

  static List<String> gaps(CycleResult result) {
    return result.ledger().notAssessed().stream().map(n -> n.reason()).toList();
  }
}
