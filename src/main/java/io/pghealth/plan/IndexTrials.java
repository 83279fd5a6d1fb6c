package io.pghealth.plan;

import io.pghealth.history.IndexWish;
import io.pghealth.history.IndexWish.Method;
import io.pghealth.history.IndexWish.Trial;
import io.pghealth.postgres.Explainer;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Asks the planner whether it would use an index that is not there. HypoPG makes neither GIN nor
 * indexes of partitioned tables.
 */
final class IndexTrials {
  /** What the planner once said holds so long, of the same index for the same plan. */
  private static final Duration HOLDS = Duration.ofHours(24);

  /** HypoPG calls an index {@code <12345>btree_orders_user_id}. */
  private static final Pattern NAME = Pattern.compile("^<\\d+>.*", Pattern.DOTALL);

  private final int settings;
  private final Instant now;

  /**
   * @param settings of the database and its roles, in any form that is the same for the same ones
   */
  IndexTrials(int settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  /**
   * The wish with what the planner said.
   *
   * @param explain sends EXPLAIN with the index; null from it where it may not
   */
  IndexWish tried(
      IndexWish wish, Candidate candidate, Function<String, Explainer.Outcome> explain) {
    if (wish.partitioned() || (wish.method() != Method.BTREE && wish.method() != Method.BRIN)) {
      return wish;
    }
    String definition = WishedIndex.of(wish).create(null, false);
    PlanNode plan = candidate.median() != null ? candidate.median() : candidate.generic();
    double before = plan.estimate().cost();
    Trial known =
        candidate.statement().reading().wishes().stream()
            .map(IndexWish::trial)
            .filter(t -> t != null && t.definition().equals(definition) && t.before() == before)
            .filter(t -> t.settings() == settings)
            .filter(t -> t.at().plus(HOLDS).isAfter(now))
            .findFirst()
            .orElse(null);
    if (known != null) {
      return wish.tried(known);
    }
    if (!(explain.apply(definition) instanceof Explainer.Explained explained)) {
      return wish;
    }
    try {
      PlanNode with = PlanNode.parse(explained.json());
      boolean used =
          with.all().anyMatch(n -> n.index() != null && NAME.matcher(n.index()).matches());
      return wish.tried(
          new Trial(
              definition, settings, before, with.estimate().cost(), used, returned(plan), now));
    } catch (IllegalArgumentException e) {
      return wish;
    }
  }

  /** An INSERT, UPDATE or DELETE without RETURNING returns nothing; what it changes is below it. */
  private static double returned(PlanNode plan) {
    return plan.type().equals("ModifyTable") && !plan.children().isEmpty()
        ? plan.children().getFirst().estimate().rows()
        : plan.estimate().rows();
  }
}
