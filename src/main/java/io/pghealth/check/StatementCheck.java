package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.LoadCoverage;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKind;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.StatementFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A check of what statements did between readings, with what nobody can know of them.
 *
 * @param <S> its settings
 */
abstract class StatementCheck<S extends Record> implements DatabaseCheck<S> {
  /** Share of the load below which it is said that others are not followed. */
  private static final double MOST_OF_IT = 0.9;

  @Override
  public Set<Class<?>> needs() {
    return Set.of(StatementFacts.class);
  }

  /**
   * What is wrong.
   *
   * @param facts of the cycle
   * @param plans followed statements of the database
   * @param queries those that were seen at work
   */
  abstract List<Finding> findings(
      Facts facts, DatabasePlans plans, List<QueryLoad> queries, S settings);

  /** What else could not be known. */
  List<NotAssessed> gaps(Facts facts, DatabasePlans plans, S settings) {
    return List.of();
  }

  @Override
  public Floor floor(S settings) {
    // Tables that statements name are in scope.
    return Floor.NO_TABLE;
  }

  @Override
  public final Assessment assess(Facts facts, S settings) {
    String database = facts.database().name();
    if (facts.snapshot().statements()
        instanceof Collected.Unknown<StatementFacts>(var reason, var remedy)) {
      return nothing(database, reason, remedy);
    }
    DatabasePlans plans = facts.history().plans().databases().get(database);
    if (plans == null) {
      return nothing(database, "its statements were not looked at", Remedy.none());
    }
    if (plans.statements().stream().allMatch(s -> s.costs().raw().isEmpty())) {
      return nothing(
          database,
          "no statement was seen at work between two observations yet",
          Remedy.note("on the command line, run again with the same --history"));
    }
    List<NotAssessed> gaps = new ArrayList<>(gaps(facts, plans, settings));
    StatementFacts counters = facts.snapshot().statements().toOptional().orElseThrow();
    if (counters.hidden() > 0) {
      gaps.add(PlanRegressionGaps.hidden(name(), database, facts.target().credentials().user()));
    }
    texts(database, plans, gaps);
    covered(database, plans.coverage(), gaps);
    return new Assessment(
        name(),
        database,
        findings(facts, plans, QueryLoad.of(plans, facts.snapshot().at()), settings),
        gaps);
  }

  private void texts(String database, DatabasePlans plans, List<NotAssessed> gaps) {
    long unread = count(plans, StatementKind.UNKNOWN);
    if (unread > 0) {
      gaps.add(
          NotAssessed.partly(
              name(),
              database,
              statements(unread) + " whose text was not read yet",
              Remedy.note("texts are read in the next cycles, most load first")));
    }
    long lost = count(plans, StatementKind.NO_TEXT) + count(plans, StatementKind.TOO_LONG);
    if (lost > 0) {
      gaps.add(
          NotAssessed.partly(
              name(),
              database,
              statements(lost) + " whose text is too long or was lost by pg_stat_statements",
              Remedy.none()));
    }
  }

  private void covered(String database, LoadCoverage coverage, List<NotAssessed> gaps) {
    if (coverage.followed() < coverage.entries() && coverage.share() < MOST_OF_IT) {
      gaps.add(
          NotAssessed.partly(
              name(),
              database,
              "the "
                  + coverage.followed()
                  + " statements that are followed are "
                  + Figures.percent(coverage.share())
                  + " of the execution time",
              Remedy.note("raise limits.statementsPerDatabase")));
    }
  }

  private static long count(DatabasePlans plans, StatementKind kind) {
    return plans.statements().stream()
        .filter(s -> !s.costs().raw().isEmpty() && s.costs().last() != null)
        .map(StatementHistory::kind)
        .filter(kind::equals)
        .count();
  }

  private static String statements(long n) {
    return n == 1 ? "1 statement" : n + " statements";
  }

  private Assessment nothing(String database, String reason, Remedy remedy) {
    return new Assessment(
        name(), database, List.of(), List.of(NotAssessed.wholly(name(), database, reason, remedy)));
  }
}
