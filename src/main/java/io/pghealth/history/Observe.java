package io.pghealth.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes plans in. */
final class Observe {
  /** Statements that a flip is compared with; few suffice for a median. */
  private static final int PEERS = 15;

  private static final long PEER_CALLS = 5;

  /** A plan that is not dearer becomes the reference after so long. */
  private static final Duration ADOPTED = Duration.ofHours(24);

  /** Not dearer: within this factor in blocks, temporary blocks and time. */
  private static final double ALIKE = 1.25;

  private Observe() {}

  static PlanHistory of(PlanHistory past, PlanObservation seen, Duration planInterval) {
    DatabasePlans before = past.databases().get(seen.database());
    if (before == null) {
      return past;
    }
    DatabasePlans plans = before.with(seen);
    Map<StatementKey, PlanObservation.Statement> looks =
        seen.statements().stream()
            .collect(
                Collectors.toMap(PlanObservation.Statement::key, Function.identity(), (a, b) -> b));
    Map<String, Double> peers = peers(past);
    List<StatementHistory> statements = new ArrayList<>();
    for (StatementHistory statement : plans.statements()) {
      PlanObservation.Statement look = looks.get(statement.key());
      StatementHistory looked =
          look == null ? statement : look(plans, statement, look, seen.at(), peers);
      // A plan that could not be had this time says nothing against what the last one said.
      statements.add(look == null || look.shapes() == null ? looked : looked.read(look.reading()));
    }
    Map<String, DatabasePlans> databases = new HashMap<>(past.databases());
    databases.put(seen.database(), plans.with(statements));
    boolean counting =
        past.explainsSince() != null && past.explainsSince().plus(planInterval).isAfter(seen.at());
    return new PlanHistory(
        past.algorithm(),
        past.major(),
        past.statsReset(),
        past.evictions(),
        past.countedAt(),
        counting ? past.explainsSince() : seen.at(),
        (counting ? past.explains() : 0) + seen.explains(),
        databases,
        past.readings(),
        past.churn().explained(seen.explains()));
  }

  private static StatementHistory look(
      DatabasePlans plans,
      StatementHistory past,
      PlanObservation.Statement look,
      Instant at,
      Map<String, Double> peers) {
    StatementHistory statement =
        past.looked(
            look.kind(),
            look.text(),
            look.shapes() == null && look.refusal() == null ? past.refusal() : look.refusal(),
            look.traits());
    ShapeSet seen = look.shapes();
    if (seen == null) {
      return statement;
    }
    if (statement.plans().reference() != null && !statement.plans().reference().comparable(seen)) {
      return statement.anew(seen, look.missing(), at);
    }
    if (statement.plans().reference() == null
        || statement.plans().reference().differing(seen).isEmpty()) {
      return statement.confirmed(seen, look.missing(), at);
    }
    if (!statement.flipped() || !statement.plans().current().differing(seen).isEmpty()) {
      return statement.flippedTo(seen, look.missing(), flip(plans, statement, seen, at, peers));
    }
    StatementHistory stays = statement.stays(seen, look.missing(), at);
    return stays.flip().until().isBefore(at.minus(ADOPTED)) ? adopted(stays, at) : stays;
  }

  private static Flip flip(
      DatabasePlans plans,
      StatementHistory statement,
      ShapeSet seen,
      Instant at,
      Map<String, Double> peers) {
    Instant after = statement.plans().explainedAt() == null ? at : statement.plans().explainedAt();
    Map<String, Double> others = new HashMap<>(peers);
    others.remove(statement.key().text());
    return new Flip(
        statement.plans().reference(),
        seen,
        after,
        at,
        FlipChanges.of(plans, statement, seen, after, at),
        others,
        null,
        null);
  }

  private static Map<String, Double> peers(PlanHistory history) {
    return history.databases().values().stream()
        .flatMap(d -> d.statements().stream())
        .filter(s ->
            !s.flipped() && s.kind() != StatementKind.OWN && s.costs().before(PEER_CALLS) != null)
        .sorted(Advance.MOST_LOAD_FIRST)
        .limit(PEERS + 1)
        .collect(
            Collectors.toMap(
                s -> s.key().text(), s -> s.costs().before(PEER_CALLS).meanMillis(), (a, b) -> a));
  }

  /** Not dearer in any window of the last day: then that is what it costs from now on. */
  private static StatementHistory adopted(StatementHistory statement, Instant at) {
    Window before = statement.costs().before(PEER_CALLS);
    List<Window> day =
        statement.costs().recent().stream().filter(w -> w.to().isAfter(at.minus(ADOPTED))).toList();
    Window sum = day.stream().reduce(Window.none(), Window::plus);
    return before != null
            && sum.calls() >= StatementCosts.ADOPTED_CALLS
            && day.stream().allMatch(w -> alike(before, w))
        ? statement.accepted(sum)
        : statement;
  }

  private static boolean alike(Window before, Window now) {
    // More rows cost more by any plan.
    double factor = ALIKE * now.rowsFactor(before);
    return now.blocksPerCall() <= 1 + factor * before.blocksPerCall()
        && now.tempBlocksPerCall() <= 1 + factor * before.tempBlocksPerCall()
        && now.meanMillis() <= factor * before.meanMillis();
  }
}
