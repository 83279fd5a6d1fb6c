package io.pghealth.check;

import io.pghealth.history.BloatHistory;
import io.pghealth.history.BloatHistory.IndexBloatEvidence;
import io.pghealth.history.IndexDensity;
import io.pghealth.history.SizeEstimate;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.BloatRequest;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Pgstattuple;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which indexes are looked at in a cycle. Btree indexes that are large enough to waste something
 * are estimated once each {@code bloatInterval}, and again after a VACUUM, an ANALYZE or a rebuild.
 * Those that may waste enough by that, or of which statistics do not tell, are measured: never
 * measured ones first, then those whose {@code bloatInterval} is over, what may free most first, as
 * far as the hour's {@code bloatScanBudget} goes.
 *
 * @param limits bounds
 * @param schedule intervals
 * @param settings of the check
 */
public record BloatChoice(Limits limits, Schedule schedule, IndexBloatSettings settings) {
  private static final String LOCKED = "locked";

  /** Share by which an index changes its size before it is another one to statistics. */
  static final double GROWN = 0.1;

  /** What a sure estimate may be out by, as a factor on the size after a rebuild. */
  private static final double SURELY = 0.9;

  /** Part of statementTimeout that a read may need: the rate is never the same twice. */
  private static final double SAFE = 0.8;

  /** With the limits and schedule of a target. */
  public BloatChoice(Target target, IndexBloatSettings settings) {
    this(target.limits(), target.schedule(), settings);
  }

  /**
   * What to measure now; empty where the extension or the privilege is missing.
   *
   * @param database of this cycle
   * @param history before this cycle
   * @param now when this cycle began
   */
  public List<BloatRequest> requests(DatabaseSnapshot database, BloatHistory history, Instant now) {
    Optional<IndexFacts> facts =
        database.indexes().toOptional().filter(f -> hindrance(f.pgstattuple()).isEmpty());
    List<Index> due =
        facts.map(f -> candidates(database, f, history)).orElse(List.of()).stream()
            .filter(i -> hindrance(i, history).isEmpty())
            .filter(i -> due(database, history, i, now))
            .sorted(Comparator.comparing(i -> known(database, history, i).isPresent()))
            .toList();
    long left = history.budgetLeft(limits.bloatScanBudget(), now);
    List<BloatRequest> requests = new ArrayList<>();
    for (Index index : due) {
      if (index.sizeBytes() <= left) {
        left -= index.sizeBytes();
        requests.add(new BloatRequest(index.oid(), index.fileNode(), index.sizeBytes()));
      }
    }
    return requests;
  }

  /**
   * What catalogs and statistics say of those indexes that are due. Needs {@link SizeFacts#NEEDS}.
   *
   * @param database of this cycle
   * @param history before this cycle
   * @param now when this cycle began
   */
  public List<SizeEstimate> estimates(
      DatabaseSnapshot database, BloatHistory history, Instant now) {
    List<Index> large = database.indexes().toOptional().map(this::large).orElse(List.of());
    return large.isEmpty()
        ? List.of()
        : new SizeEstimator(database, schedule, now).of(large, history);
  }

  /** How dense those indexes are that are no btrees. Needs the same facts. */
  public List<IndexDensity.Sample> samples(DatabaseSnapshot database) {
    return new OtherBloat(database, settings).samples();
  }

  /** Btree indexes that are large enough to waste something. */
  private List<Index> large(IndexFacts facts) {
    return facts.indexes().values().stream()
        .filter(i -> i.accessMethod().equals("btree") && !i.partitioned() && !i.is(Flag.INVALID))
        .filter(i -> i.sizeBytes() >= settings.minWaste().value())
        .toList();
  }

  /** Indexes that may waste enough, those first that may free most. */
  List<Index> candidates(DatabaseSnapshot database, IndexFacts facts, BloatHistory history) {
    record Candidate(Index index, long waste) {}
    List<Candidate> candidates = new ArrayList<>();
    for (Index index : large(facts)) {
      Optional<SizeEstimate> sure = estimate(database, history, index).filter(SizeEstimate::sure);
      if (sure.isEmpty() || mayWaste(sure.get())) {
        candidates.add(
            new Candidate(
                index, sure.map(e -> e.sizeBytes() - e.bytes()).orElse(index.sizeBytes())));
      }
    }
    return candidates.stream()
        .sorted(
            Comparator.comparingLong(Candidate::waste)
                .reversed()
                .thenComparing(c -> c.index().oid()))
        .map(Candidate::index)
        .toList();
  }

  private boolean mayWaste(SizeEstimate estimate) {
    double waste = estimate.sizeBytes() - SURELY * estimate.bytes();
    return waste >= settings.minWaste().value()
        && 100 * waste / estimate.sizeBytes() >= settings.minWastePercent();
  }

  /** What was estimated of this very file of the index. */
  Optional<SizeEstimate> estimate(DatabaseSnapshot database, BloatHistory history, Index index) {
    return history
        .estimate(database.oid(), index.oid())
        .filter(e -> e.fileNode() == index.fileNode());
  }

  /** What is known of this very file of the index. */
  Optional<IndexBloatEvidence> known(DatabaseSnapshot database, BloatHistory history, Index index) {
    return history.index(database.oid(), index.oid()).filter(e -> e.fileNode() == index.fileNode());
  }

  private boolean due(DatabaseSnapshot database, BloatHistory history, Index index, Instant now) {
    Optional<IndexBloatEvidence> known = known(database, history, index);
    return known.isEmpty()
        || LOCKED.equals(known.get().failure())
        || !now.isBefore(known.get().at().plus(schedule.bloatInterval()));
  }

  /** What stands in the way of measuring anything in this database. */
  static Optional<Hindrance> hindrance(Pgstattuple pgstattuple) {
    return Hindrance.of(pgstattuple, "pgstatindex");
  }

  /** What stands in the way of measuring one index, in this hour or any other. */
  Optional<Hindrance> hindrance(Index index, BloatHistory history) {
    if (index.sizeBytes() > limits.bloatScanBudget()) {
      return Optional.of(
          new Hindrance(
              "larger than limits.bloatScanBudget, " + Amounts.bytes(limits.bloatScanBudget()),
              Remedy.note("Raise limits.bloatScanBudget.")));
    }
    double readable =
        SAFE * history.bytesPerSecond() * limits.statementTimeout().toMillis() / 1000.0;
    if (history.bytesPerSecond() > 0 && index.sizeBytes() > readable) {
      return Optional.of(
          new Hindrance(
              "cannot be read within limits.statementTimeout, "
                  + Amounts.span(limits.statementTimeout()),
              Remedy.note("Raise limits.statementTimeout.")));
    }
    return Optional.empty();
  }
}
