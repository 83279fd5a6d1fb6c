package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.StatementHistory;
import io.pghealth.plan.Comparison;
import io.pghealth.plan.FlipCauses;
import io.pghealth.plan.PresentNames;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.snapshot.TableFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A statement's plan became another, and dearer. */
public final class PlanRegression implements DatabaseCheck<PlanRegressionSettings> {
  @Override
  public String name() {
    return PlanHistory.CHECK;
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
    if (facts.snapshot().statements()
        instanceof Collected.Unknown<StatementFacts>(var reason, var remedy)) {
      return new Assessment(
          name(),
          database,
          List.of(),
          List.of(NotAssessed.wholly(name(), database, reason, remedy)));
    }
    StatementFacts counters = facts.snapshot().statements().toOptional().orElseThrow();
    PlanHistory history = facts.history().plans();
    DatabasePlans plans = history.databases().get(database);
    List<NotAssessed> gaps =
        new PlanRegressionGaps(database, facts.target().credentials().user()).of(counters, plans);
    return new Assessment(
        name(),
        database,
        plans == null ? List.of() : findings(facts, history, plans, settings),
        gaps);
  }

  /** One per query id: the role whose statement suffers most speaks for the others. */
  private static List<Finding> findings(
      Facts facts, PlanHistory history, DatabasePlans plans, PlanRegressionSettings settings) {
    Map<Long, List<PlanRegressionFinding>> byQuery = new LinkedHashMap<>();
    for (PlanRegressionFinding worse : worse(facts, history, plans, settings)) {
      byQuery.computeIfAbsent(worse.statement().key().queryId(), _ -> new ArrayList<>()).add(worse);
    }
    return byQuery.values().stream().map(PlanRegressionFinding::worst).toList();
  }

  /** Statements whose plan became another, and dearer. */
  static List<PlanRegressionFinding> worse(
      Facts facts, PlanHistory history, DatabasePlans plans, PlanRegressionSettings settings) {
    List<PlanRegressionFinding> all = new ArrayList<>();
    String database = facts.database().name();
    Instant now = facts.snapshot().at();
    List<String> sources =
        facts
            .snapshot()
            .statements()
            .toOptional()
            .map(StatementFacts::planSources)
            .orElse(List.of());
    for (StatementHistory statement : plans.statements()) {
      if (statement.flip() == null || !present(statement, now)) {
        continue;
      }
      Comparison comparison = Comparison.of(history, statement, settings.minCalls());
      if (comparison == null
          || comparison.after().share() * 100 < settings.minLoadSharePercent()
          || comparison.worsePerRow(settings.minIncreasePercent()) == Comparison.Worse.NOT) {
        continue;
      }
      FlipCauses causes = FlipCauses.of(statement.flip(), comparison);
      all.add(
          new PlanRegressionFinding(
              database,
              sources,
              plans,
              statement,
              comparison,
              comparison.worsePerRow(settings.minIncreasePercent()),
              causes,
              names(facts, plans),
              AppliedChange.causing(causes, facts.history().ledger(), database, now)
                  .map(change -> change.fingerprint(database))
                  .orElse(null)));
    }
    return all;
  }

  /** Tables are looked at where somebody else read them: an index cannot take their place. */
  private static PresentNames names(Facts facts, DatabasePlans plans) {
    IndexFacts indexes = facts.database().indexes().toOptional().orElse(null);
    TableFacts tables =
        facts.database().facts().find(TableFacts.class).orElseGet(() -> new TableFacts(Map.of()));
    return indexes == null
        ? PresentNames.unknown()
        : new PresentNames(
            schema -> ExistingIndexes.taken(schema, indexes, tables), plans.catalog());
  }

  private static boolean present(StatementHistory statement, Instant now) {
    return statement.flip().ended() == null || statement.plans().comesAndGoes(now);
  }
}
