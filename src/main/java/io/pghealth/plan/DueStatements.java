package io.pghealth.plan;

import io.pghealth.history.CatalogChange;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.Shape;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKind;
import io.pghealth.postgres.Explainer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which statements are looked at in a cycle. */
final class DueStatements {
  /** What a text or a lock table refused once it will refuse again for long. */
  private static final Duration REFUSED = Duration.ofHours(1);

  private DueStatements() {}

  /**
   * Statements to look at: first those whose relations, settings or cost changed, then those never
   * looked at or not within planInterval; most load first in each.
   */
  static List<StatementHistory> of(
      DatabasePlans plans, List<CatalogChange> changes, Duration planInterval, Instant now) {
    List<StatementHistory> changed = new ArrayList<>();
    List<StatementHistory> due = new ArrayList<>();
    for (StatementHistory statement : plans.statements()) {
      if (statement.costs().last() == null) {
        continue; // its entry is gone, and its text with it
      }
      if (statement.kind() == StatementKind.UNKNOWN) {
        due.add(statement);
      } else if (statement.kind() == StatementKind.QUERY
          || statement.kind() == StatementKind.WRITE) {
        if (touched(plans, statement, changes)) {
          changed.add(statement);
        } else if (elapsed(statement, planInterval, now)) {
          due.add(statement);
        }
      }
    }
    Comparator<StatementHistory> load =
        Comparator.comparingDouble(StatementHistory::load).reversed();
    changed.sort(load);
    due.sort(load);
    changed.addAll(due);
    return changed;
  }

  /** Statements whose text was never read, most load first. */
  static List<StatementHistory> unread(DatabasePlans plans) {
    return plans.statements().stream()
        .filter(s -> s.costs().last() != null)
        .filter(s ->
            s.kind() == StatementKind.UNKNOWN
                || s.kind() == StatementKind.QUERY && s.traits() == null)
        .sorted(Comparator.comparingDouble(StatementHistory::load).reversed())
        .toList();
  }

  private static boolean touched(
      DatabasePlans plans, StatementHistory statement, List<CatalogChange> changes) {
    if (statement.refusal() != null) {
      return false;
    }
    Set<Shape.Relation> relations = plans.relations(statement.plans().current());
    return statement.plans().explainedAt() != null
        && (statement.jumped()
            || changes.stream()
                .anyMatch(c ->
                    switch (c.kind()) {
                      case SETTING_CHANGED -> c.concerns(statement.role());
                      case UPGRADED -> true;
                      // It goes on for as long as nobody analyzes, and mostly changes no plan.
                      case STATISTICS_OLD, ROLLED_OUT -> false;
                      default -> relations.contains(c.table());
                    }));
  }

  private static boolean elapsed(StatementHistory statement, Duration planInterval, Instant now) {
    if (statement.refusal() != null) {
      Duration wait =
          statement.refusal().kind() == Explainer.Kind.TRANSIENT
                  || statement.refusal().kind() == Explainer.Kind.ROLE
              ? planInterval
              : REFUSED.compareTo(planInterval) > 0 ? REFUSED : planInterval;
      return !statement.refusal().at().plus(wait).isAfter(now);
    }
    return statement.plans().explainedAt() == null
        || !statement.plans().explainedAt().plus(planInterval).isAfter(now);
  }
}
