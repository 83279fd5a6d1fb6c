package io.pghealth.check;

import io.pghealth.bloat.SizeFacts;
import io.pghealth.check.BloatVerdict.Bloated;
import io.pghealth.check.BloatVerdict.Sound;
import io.pghealth.check.BloatVerdict.Unsure;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectRef;
import io.pghealth.history.BloatHistory;
import io.pghealth.history.BloatHistory.IndexBloatEvidence;
import io.pghealth.history.SizeEstimate;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Btree indexes that a rebuild would make much smaller for good: estimated from statistics, then
 * measured with pgstatindex where that may be.
 */
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
  public Set<Class<?>> needs() {
    return SizeFacts.NEEDS;
  }

  @Override
  public Floor floor(IndexBloatSettings settings) {
    return Floor.ofBytes(settings.minWaste().value());
  }

  @Override
  public Assessment assess(Facts facts, IndexBloatSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<IndexFacts> known = doubts.known(database.indexes());
    if (known.isEmpty()) {
      return doubts.with(List.of());
    }
    doubts.locked(known.get(), Set.of(Flag.INVALID));
    BloatHistory history = facts.history().bloat();
    BloatChoice choice = new BloatChoice(facts.target(), settings);
    List<Finding> findings = new ArrayList<>();
    for (Index index : choice.candidates(database, known.get(), history)) {
      IndexBloatEvidence measured = choice.known(database, history, index).orElse(null);
      SizeEstimate estimate = choice.estimate(database, history, index).orElse(null);
      BloatJudge judge = new BloatJudge(index, estimate, settings);
      switch (verdict(facts, choice, index, measured, judge)) {
        case Sound sound -> {}
        case Unsure(Hindrance why) ->
            doubts.of(
                ObjectRef.index(index.schema(), index.name(), index.table()),
                why.reason(),
                why.remedy());
        case Bloated bloated ->
            findings.add(
                new IndexBloatFinding(database.name(), index, bloated, measured, estimate)
                    .finding());
      }
    }
    findings.addAll(new OtherBloat(database, settings).assess(history, doubts));
    return doubts.with(findings);
  }

  private static BloatVerdict verdict(
      Facts facts, BloatChoice choice, Index index, IndexBloatEvidence measured, BloatJudge judge) {
    Optional<Hindrance> always =
        BloatChoice.hindrance(facts.database().indexes().toOptional().orElseThrow().pgstattuple());
    if (always.isPresent()) {
      return judge.alone(always.get());
    }
    if (measured != null && measured.failure() == null) {
      return judge.measured(new Bloat(measured, index.fillfactor()));
    }
    if (measured != null) {
      Hindrance why = failure(measured.failure());
      return why.reason().equals(Doubts.LOCKED) ? new Unsure(why) : judge.alone(why);
    }
    return choice
        .hindrance(index, facts.history().bloat())
        .map(judge::alone)
        .orElseGet(() -> new Unsure(later(facts, index)));
  }

  private static Hindrance failure(String failure) {
    return new Hindrance(
        failure,
        failure.equals(Doubts.LOCKED)
            ? Doubts.UNLOCK
            : failure.contains("statementTimeout")
                ? Remedy.note("Raise limits.statementTimeout.")
                : Remedy.none());
  }

  private static Hindrance later(Facts facts, Index index) {
    long left =
        facts
            .history()
            .bloat()
            .budgetLeft(facts.target().limits().bloatScanBudget(), facts.snapshot().at());
    return index.sizeBytes() > left
        ? new Hindrance(
            "not measured yet: this hour's limits.bloatScanBudget is spent",
            Remedy.note("Wait, or raise limits.bloatScanBudget."))
        : new Hindrance("not measured yet", Remedy.note("Wait for the next cycle."));
  }
}
