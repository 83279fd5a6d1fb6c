package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.StatementHistory;
import io.pghealth.plan.Comparison;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.StatementFacts;
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
        plans == null ? List.of() : findings(facts, history, counters, plans, settings),
        gaps);
  }

  /** One per query id: the role whose statement suffers most speaks for the others. */
  private List<Finding> findings(
      Facts facts,
      PlanHistory history,
      StatementFacts counters,
      DatabasePlans plans,
      PlanRegressionSettings settings) {
    Map<Long, List<PlanRegressionFinding>> byQuery = new LinkedHashMap<>();
    for (StatementHistory statement : plans.statements()) {
      if (statement.flip() == null || !present(statement, facts.snapshot().at())) {
        continue;
      }
      Comparison comparison = Comparison.of(history, statement, settings.minCalls());
      if (comparison == null
          || comparison.after().share() * 100 < settings.minLoadSharePercent()
          || comparison.worse(settings.minIncreasePercent()) == Comparison.Worse.NOT) {
        continue;
      }
      byQuery
          .computeIfAbsent(statement.key().queryId(), _ -> new ArrayList<>())
          .add(
              new PlanRegressionFinding(
                  facts.database().name(),
                  counters.planSources(),
                  plans,
                  statement,
                  comparison,
                  comparison.worse(settings.minIncreasePercent())));
    }
    return byQuery.values().stream().map(PlanRegressionFinding::worst).toList();
  }

  private static boolean present(StatementHistory statement, Instant now) {
    return statement.flip().ended() == null || statement.comesAndGoes(now);
  }
}
