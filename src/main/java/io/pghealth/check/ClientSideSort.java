package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.RawWindow;
import io.pghealth.history.StatementTraits;
import java.util.Collections;
import java.util.List;

/** All rows are read in no order, though another statement shows that they are wanted in one. */
public final class ClientSideSort extends StatementCheck<ClientSideSortSettings> {
  /** With fewer rows per call it does not matter who sorts them. */
  private static final long LEAST_ROWS = 100;

  @Override
  public String name() {
    return "ClientSideSort";
  }

  @Override
  public Class<ClientSideSortSettings> settings() {
    return ClientSideSortSettings.class;
  }

  @Override
  List<Finding> findings(
      Facts facts, DatabasePlans plans, List<QueryLoad> queries, ClientSideSortSettings settings) {
    return queries.stream()
        .filter(q -> unordered(q, settings))
        .flatMap(q ->
            queries.stream()
                .filter(other -> ordersTheSame(q, other))
                .findFirst()
                .map(other -> finding(facts, plans, q, other, settings))
                .stream())
        .toList();
  }

  private static boolean unordered(QueryLoad query, ClientSideSortSettings settings) {
    StatementTraits traits = query.traits();
    if (traits == null
        || traits.rows() == null
        || traits.order() != null
        || traits.limited()
        || traits.offset()
        || traits.relations().isEmpty()) {
      return false;
    }
    RawWindow load = query.newest(settings.minCalls());
    return load != null
        && load.share() * 100 >= settings.minLoadSharePercent()
        && load.rows() >= LEAST_ROWS * load.calls();
  }

  /** By the same role: another application may want them in no order. */
  private static boolean ordersTheSame(QueryLoad query, QueryLoad other) {
    StatementTraits traits = other.traits();
    return other != query
        && traits != null
        && traits.order() != null
        && query.traits().rows().equals(traits.rows())
        && !Collections.disjoint(query.roles(), other.roles());
  }

  private Finding finding(
      Facts facts,
      DatabasePlans plans,
      QueryLoad query,
      QueryLoad other,
      ClientSideSortSettings settings) {
    RawWindow load = query.newest(settings.minCalls());
    String rows = Figures.rounded((double) load.rows() / load.calls(), 2);
    Finding.Builder finding =
        Finding.of(name(), load.share() >= 0.25 ? Severity.MEDIUM : Severity.LOW, Confidence.LOW)
            .database(facts.database().name())
            .statements(List.of(other.id()))
            .message(
                "A query without ORDER BY returns "
                    + rows
                    + " rows per call, and the same role asks for the same rows in the order of "
                    + other.traits().order()
                    + (other.traits().limited() ? ", a page at a time" : "")
                    + ": the application may sort them itself; "
                    + Figures.percent(load.share())
                    + " of database time");
    query.described(finding, plans, load);
    return finding
        .evidence("rows per call", rows)
        .evidence("in order", other.text())
        .impact("all rows are sent and held in memory before the first can be used")
        .fix(
            new Fix(
                List.of(),
                "if they are shown in the order of "
                    + other.traits().order()
                    + ", use the other statement, with LIMIT where only the first are shown; an index"
                    + " over these columns gives the order without sorting"))
        .build();
  }
}
