package io.pghealth.plan;

import io.pghealth.history.StatementKey;
import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.ColumnValues;
import io.pghealth.target.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plans with the most common values and with the median ones. */
final class ValuePlans {
  private final Sessions sessions;
  private final Endpoint primary;
  private final String database;
  private final BudgetedExplain budget;

  /** Values of the plans of this round; they go to the server and nowhere else. */
  private final Map<StatementKey, List<String>> medians = new HashMap<>();

  ValuePlans(Sessions sessions, Endpoint primary, String database, BudgetedExplain budget) {
    this.sessions = sessions;
    this.primary = primary;
    this.database = database;
    this.budget = budget;
  }

  /** The values of its median plan; null where there is none. */
  List<String> median(Candidate candidate) {
    return medians.get(candidate.statement().key());
  }

  /** The candidates, as far as the budget allows with both plans. */
  List<Candidate> of(
      List<Candidate> candidates, CauseFacts known, Map<ColumnValues.Column, ColumnValues> values)
      throws SessionException {
    if (candidates.isEmpty()) {
      return candidates;
    }
    try (Explainer explainer = sessions.openExplainer(primary, database)) {
      return candidates.stream()
          .map(c -> withValues(explainer, c, new Names(known, c.settings().path()), values))
          .toList();
    }
  }

  private Candidate withValues(
      Explainer explainer,
      Candidate candidate,
      Names names,
      Map<ColumnValues.Column, ColumnValues> values) {
    ParameterValues wanted =
        ParameterValues.of(candidate.generic(), candidate.asked(), names, values);
    if (wanted.common() == null || wanted.median() == null) {
      return candidate.with(null, null, wanted.missing());
    }
    PlanNode common = planWith(explainer, candidate, wanted.common());
    PlanNode median =
        wanted.median().equals(wanted.common())
            ? common
            : planWith(explainer, candidate, wanted.median());
    if (median != null) {
      medians.put(candidate.statement().key(), wanted.median());
    }
    return candidate.with(
        common,
        median,
        common == null || median == null ? "the plans with values could not be had" : null);
  }

  private PlanNode planWith(Explainer explainer, Candidate candidate, List<String> values) {
    if (budget.left() > 0
        && budget.explain(explainer, candidate, values, null)
            instanceof Explainer.Explained(String json, Map<Long, Long> scans)) {
      try {
        return PlanNode.parse(json);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return null;
  }
}
