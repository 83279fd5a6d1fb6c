package io.pghealth.check;

import io.pghealth.finding.Assessment;
import java.util.List;

/** Not written yet. */
public final class PlanRegression implements Check<PlanRegressionSettings> {
  @Override
  public String name() {
    return "PlanRegression";
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
