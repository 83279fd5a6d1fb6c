package io.pghealth.cycle;

import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.Facts;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.History;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Asks the checks. */
final class AssessStep {
  private final List<Check<?>> checks;
  private final CheckSettings settings;

  AssessStep(List<Check<?>> checks, CheckSettings settings) {
    this.checks = checks.stream().filter(settings::enabled).<Check<?>>map(c -> c).toList();
    this.settings = settings;
  }

  List<String> names() {
    return checks.stream().<String>map(Check::name).toList();
  }

  /** What each check says of each database. */
  List<Assessment> assess(Snapshot snapshot, History history, Target target) {
    List<Assessment> assessments = new ArrayList<>();
    for (DatabaseSnapshot database : snapshot.databases()) {
      Facts facts = new Facts(snapshot, database, history, target);
      checks.forEach(check -> assessments.add(guarded(check, facts)));
    }
    return assessments;
  }

  /** The primary was not reached: nothing is known of what was open, in whichever database. */
  List<Assessment> nothing(History history, String reason, Remedy remedy) {
    List<String> databases =
        history.ledger().entries().stream()
            .map(LedgerEntry::finding)
            .map(Finding::database)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    List<Assessment> assessments = new ArrayList<>();
    for (Check<?> check : checks) {
      if (databases.isEmpty()) {
        assessments.add(unknown(check, null, reason, remedy));
      }
      databases.forEach(database -> assessments.add(unknown(check, database, reason, remedy)));
    }
    return assessments;
  }

  private <S extends Record> Assessment guarded(Check<S> check, Facts facts) {
    try {
      return check.assess(facts, settings.of(check));
    } catch (RuntimeException e) {
      // A fault of ours in one check must not take the others with it, nor pass for health.
      return unknown(
          check,
          facts.database().name(),
          "pghealth failed: " + e.getClass().getSimpleName(),
          Remedy.note("This is a fault of pghealth; please report it."));
    }
  }

  private static Assessment unknown(Check<?> check, String database, String reason, Remedy remedy) {
    return new Assessment(
        check.name(),
        database,
        List.of(),
        List.of(NotAssessed.wholly(check.name(), database, reason, remedy)));
  }
}
