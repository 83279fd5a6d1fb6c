package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.IndexIdentity;
import io.pghealth.snapshot.IndexKeys;
import java.util.List;
import java.util.Set;

/** Indexes that another one of the same table equals in all that the catalogs say of them. */
public final class DuplicateIndex implements DatabaseCheck<DuplicateIndexSettings> {
  static final String NAME = "DuplicateIndex";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<DuplicateIndexSettings> settings() {
    return DuplicateIndexSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(IndexKeys.class, IndexIdentity.class);
  }

  @Override
  public Floor floor(DuplicateIndexSettings settings) {
    // Indexes that look alike are in scope.
    return Floor.NO_TABLE;
  }

  @Override
  public Assessment assess(Facts facts, DuplicateIndexSettings settings) {
    String database = facts.database().name();
    Doubts doubts = new Doubts(NAME, database);
    IndexUse use = new IndexUse(facts);
    return OverlapDoubts.overlaps(facts, doubts, use)
        .map(overlaps ->
            doubts.with(
                overlaps.duplicates().stream()
                    .filter(o -> o.unit().sizeBytes() >= settings.minSize().value())
                    .map(o ->
                        new OverlapFinding(NAME, database, o, use)
                            .finding("is the same as", Confidence.HIGH))
                    .toList()))
        .orElseGet(() -> doubts.with(List.of()));
  }
}
