package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Severity;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.Shape;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKind;
import io.pghealth.history.Window;
import io.pghealth.plan.Comparison;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A statement that costs more, and as far as EXPLAIN can tell has the plan from before. */
public final class QueryRegression extends StatementCheck<PlanRegressionSettings> {
  private static final int NAMED = 20;
  private static final double MUCH = 10;

  /** Times as long, below which a call takes as long as before. */
  private static final double LONGER = 1.2;

  /** One role's statement that became dearer. */
  private record Dearer(
      StatementHistory statement,
      Course.Split split,
      Comparison comparison,
      Comparison.Worse worse) {}

  @Override
  public String name() {
    return "QueryRegression";
  }

  @Override
  public Class<PlanRegressionSettings> settings() {
    return PlanRegressionSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(
        StatementFacts.class, PlanObservation.class, TableFacts.class, TableActivity.class);
  }

  @Override
  List<NotAssessed> gaps(Facts facts, DatabasePlans plans, PlanRegressionSettings settings) {
    List<NotAssessed> gaps = new ArrayList<>();
    dearer(facts.history().plans(), plans, settings).stream()
        .filter(d -> !samePlan(d))
        .map(d -> Long.toString(d.statement().key().queryId()))
        .distinct()
        .limit(NAMED)
        .forEach(id ->
            gaps.add(
                NotAssessed.statement(
                    name(),
                    facts.database().name(),
                    id,
                    "it costs more than before, and whether its plan is another one is not known",
                    Remedy.note(
                        "what could not be explained, and why, stands under PlanRegression"))));
    return gaps;
  }

  @Override
  List<Finding> findings(
      Facts facts, DatabasePlans plans, List<QueryLoad> queries, PlanRegressionSettings settings) {
    Map<Long, Dearer> worst = new LinkedHashMap<>();
    dearer(facts.history().plans(), plans, settings).stream()
        .filter(QueryRegression::samePlan)
        .forEach(d ->
            worst.merge(d.statement().key().queryId(), d, (a, b) -> load(a) >= load(b) ? a : b));
    return queries.stream()
        .filter(q -> worst.containsKey(q.statement().key().queryId()))
        .map(q -> finding(facts, plans, q, worst.get(q.statement().key().queryId()), settings))
        .toList();
  }

  private static double load(Dearer dearer) {
    return dearer.comparison().after().totalMillis();
  }

  private static List<Dearer> dearer(
      PlanHistory history, DatabasePlans plans, PlanRegressionSettings settings) {
    return plans.statements().stream()
        .filter(s -> s.key().topLevel() && !s.flipped() && !s.costs().raw().isEmpty())
        .filter(s -> s.kind() == StatementKind.QUERY || s.kind() == StatementKind.WRITE)
        .flatMap(s ->
            Course.of(s)
                .splits(settings.minCalls())
                .filter(split -> split.now().share() * 100 >= settings.minLoadSharePercent())
                .map(split -> {
                  Comparison comparison =
                      Course.worse(s, split, settings.minIncreasePercent(), history);
                  return comparison == null
                      ? null
                      : new Dearer(
                          s, split, comparison, comparison.worse(settings.minIncreasePercent()));
                })
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .stream())
        .toList();
  }

  /**
   * Whether its plan was looked at since it costs more, and was the one from before: one that was
   * looked at only afterwards may be another.
   */
  private static boolean samePlan(Dearer dearer) {
    StatementHistory statement = dearer.statement();
    return statement.plans().reference() != null
        && statement.plans().explainedAt() != null
        && statement.refusal() == null
        && (statement.plans().plannedSince() == null
            || !statement.plans().plannedSince().isAfter(dearer.split().since()))
        && statement.plans().explainedAt().isAfter(dearer.split().since());
  }

  private Finding finding(
      Facts facts,
      DatabasePlans plans,
      QueryLoad query,
      Dearer dearer,
      PlanRegressionSettings settings) {
    Comparison comparison = dearer.comparison();
    Window before = comparison.before();
    Window after = comparison.after();
    Slowdown cause =
        Slowdown.of(
            comparison,
            dearer.worse(),
            query.traits(),
            CallPlans.of(plans, dearer.statement(), dearer.split(), facts.database().name()),
            facts
                .database()
                .of(TableFacts.class)
                .toOptional()
                .orElseGet(() -> new TableFacts(Map.of())),
            facts
                .database()
                .of(TableActivity.class)
                .toOptional()
                .orElseGet(() -> new TableActivity(Map.of())));
    String blocks = change(before.blocksPerCall(), after.blocksPerCall());
    String times = Figures.millis(before.meanMillis()) + " → " + Figures.millis(after.meanMillis());
    Shape shape = plans.shape(dearer.statement().plans().current().generic());
    Finding.Builder finding =
        Finding.of(
                name(),
                severity(dearer.comparison(), dearer.worse()),
                confidence(dearer, cause, settings.minCalls()))
            .database(facts.database().name())
            .message(
                switch (cause.certainty()) {
                      case SAME_PLAN -> "A query costs more with the same plan";
                      case LIKELY -> "A query costs more";
                      case PLAN_NOT_KNOWN ->
                          "A query costs more, and the plan of its calls is not known";
                    }
                    + ": blocks per call "
                    + blocks
                    + (dearer.worse() == Comparison.Worse.TEMP_BLOCKS
                        ? ", temporary blocks per call "
                            + change(before.tempBlocksPerCall(), after.tempBlocksPerCall())
                        : "")
                    + ", mean "
                    + times
                    + ", "
                    + Figures.percent(after.share())
                    + " of database time; "
                    + cause.text());
    query.described(finding, plans, query.newest(1));
    return finding
        .evidence(
            cause.certainty() == Slowdown.Certainty.PLAN_NOT_KNOWN ? "plan of our EXPLAIN" : "plan",
            shape == null ? "the same as before" : shape.tree())
        .evidence("blocks per call", blocks)
        .evidence(
            "of these not in the buffer cache",
            change(
                (double) before.work().read() / before.calls(),
                (double) after.work().read() / after.calls()))
        .evidence(
            "temporary blocks per call",
            change(before.tempBlocksPerCall(), after.tempBlocksPerCall()))
        .evidence("rows per call", change(before.rowsPerCall(), after.rowsPerCall()))
        .evidence("mean time", times)
        .evidence(
            "calls compared",
            Figures.rounded(before.calls(), 2) + " → " + Figures.rounded(after.calls(), 2))
        .evidence("since", Figures.time(dearer.split().since()))
        .evidence("cause", cause.text())
        .impact(
            "each call costs more than it did; "
                + Figures.percent(after.share())
                + " of the database's time")
        .fix(cause.fix())
        .build();
  }

  private static String change(double before, double after) {
    return Figures.rounded(before, 3) + " → " + Figures.rounded(after, 3);
  }

  static Severity severity(Comparison comparison, Comparison.Worse worse) {
    double factor =
        worse == Comparison.Worse.TIME ? comparison.timeFactor() : comparison.blocksFactor();
    double share = comparison.after().share();
    if (worse == Comparison.Worse.TEMP_BLOCKS && comparison.timeFactor() < LONGER) {
      return Severity.MEDIUM; // temporary files that cost no time
    }
    if (share >= 0.25 && factor >= MUCH) {
      return Severity.CRITICAL;
    }
    return share >= 0.1 || factor >= MUCH ? Severity.HIGH : Severity.MEDIUM;
  }

  private static Confidence confidence(Dearer dearer, Slowdown cause, long calls) {
    if (cause.certainty() == Slowdown.Certainty.PLAN_NOT_KNOWN) {
      return Confidence.LOW;
    }
    if (cause.certainty() == Slowdown.Certainty.LIKELY) {
      return Confidence.MEDIUM;
    }
    if (dearer.worse() == Comparison.Worse.TIME) {
      return Double.isNaN(dearer.comparison().peers()) ? Confidence.LOW : Confidence.MEDIUM;
    }
    Window first = dearer.statement().costs().first();
    long measured = dearer.split().before().calls() - (first == null ? 0 : first.calls());
    return measured >= Math.max(1, calls) ? Confidence.HIGH : Confidence.MEDIUM;
  }
}
