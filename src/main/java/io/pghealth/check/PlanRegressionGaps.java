package io.pghealth.check;

import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKind;
import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.StatementFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of the plans of one database is not known. Statements with the same reason are one line with
 * their number, about one of them that has no finding: a line about all would make every finding
 * stale.
 */
final class PlanRegressionGaps {
  /** Statements that are named one by one. */
  private static final int NAMED = 20;

  private final String check;
  private final String database;
  private final String user;
  private final List<NotAssessed> gaps = new ArrayList<>();

  PlanRegressionGaps(String database, String user) {
    this(PlanHistory.CHECK, database, user);
  }

  /** Of another check that rests on plans. */
  PlanRegressionGaps(String check, String database, String user) {
    this.check = check;
    this.database = database;
    this.user = user;
  }

  List<NotAssessed> of(StatementFacts counters, DatabasePlans plans) {
    if (plans == null) {
      return List.of(wholly("its statements were not looked at", Remedy.none()));
    }
    if (plans.role() != null) {
      gaps.add(wholly(plans.role().reason(), plans.role().remedy()));
    }
    if (plans.statements().stream()
        .allMatch(s ->
            s.costs().recent().isEmpty()
                && s.costs().measured().calls() == 0
                && s.flip() == null)) {
      gaps.add(
          wholly(
              "no statement was seen at work between two observations yet",
              Remedy.note("on the command line, run again with the same --history")));
    }
    explained(counters, plans);
    members(plans.statements());
    return gaps;
  }

  /** Of a check that needs plans alone, and neither a second observation nor all plans of a set. */
  List<NotAssessed> ofPlans(StatementFacts counters, DatabasePlans plans) {
    if (plans == null) {
      return List.of(wholly("its statements were not looked at", Remedy.none()));
    }
    if (plans.role() != null) {
      gaps.add(wholly(plans.role().reason(), plans.role().remedy()));
    }
    explained(counters, plans);
    return gaps;
  }

  private void explained(StatementFacts counters, DatabasePlans plans) {
    if (counters.hidden() > 0) {
      gaps.add(hidden(check, database, user));
    }
    kinds(plans.statements());
    refusals(plans.statements());
  }

  /** What a role without pg_read_all_stats does not see. */
  static NotAssessed hidden(String check, String database, String user) {
    return NotAssessed.object(
        check,
        database,
        new ObjectRef(ObjectKind.ROLE, null, "pg_read_all_stats", null),
        "statements of other roles are hidden",
        Remedy.sql("GRANT pg_read_all_stats TO " + Identifiers.quote(user)));
  }

  private void kinds(List<StatementHistory> statements) {
    together(
        statements,
        s -> s.kind() == StatementKind.UTILITY ? "" : null,
        (_, n) -> n + (n == 1 ? " utility command" : " utility commands") + ", which have no plan",
        Remedy.none());
    together(
        statements,
        s -> s.kind() == StatementKind.TOO_LONG ? "" : null,
        (_, n) -> counted(n) + " with a text too long to explain",
        Remedy.none());
    together(
        statements,
        s -> s.kind() == StatementKind.NO_TEXT ? "" : null,
        (_, n) -> counted(n) + " whose text pg_stat_statements has lost",
        Remedy.none());
    together(
        statements,
        s ->
            (s.kind() == StatementKind.QUERY
                        || s.kind() == StatementKind.WRITE
                        || s.kind() == StatementKind.UNKNOWN)
                    && s.plans().explainedAt() == null
                    && s.refusal() == null
                ? ""
                : null,
        (_, n) -> counted(n) + " waiting for a first EXPLAIN",
        Remedy.note("limits.explainsPerCycle bounds how many a cycle sends"));
  }

  private void refusals(List<StatementHistory> statements) {
    List<StatementHistory> named =
        statements.stream()
            .filter(s -> s.refusal() != null)
            .filter(PlanRegressionGaps::aboutTheStatement)
            .sorted(Comparator.comparingLong(s -> s.key().queryId()))
            .toList();
    named.stream()
        .limit(NAMED)
        .forEach(s ->
            gaps.add(
                NotAssessed.statement(
                    check,
                    database,
                    Long.toString(s.key().queryId()),
                    s.refusal().reason(),
                    s.refusal().remedy())));
    together(
        statements,
        s ->
            s.refusal() == null || named.stream().limit(NAMED).anyMatch(s::equals)
                ? null
                : s.refusal().reason(),
        (reason, n) -> counted(n) + " not explained: " + reason,
        null);
  }

  /** Something that its owner would want to know of this very statement. */
  private static boolean aboutTheStatement(StatementHistory statement) {
    return statement.refusal().kind() == Explainer.Kind.ROW_SECURITY
        || statement.refusal().kind() == Explainer.Kind.LOCKS
        || (statement.refusal().kind() == Explainer.Kind.TEXT
            && statement.kind() != StatementKind.WRITE);
  }

  private void members(List<StatementHistory> statements) {
    together(
        statements,
        s -> s.plans().missing(),
        (reason, n) -> counted(n) + " compared without plans for values: " + reason,
        Remedy.note("SELECT on the tables makes their statistics readable"));
  }

  /** One line per reason; null for a statement that it does not concern. */
  private void together(
      List<StatementHistory> statements,
      Function<StatementHistory, String> reason,
      java.util.function.BiFunction<String, Integer, String> words,
      Remedy remedy) {
    Map<String, List<StatementHistory>> byReason =
        statements.stream()
            .filter(s -> reason.apply(s) != null)
            .collect(Collectors.groupingBy(reason, TreeMap::new, Collectors.toList()));
    byReason.forEach((why, same) ->
        gaps.add(
            NotAssessed.partly(
                check,
                database,
                words.apply(why, same.size()),
                remedy == null ? same.getFirst().refusal().remedy() : remedy)));
  }

  private static String counted(int statements) {
    return statements == 1 ? "1 statement" : statements + " statements";
  }

  private NotAssessed wholly(String reason, Remedy remedy) {
    return NotAssessed.wholly(check, database, reason, remedy);
  }
}
