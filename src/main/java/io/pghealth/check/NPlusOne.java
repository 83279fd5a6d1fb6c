package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Severity;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.StatementTraits;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.LinkFacts;
import io.pghealth.snapshot.SightingFacts;
import io.pghealth.snapshot.StatementFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A lookup that runs once for each row that another statement returns. */
public final class NPlusOne extends StatementCheck<NPlusOneSettings> {
  /** About one: a lookup that returns lists is a lookup of another kind. */
  private static final double ROWS_PER_CALL = 1.5;

  /** Below two calls per call there is no loop, whatever the settings say. */
  private static final int LEAST_RATIO = 2;

  private static final int NAMED = 3;

  @Override
  public String name() {
    return "NPlusOne";
  }

  @Override
  public Class<NPlusOneSettings> settings() {
    return NPlusOneSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(StatementFacts.class, LinkFacts.class, SightingFacts.class);
  }

  @Override
  List<NotAssessed> gaps(Facts facts, DatabasePlans plans, NPlusOneSettings settings) {
    Collected.Unknown<LinkFacts> missing = facts.database().of(LinkFacts.class).missing();
    return missing == null
        ? List.of()
        : List.of(
            NotAssessed.partly(
                name(),
                facts.database().name(),
                "foreign keys could not be read: " + missing.reason(),
                Remedy.none()));
  }

  @Override
  List<Finding> findings(
      Facts facts, DatabasePlans plans, List<QueryLoad> queries, NPlusOneSettings settings) {
    Links links =
        new Links(
            facts
                .database()
                .of(LinkFacts.class)
                .toOptional()
                .orElseGet(() -> new LinkFacts(List.of(), List.of())));
    return queries.stream()
        .filter(q -> q.traits() != null && q.traits().lookup() != null)
        .map(q -> parents(q, queries, links, settings))
        .filter(steps -> !steps.isEmpty())
        .map(steps -> finding(facts, plans, steps))
        .toList();
  }

  /** Statements that the lookup may be called for, likeliest first. */
  private static List<Step> parents(
      QueryLoad lookup, List<QueryLoad> queries, Links links, NPlusOneSettings settings) {
    List<Step> fitting = new ArrayList<>();
    for (QueryLoad parent : queries) {
      StatementTraits traits = parent.traits();
      if (parent == lookup || traits == null) {
        continue;
      }
      Step step = Step.of(lookup, parent, links.between(traits, lookup.traits()));
      if (step != null
          && step.windows() >= settings.minWindows()
          && step.calls() >= settings.minCalls()
          && step.load().rows() <= ROWS_PER_CALL * step.calls()
          && step.ratio() >= Math.max(LEAST_RATIO, settings.minRatio())
          && step.load().share() * 100 >= settings.minLoadSharePercent()
          && step.inStep()) {
        fitting.add(step);
      }
    }
    boolean linked = fitting.stream().anyMatch(Step::linked);
    return fitting.stream()
        .filter(s -> s.linked() == linked)
        .sorted(
            Comparator.comparingDouble((Step s) -> Math.abs(s.perRow() - 1))
                .thenComparing(s -> s.parent().id()))
        .limit(NAMED)
        .toList();
  }

  private Finding finding(Facts facts, DatabasePlans plans, List<Step> steps) {
    Step step = steps.getFirst();
    QueryLoad lookup = step.lookup();
    boolean several = steps.size() > 1;
    Callers callers = several ? null : Callers.of(step, plans.sightings());
    String place = lookup.traits().lookup().relation() + "." + lookup.traits().lookup().column();
    Finding.Builder finding =
        Finding.of(name(), severity(step.load().share()), confidence(step, callers))
            .database(facts.database().name())
            .statements(steps.stream().map(s -> s.parent().id()).toList())
            .message(
                "A lookup by "
                    + place
                    + " was called "
                    + Figures.rounded(step.calls(), 3)
                    + " times in "
                    + step.windows()
                    + (step.windows() == 1 ? " window, " : " windows, ")
                    + "once for each of the "
                    + Figures.rounded(step.rows(), 3)
                    + " rows that "
                    + (several
                        ? "one of " + steps.size() + " other statements"
                        : "another statement")
                    + " returned in "
                    + Figures.rounded(step.parentCalls(), 3)
                    + " calls ("
                    + Figures.rounded(step.ratio(), 2)
                    + " lookups per call); "
                    + Figures.percent(step.load().share())
                    + " of database time");
    lookup.described(finding, plans, step.load());
    for (int i = 0; i < steps.size(); i++) {
      finding.evidence(
          several ? "possibly called for " + (i + 1) : "called for", steps.get(i).parent().text());
    }
    if (callers != null && callers.text() != null) {
      finding.evidence("application", callers.text());
    }
    return finding
        .evidence("lookups per row", Figures.rounded(step.perRow(), 2))
        .evidence("windows compared", Integer.toString(step.windows()))
        .evidence("rows per window varied by", Figures.percent(step.rowsVaried()))
        .evidence("lookups per row varied by", Figures.percent(step.ratioVaried()))
        .evidence(
            "linked", step.linked() ? "by a foreign key or a column's name" : "by nothing seen")
        .impact(
            Figures.rounded(step.ratio(), 2)
                + " round trips for each call of the other statement, where one would do")
        .fix(new Fix(List.of(), note(step)))
        .build();
  }

  private static String note(Step step) {
    StatementTraits traits = step.lookup().traits();
    String condition = traits.lookup().relation() + "." + traits.lookup().column();
    return "in the application, read the rows together: join "
        + traits.lookup().relation()
        + " to "
        + step.parent().traits().relations().stream().limit(NAMED).collect(Collectors.joining(", "))
        + " in the other statement, or look all of them up at once with WHERE "
        + condition
        + " = ANY ($1); an object mapper does either when told to load the relation eagerly or in"
        + " batches";
  }

  private static Severity severity(double share) {
    return share >= 0.25 ? Severity.HIGH : share >= 0.05 ? Severity.MEDIUM : Severity.LOW;
  }

  /**
   * @param callers of the one statement that fits; null where several do
   */
  static Confidence confidence(Step step, Callers callers) {
    if (callers == null || !step.proven() || callers.different()) {
      return Confidence.LOW;
    }
    return callers.same() ? Confidence.HIGH : Confidence.MEDIUM;
  }
}
