package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.history.PlanHistory;
import java.util.List;

/** A statement's plan became another, and dearer. */
public final class PlanRegression implements Check<PlanRegressionSettings> {

  @Override
  public String name() {
    return PlanHistory.CHECK;
  }

  @Override
  public Class<PlanRegressionSettings> settings() {
    return PlanRegressionSettings.class;
  }

  @Override
  public Assessment assess(Facts facts, PlanRegressionSettings settings) {
    return new Assessment(name(), facts.database().name(), List.of(), List.of());
  }
}
