package io.pghealth.check;

import io.pghealth.finding.Assessment;
import java.util.List;

/** Not written yet. */
public final class IndexBloat implements Check<IndexBloatSettings> {
  @Override
  public String name() {
    return "IndexBloat";
  }

  @Override
  public Class<IndexBloatSettings> settings() {
    return IndexBloatSettings.class;
  }

  @Override
  public Assessment assess(Facts facts, IndexBloatSettings settings) {
    return new Assessment(name(), facts.database().name(), List.of(), List.of());
  }
}
