package io.pghealth.cycle;

import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.DatabaseCheck;
import io.pghealth.check.Facts;
import io.pghealth.check.ServerCheck;
import io.pghealth.check.ServerFacts;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.History;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks the checks. */
final class AssessStep {
  private final List<Check<?>> checks;
  private final CheckSettings settings;

  AssessStep(List<Check<?>> checks, CheckSettings settings) {
    this.checks = checks.stream().filter(settings::enabled).<Check<?>>map(c -> c).toList();
    this.settings = settings;
  }

  /** Names of those that are asked of each database. */
  List<String> ofDatabases() {
    return names(DatabaseCheck.class);
  }

  /** Names of those that are asked of the server. */
  List<String> ofServer() {
    return names(ServerCheck.class);
  }

  private List<String> names(Class<?> scope) {
    return checks.stream().filter(scope::isInstance).<String>map(Check::name).toList();
  }

  /** Types of facts that somebody reads. */
  static Set<Class<?>> needs(List<Check<?>> checks, CheckSettings settings) {
    return checks.stream()
        .filter(settings::enabled)
        .flatMap(check -> check.needs().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The smallest table that one of them wants to know of. */
  Floor floor() {
    Floor floor = Floor.NO_TABLE;
    for (Check<?> check : checks) {
      if (check instanceof DatabaseCheck<?> one) {
        floor = floor.and(floor(one));
      }
    }
    return floor;
  }

  private <S extends Record> Floor floor(DatabaseCheck<S> check) {
    return check.floor(settings.of(check));
  }

  /** What each check says of the server, or of each database. */
  List<Assessment> assess(Snapshot snapshot, History history, Target target) {
    List<Assessment> assessments = new ArrayList<>();
    ServerFacts server = new ServerFacts(snapshot, history, target);
    for (Check<?> check : checks) {
      if (check instanceof ServerCheck<?> one) {
        assessments.add(ofServer(one, server));
      }
      if (check instanceof DatabaseCheck<?> one) {
        snapshot
            .databases()
            .forEach(database ->
                assessments.add(ofDatabase(one, new Facts(snapshot, database, history, target))));
      }
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
      if (databases.isEmpty() || check instanceof ServerCheck) {
        assessments.add(unknown(check, null, reason, remedy));
      }
      if (check instanceof DatabaseCheck) {
        databases.forEach(database -> assessments.add(unknown(check, database, reason, remedy)));
      }
    }
    return assessments;
  }

  private <S extends Record> Assessment ofDatabase(DatabaseCheck<S> check, Facts facts) {
    return guarded(check, facts.database().name(), () -> check.assess(facts, settings.of(check)));
  }

  private <S extends Record> Assessment ofServer(ServerCheck<S> check, ServerFacts facts) {
    return guarded(check, null, () -> check.assess(facts, settings.of(check)));
  }

  private static Assessment guarded(Check<?> check, String database, Supplier<Assessment> asked) {
    try {
      return asked.get();
    } catch (RuntimeException e) {
      // A fault of ours in one check must not take the others with it, nor pass for health.
      return unknown(
          check,
          database,
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
