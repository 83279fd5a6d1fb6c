package io.pghealth.check;

import io.pghealth.finding.Finding;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.RawWindow;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKind;
import io.pghealth.history.StatementTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What one statement did lately, whichever roles ran it.
 *
 * @param statement of the role with the most load: text and traits are the same for all
 * @param roles that ran it
 * @param windows of all roles together, oldest first; at least one
 */
record QueryLoad(StatementHistory statement, List<String> roles, List<RawWindow> windows) {
  /** After so long without a call it is no load any more. */
  private static final Duration UNCALLED = Duration.ofHours(24);

  /**
   * Top-level statements of one database that were called within a day and seen at work between two
   * readings; neither utility commands nor our own.
   */
  static List<QueryLoad> of(DatabasePlans plans, Instant now) {
    Map<Long, List<StatementHistory>> byQuery = new LinkedHashMap<>();
    plans.statements().stream()
        .filter(s -> s.key().topLevel() && !s.costs().raw().isEmpty())
        .filter(s -> s.kind() == StatementKind.QUERY || s.kind() == StatementKind.WRITE)
        .filter(s -> s.costs().lastCalled().isAfter(now.minus(UNCALLED)))
        .sorted(
            Comparator.comparingDouble(StatementHistory::load)
                .reversed()
                .thenComparing(s -> s.key().text()))
        .forEach(s ->
            byQuery.computeIfAbsent(s.key().queryId(), _ -> new java.util.ArrayList<>()).add(s));
    return byQuery.values().stream().map(QueryLoad::together).toList();
  }

  private static QueryLoad together(List<StatementHistory> same) {
    Map<Instant, RawWindow> windows = new TreeMap<>();
    same.forEach(s -> s.costs().raw().forEach(w -> windows.merge(w.to(), w, RawWindow::beside)));
    return new QueryLoad(
        same.getFirst(),
        same.stream()
            .map(StatementHistory::role)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList(),
        List.copyOf(windows.values()));
  }

  /** As it stands in a finding. */
  String id() {
    return Long.toString(statement.key().queryId());
  }

  String text() {
    return Objects.requireNonNullElse(statement.text(), "unknown");
  }

  /** Traits of a query that only reads; null for any other statement. */
  StatementTraits traits() {
    return statement.kind() == StatementKind.QUERY ? statement.traits() : null;
  }

  /** The newest windows that hold so many calls, as one; null where all together hold fewer. */
  RawWindow newest(long calls) {
    RawWindow sum = null;
    for (RawWindow window : windows.reversed()) {
      sum = sum == null ? window : window.then(sum);
      if (sum.calls() >= Math.max(1, calls)) {
        return sum;
      }
    }
    return null;
  }

  /** Adds what every finding about a statement says. */
  Finding.Builder described(Finding.Builder finding, DatabasePlans plans, RawWindow load) {
    return finding
        .queryId(id())
        .evidence("statement", text())
        .evidence("roles", String.join(", ", roles))
        .evidence("calls", Figures.rounded(load.calls(), 3))
        .evidence("share of database time", Figures.percent(load.share()))
        .evidence(
            "seen", "between " + Figures.time(load.from()) + " and " + Figures.time(load.to()))
        .evidence(
            "load followed",
            Figures.percent(plans.coverage().share())
                + " of the database's time, "
                + plans.coverage().followed()
                + " of "
                + plans.coverage().entries()
                + " statements");
  }
}
