package io.pghealth.check;

import io.pghealth.bloat.RebuiltSize.Estimated;
import io.pghealth.bloat.RebuiltSize.NotEstimated;
import io.pghealth.bloat.SizeFacts;
import io.pghealth.bloat.SizePredictor;
import io.pghealth.history.BloatHistory;
import io.pghealth.history.SizeEstimate;
import io.pghealth.history.SizeEstimate.Traffic;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableActivity.Activity;
import io.pghealth.target.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Estimates those indexes of one database whose last estimate is no longer theirs. */
final class SizeEstimator {
  private final DatabaseSnapshot database;
  private final Schedule schedule;
  private final Instant now;
  private final Collected<SizeFacts> facts;
  private final Optional<TableActivity> activity;
  private final Optional<SizePredictor> predictor;

  SizeEstimator(DatabaseSnapshot database, Schedule schedule, Instant now) {
    this.database = database;
    this.schedule = schedule;
    this.now = now;
    this.facts = SizeFacts.of(database);
    this.activity = database.of(TableActivity.class).toOptional();
    this.predictor = facts.toOptional().map(SizePredictor::new);
  }

  List<SizeEstimate> of(List<Index> indexes, BloatHistory history) {
    return indexes.stream()
        .filter(i -> history.estimate(database.oid(), i.oid()).map(e -> due(i, e)).orElse(true))
        .map(this::estimate)
        .toList();
  }

  /** What is not estimated may be so at any time; that costs nothing to try. */
  private boolean due(Index index, SizeEstimate before) {
    return before.bytes() == null
        || before.fileNode() != index.fileNode()
        || !now.isBefore(before.at().plus(schedule.bloatInterval()))
        || Math.abs(index.sizeBytes() - before.sizeBytes()) > BloatChoice.GROWN * before.sizeBytes()
        || !Objects.equals(
            before.traffic() == null ? null : before.traffic().maintained(),
            activity(index).map(SizeEstimator::maintained).orElse(null));
  }

  private Optional<Activity> activity(Index index) {
    return activity.map(a -> a.tables().get(index.tableOid()));
  }

  private static Instant maintained(Activity activity) {
    return Stream.of(
            activity.lastVacuum(),
            activity.lastAutovacuum(),
            activity.lastAnalyze(),
            activity.lastAutoanalyze())
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private SizeEstimate estimate(Index index) {
    Traffic traffic = activity(index).map(a -> traffic(index, a)).orElse(null);
    if (predictor.isEmpty()) {
      Collected.Unknown<SizeFacts> missing = facts.missing();
      return of(index, null, new NotEstimated(missing.reason(), missing.remedy()), traffic);
    }
    return switch (predictor.get().predict(index)) {
      case Estimated estimated -> of(index, estimated, null, traffic);
      case NotEstimated not -> of(index, null, not, traffic);
    };
  }

  private SizeEstimate of(Index index, Estimated estimated, NotEstimated not, Traffic traffic) {
    return new SizeEstimate(
        database.oid(),
        index.oid(),
        index.fileNode(),
        now,
        index.sizeBytes(),
        estimated == null ? null : estimated.bytes(),
        estimated == null ? null : estimated.confidence(),
        estimated == null ? not.reason() : estimated.doubt(),
        estimated == null ? not.remedy() : estimated.remedy(),
        traffic);
  }

  private Traffic traffic(Index index, Activity activity) {
    SizePredictor.Rows rows =
        predictor.map(p -> p.rows(index)).orElse(new SizePredictor.Rows(-1, -1));
    return new Traffic(
        rows.ofIndex(),
        rows.ofTable(),
        activity.dead(),
        activity.live(),
        activity.inserted(),
        activity.deleted(),
        activity.updated() - activity.hotUpdated(),
        maintained(activity));
  }
}
