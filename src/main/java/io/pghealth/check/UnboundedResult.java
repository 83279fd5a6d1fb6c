package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.RawWindow;
import io.pghealth.history.StatementTraits;
import java.util.List;

/** Queries without LIMIT that return very many rows. */
public final class UnboundedResult extends StatementCheck<UnboundedResultSettings> {
  /** Windows that show growth. */
  private static final int GROWTH = 3;

  /** From the first of them to the last. */
  private static final double GROWN = 1.1;

  @Override
  public String name() {
    return "UnboundedResult";
  }

  @Override
  public Class<UnboundedResultSettings> settings() {
    return UnboundedResultSettings.class;
  }

  @Override
  List<Finding> findings(
      Facts facts, DatabasePlans plans, List<QueryLoad> queries, UnboundedResultSettings settings) {
    return queries.stream()
        .filter(q -> unbounded(q, settings))
        .map(q -> finding(facts, plans, q, q.newest(settings.minCalls())))
        .toList();
  }

  private static boolean unbounded(QueryLoad query, UnboundedResultSettings settings) {
    StatementTraits traits = query.traits();
    // Rows of functions are as many as their arguments ask for.
    if (traits == null || traits.limited() || traits.relations().isEmpty()) {
      return false;
    }
    RawWindow load = query.newest(settings.minCalls());
    return load != null
        && load.rows() > 0
        && load.share() * 100 >= settings.minLoadSharePercent()
        && perCall(load) >= settings.minRowsPerCall();
  }

  private Finding finding(Facts facts, DatabasePlans plans, QueryLoad query, RawWindow load) {
    boolean grows = grows(query.windows());
    String rows = Figures.rounded(perCall(load), 2);
    String from = Figures.rounded(perCall(query.windows().getFirst()), 2);
    Finding.Builder finding =
        Finding.of(
                name(), severity(load.share(), grows), grows ? Confidence.HIGH : Confidence.MEDIUM)
            .database(facts.database().name())
            .message(
                "A query without LIMIT returns "
                    + rows
                    + " rows per call"
                    + (grows
                        ? ", from window to window more ("
                            + from
                            + " "
                            + query.windows().size()
                            + " windows ago)"
                        : "")
                    + "; "
                    + Figures.percent(load.share())
                    + " of database time");
    query.described(finding, plans, load);
    return finding
        .evidence("rows per call", rows)
        .evidence(
            "growth",
            grows
                ? from + " → " + Figures.rounded(perCall(query.windows().getLast()), 2)
                : "not shown by " + query.windows().size() + " windows")
        .impact("each call sends " + rows + " rows, and the application holds them in memory")
        .fix(
            new Fix(
                List.of(),
                "if not every row is needed, add a condition or LIMIT, and go on from the last row"
                    + " of the page before; if every row is, read them through a cursor or with a"
                    + " fetch size, a part at a time"))
        .build();
  }

  /** Whether each window shows more rows per call than the one before, and the last many more. */
  private static boolean grows(List<RawWindow> windows) {
    if (windows.size() < GROWTH) {
      return false;
    }
    for (int i = 1; i < windows.size(); i++) {
      if (perCall(windows.get(i)) <= perCall(windows.get(i - 1))) {
        return false;
      }
    }
    return perCall(windows.getLast()) >= GROWN * perCall(windows.getFirst());
  }

  private static double perCall(RawWindow window) {
    return (double) window.rows() / window.calls();
  }

  private static Severity severity(double share, boolean grows) {
    return share >= 0.25 && grows
        ? Severity.HIGH
        : share >= 0.25 || grows ? Severity.MEDIUM : Severity.LOW;
  }
}
