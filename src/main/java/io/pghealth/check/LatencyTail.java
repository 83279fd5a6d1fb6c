package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKind;
import io.pghealth.history.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls take as long as ever on average, and the slowest of them much longer. */
public final class LatencyTail extends StatementCheck<LatencyTailSettings> {
  /** The mean is steady within this factor. */
  private static final double STEADY = 1.25;

  private static final double WORSE = 2;

  /** Below this difference nobody notices. */
  private static final double LEAST_MILLIS = 10;

  /** One window's outlier is an outlier. */
  private static final int WINDOWS = 2;

  private static final int SURE_WINDOWS = 4;

  @Override
  public String name() {
    return "LatencyTail";
  }

  @Override
  public Class<LatencyTailSettings> settings() {
    return LatencyTailSettings.class;
  }

  @Override
  List<Finding> findings(
      Facts facts, DatabasePlans plans, List<QueryLoad> queries, LatencyTailSettings settings) {
    List<Finding> findings = new ArrayList<>();
    for (QueryLoad query : queries) {
      StatementHistory statement = query.statement();
      if (!statement.flipped()) {
        Course.of(statement)
            .splits(settings.minCalls())
            .filter(s -> tailed(s, settings))
            .findFirst()
            .ifPresent(s -> findings.add(finding(facts, plans, query, s)));
      }
    }
    return findings;
  }

  private static boolean tailed(Course.Split split, LatencyTailSettings settings) {
    Window before = split.before();
    return split.after().size() >= WINDOWS
        && split.now().share() * 100 >= settings.minLoadSharePercent()
        && split.after().stream()
            .allMatch(w ->
                w.calls() >= Math.max(2, settings.minCalls())
                    && w.meanMillis() <= STEADY * before.meanMillis()
                    && w.meanMillis() * STEADY >= before.meanMillis()
                    && tail(w) >= WORSE * tail(before)
                    && tail(w) - tail(before) >= LEAST_MILLIS);
  }

  /** An estimate: no distribution is kept, only its mean and variance. */
  private static double tail(Window window) {
    return window.meanMillis() + 3 * Math.sqrt(window.variance());
  }

  private Finding finding(Facts facts, DatabasePlans plans, QueryLoad query, Course.Split split) {
    Window before = split.before();
    Window now = split.now();
    String tails = Figures.millis(tail(before)) + " → " + Figures.millis(tail(now));
    String means = Figures.millis(before.meanMillis()) + " → " + Figures.millis(now.meanMillis());
    List<String> reasons = reasons(query.statement(), before, now);
    Finding.Builder finding =
        Finding.of(
                name(),
                now.share() >= 0.25 ? Severity.MEDIUM : Severity.LOW,
                split.after().size() >= SURE_WINDOWS ? Confidence.MEDIUM : Confidence.LOW)
            .database(facts.database().name())
            .message(
                "The slowest calls of a statement became slower, and its mean did not: estimated"
                    + " tail "
                    + tails
                    + " (mean and three standard deviations), mean "
                    + means
                    + ", "
                    + Figures.percent(now.share())
                    + " of database time");
    query.described(finding, plans, query.newest(1));
    return finding
        .evidence("tail (estimated)", tails)
        .evidence("mean time", means)
        .evidence(
            "standard deviation",
            Figures.millis(Math.sqrt(before.variance()))
                + " → "
                + Figures.millis(Math.sqrt(now.variance())))
        .evidence("windows", Integer.toString(split.after().size()))
        .evidence("since", Figures.time(split.since()))
        .evidence("possible reasons, likeliest first", String.join("; ", reasons))
        .impact("some calls take about " + Figures.millis(tail(now)) + " where none did before")
        .fix(
            new Fix(
                List.of(),
                "find one of the slow calls: log_min_duration_statement above the mean, with"
                    + " log_lock_waits; then "
                    + reasons.getFirst()))
        .build();
  }

  /** What the counters speak for comes first; then the usual reasons. */
  private static List<String> reasons(StatementHistory statement, Window before, Window now) {
    List<String> reasons = new ArrayList<>();
    double more = Math.sqrt(now.variance()) * now.calls();
    if (now.work().readMillis() > 0.1 * now.totalMillis()
        && now.work().readMillis() * before.calls() > 1.5 * before.work().readMillis() * now.calls()
        && more > 0) {
      reasons.add("some calls read from disk what others find in the cache");
    }
    if (now.tempBlocksPerCall() > 1.5 * before.tempBlocksPerCall() && now.tempBlocks() > 0) {
      reasons.add("some calls sort or hash more than fits into work_mem");
    }
    if (now.blocksPerCall() > 1.5 * before.blocksPerCall() + 1) {
      reasons.add("some values bring many more rows than others");
    }
    if (statement.kind() == StatementKind.WRITE) {
      reasons.add("some calls wait for row locks, or for the write-ahead log at a checkpoint");
    }
    Optional.of("some calls wait for locks, or for a processor")
        .filter(_ -> statement.kind() != StatementKind.WRITE)
        .ifPresent(reasons::add);
    if (reasons.size() == 1) {
      reasons.add("some values bring many more rows than others");
    }
    return reasons;
  }
}
