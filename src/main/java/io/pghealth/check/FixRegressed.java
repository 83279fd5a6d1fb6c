package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.StatementFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fix of ours was applied, and statements have cost more since because of it. */
public final class FixRegressed implements DatabaseCheck<PlanRegressionSettings> {
  static final String NAME = "FixRegressed";

  /** After so long without a call a statement harms nobody. */
  private static final Duration UNCALLED = Duration.ofHours(24);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<PlanRegressionSettings> settings() {
    return PlanRegressionSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(StatementFacts.class, PlanObservation.class);
  }

  @Override
  public Floor floor(PlanRegressionSettings settings) {
    return Floor.NO_TABLE;
  }

  @Override
  public Assessment assess(Facts facts, PlanRegressionSettings settings) {
    String database = facts.database().name();
    LedgerState ledger = facts.history().ledger();
    if (nothingApplied(ledger, database)) {
      return new Assessment(NAME, database, List.of(), List.of());
    }
    if (facts.snapshot().statements()
        instanceof Collected.Unknown<StatementFacts>(var reason, var remedy)) {
      return new Assessment(
          NAME, database, List.of(), List.of(NotAssessed.wholly(NAME, database, reason, remedy)));
    }
    PlanHistory history = facts.history().plans();
    DatabasePlans plans = history.databases().get(database);
    StatementFacts counters = facts.snapshot().statements().toOptional().orElseThrow();
    List<NotAssessed> gaps =
        new PlanRegressionGaps(NAME, database, facts.target().credentials().user())
            .ofPlans(counters, plans);
    if (plans == null) {
      return new Assessment(NAME, database, List.of(), gaps);
    }
    Instant now = facts.snapshot().at();
    Map<String, AppliedChange> changes = new LinkedHashMap<>();
    Map<String, List<PlanRegressionFinding>> harmed = new LinkedHashMap<>();
    for (PlanRegressionFinding worse : PlanRegression.worse(facts, history, plans, settings)) {
      if (worse.statement().costs().lastCalled().isAfter(now.minus(UNCALLED))) {
        AppliedChange.causing(worse.causes(), ledger, database, now)
            .ifPresent(change -> {
              String fingerprint = change.fingerprint(database);
              changes.putIfAbsent(fingerprint, change);
              harmed.computeIfAbsent(fingerprint, _ -> new ArrayList<>()).add(worse);
            });
      }
    }
    return new Assessment(
        NAME,
        database,
        changes.entrySet().stream()
            .map(e ->
                new FixRegressedFinding(database, e.getValue(), harmed.get(e.getKey())).finding())
            .toList(),
        gaps);
  }

  private static boolean nothingApplied(LedgerState ledger, String database) {
    return ledger.fixes().stream().noneMatch(f -> database.equals(f.finding().database()))
        && ledger.entries().stream().noneMatch(e -> database.equals(e.finding().database()));
  }
}
