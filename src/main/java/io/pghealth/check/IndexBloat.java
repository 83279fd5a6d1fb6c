package io.pghealth.check;

import io.pghealth.check.Bloat.Deleted;
import io.pghealth.check.BloatChoice.Hindrance;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectRef;
import io.pghealth.history.BloatHistory;
import io.pghealth.history.BloatHistory.IndexBloatEvidence;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Btree indexes that a rebuild would make much smaller, as measured with pgstatindex. */
public final class IndexBloat implements DatabaseCheck<IndexBloatSettings> {
  static final String NAME = "IndexBloat";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<IndexBloatSettings> settings() {
    return IndexBloatSettings.class;
  }

  @Override
  public Assessment assess(Facts facts, IndexBloatSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<IndexFacts> known = doubts.known(database.indexes());
    if (known.isEmpty()) {
      return doubts.with(List.of());
    }
    IndexFacts indexes = known.get();
    doubts.locked(indexes, Set.of(Flag.INVALID));
    BloatChoice choice = new BloatChoice(facts.target(), settings);
    List<Index> candidates = choice.candidates(indexes);
    Optional<Hindrance> hindrance = BloatChoice.hindrance(indexes.pgstattuple());
    if (hindrance.isPresent()) {
      if (!candidates.isEmpty()) {
        doubts.wholly(hindrance.get().reason(), hindrance.get().remedy());
      }
      return doubts.with(List.of());
    }
    List<Finding> findings = new ArrayList<>();
    for (Index index : candidates) {
      BloatHistory history = facts.history().bloat();
      Optional<IndexBloatEvidence> measured = choice.known(database, history, index);
      Optional<Hindrance> why =
          measured.isPresent() ? failure(measured.get()) : unmeasured(facts, choice, index);
      if (why.isPresent()) {
        doubts.of(
            ObjectRef.index(index.schema(), index.name(), index.table()),
            why.get().reason(),
            why.get().remedy());
      } else {
        judge(database.name(), index, measured.get(), settings).ifPresent(findings::add);
      }
    }
    return doubts.with(findings);
  }

  private static Optional<Hindrance> failure(IndexBloatEvidence known) {
    return known.failure() == null
        ? Optional.empty()
        : Optional.of(
            new Hindrance(
                known.failure(),
                known.failure().equals(Doubts.LOCKED)
                    ? Doubts.UNLOCK
                    : known.failure().contains("statementTimeout")
                        ? Remedy.note("Raise limits.statementTimeout.")
                        : Remedy.none()));
  }

  private static Optional<Hindrance> unmeasured(Facts facts, BloatChoice choice, Index index) {
    BloatHistory history = facts.history().bloat();
    long left =
        history.budgetLeft(facts.target().limits().bloatScanBudget(), facts.snapshot().at());
    Hindrance later =
        index.sizeBytes() > left
            ? new Hindrance(
                "not measured yet: this hour's limits.bloatScanBudget is spent",
                Remedy.note("Wait, or raise limits.bloatScanBudget."))
            : new Hindrance("not measured yet", Remedy.note("Wait for the next cycle."));
    return choice.hindrance(index, history).or(() -> Optional.of(later));
  }

  private static Optional<Finding> judge(
      String database, Index index, IndexBloatEvidence known, IndexBloatSettings settings) {
    Bloat bloat = new Bloat(known, index.fillfactor());
    Deleted deleted = bloat.deleted();
    long proven = deleted == Deleted.NOT_REUSED ? bloat.goneBytes() : 0;
    if (worth(bloat, proven, settings)) {
      // Part of what is sparse may be the work of random inserts; NULLs in a unique index are
      // deduplicated by inserts and not by a rebuild.
      boolean sure = !bloat.dense() && !(index.is(Flag.UNIQUE) && index.nullableKey());
      return Optional.of(
          new IndexBloatFinding(database, index, bloat, proven, deleted)
              .finding(sure ? Confidence.HIGH : Confidence.MEDIUM));
    }
    if (deleted == Deleted.UNKNOWN && worth(bloat, bloat.goneBytes(), settings)) {
      return Optional.of(
          new IndexBloatFinding(database, index, bloat, bloat.goneBytes(), deleted)
              .finding(Confidence.LOW));
    }
    return Optional.empty();
  }

  private static boolean worth(Bloat bloat, long goneBytes, IndexBloatSettings settings) {
    long waste = bloat.sparseBytes() + goneBytes;
    return !bloat.sound(goneBytes)
        && waste > 0
        && waste >= settings.minWaste().value()
        && 100.0 * waste / bloat.sizeBytes() >= settings.minWastePercent();
  }
}
