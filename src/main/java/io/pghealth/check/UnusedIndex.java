package io.pghealth.check;

import io.pghealth.finding.Assessment;
import java.util.List;

/** Not written yet. */
public final class UnusedIndex implements Check<UnusedIndexSettings> {
  @Override
  public String name() {
    return "UnusedIndex";
  }

  @Override
  public Class<UnusedIndexSettings> settings() {
    return UnusedIndexSettings.class;
  }

  @Override
  public Assessment assess(Facts facts, UnusedIndexSettings settings) {
    return new Assessment(name(), facts.database().name(), List.of(), List.of());
  }
}
