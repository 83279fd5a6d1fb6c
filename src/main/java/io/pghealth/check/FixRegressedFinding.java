package io.pghealth.check;

import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.history.Flip;
import io.pghealth.history.ShapeSet;
import io.pghealth.plan.FlipCause;
import java.util.List;
import java.util.Objects;

/**
 * Puts a fix that did harm into words.
 *
 * @param database its name
 * @param applied the fix
 * @param harmed statements that cost more since, of whichever roles; at least one
 */
record FixRegressedFinding(
    String database, AppliedChange applied, List<PlanRegressionFinding> harmed) {
  private static final int STATEMENTS = 20;

  Finding finding() {
    List<PlanRegressionFinding> sorted =
        harmed.stream().sorted(PlanRegressionFinding.WORST_FIRST).toList();
    PlanRegressionFinding worst = sorted.getFirst();
    Finding advice = applied.fix().finding();
    List<String> statements =
        sorted.stream().map(h -> Long.toString(h.statement().key().queryId())).distinct().toList();
    Flip flip = worst.statement().flip();
    List<ShapeSet.Member> members = flip.from().differing(flip.to());
    ShapeSet.Member member = members.isEmpty() ? ShapeSet.Member.GENERIC : members.getFirst();
    String change = FlipCause.of(applied.change(), database).text();
    String between =
        "between "
            + Figures.time(applied.change().after())
            + " and "
            + Figures.time(applied.change().until());
    return applied
        .finding(database, worst.severity(), worst.confidence())
        .statements(statements.stream().limit(STATEMENTS).toList())
        .message(
            "The fix of "
                + advice.check()
                + " did harm: "
                + change
                + " "
                + between
                + ", and "
                + (statements.size() == 1
                    ? "a query costs more since: "
                    : statements.size() + " queries cost more since, the worst: ")
                + worst.costs())
        .evidence("fix of", advice.fingerprint())
        .evidence("it said", advice.message())
        .evidence("applied", between)
        .evidence("queries that cost more", String.valueOf(statements.size()))
        .evidence("statement", Objects.requireNonNullElse(worst.statement().text(), "unknown"))
        .evidence("plan before", worst.tree(flip.from().of(member)))
        .evidence("plan after", worst.tree(flip.to().of(member)))
        .evidence("costs", worst.costs())
        .impact(worst.impact())
        .fix(undo(advice))
        .undo(new Fix(advice.fix().sql(), null))
        .build();
  }

  private static Fix undo(Finding advice) {
    return new Fix(
        advice.undo().sql(),
        "this is the undo of "
            + advice.fingerprint()
            + (advice.undo().note() == null ? "" : ". " + advice.undo().note()));
  }
}
