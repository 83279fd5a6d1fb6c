package io.pghealth.plan;

import io.pghealth.history.Refusal;
import io.pghealth.history.StatementKind;
import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.target.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first plan of each statement, or of what stands for it: the one without values. */
final class GenericPlans {
  private static final String NOT_ASKED =
      "it writes or locks rows, which the explain role may not, and is no plain UPDATE or DELETE"
          + " that could be asked as a query";

  private final Sessions sessions;
  private final Endpoint primary;
  private final String database;
  private final BudgetedExplain budget;
  private final Looks looks;
  private final Instant now;
  private Refusal role;

  /** What was asked in the end, and what came of it. */
  private record Answer(Candidate candidate, Explainer.Outcome outcome) {}

  GenericPlans(
      Sessions sessions,
      Endpoint primary,
      String database,
      BudgetedExplain budget,
      Looks looks,
      Instant now) {
    this.sessions = sessions;
    this.primary = primary;
    this.database = database;
    this.budget = budget;
    this.looks = looks;
    this.now = now;
  }

  /** Why nothing may be explained here; null where it may. */
  Refusal role() {
    return role;
  }

  /**
   * Candidates with their generic plans, as many as the budget allows; none where the role may
   * explain nothing, which {@link #role} tells then.
   */
  List<Candidate> of(List<Candidate> candidates) {
    List<Candidate> planned = new ArrayList<>();
    if (candidates.isEmpty()) {
      return planned;
    }
    try (Explainer explainer = sessions.openExplainer(primary, database)) {
      int reserved = 0;
      for (Candidate each : candidates) {
        // Two more for the plans with values: half a set says less than another statement's whole.
        int needed = each.text().parameters() == 0 ? 1 : 3;
        if (budget.left() - reserved < Math.min(needed, budget.left())
            || budget.left() <= reserved) {
          break;
        }
        Answer answer = answer(explainer, each, reserved);
        if (answer == null) {
          continue;
        }
        Candidate candidate = answer.candidate();
        switch (answer.outcome()) {
          case Explainer.Explained explained -> {
            reserved += needed - 1;
            plan(candidate, explained).map(candidate::with).ifPresent(planned::add);
          }
          case Explainer.Refused refused -> {
            if (refused.kind() == Explainer.Kind.ROLE) {
              role = refusal(refused);
              return List.of();
            }
            looks.refused(candidate, refusal(refused));
          }
        }
      }
    } catch (SessionException e) {
      role = new Refusal(Explainer.Kind.ROLE, "EXPLAIN: " + e.getMessage(), Remedy.none(), now);
      return List.of();
    }
    return planned;
  }

  /** Asks for the statement, or for what stands for it; null where nothing can. */
  private Answer answer(Explainer explainer, Candidate each, int reserved) {
    // Once a query stands for it, it stays so: plans of two texts cannot be compared.
    Candidate candidate =
        asSelectBefore(each) ? WriteAsSelect.of(each.text()).map(each::asked).orElse(each) : each;
    Explainer.Outcome outcome = budget.explain(explainer, candidate, null, null);
    if (!asSelectBefore(each) && mayNotWrite(each, outcome)) {
      Optional<StatementText> query = WriteAsSelect.of(each.text());
      if (query.isEmpty()) {
        looks.refused(each, NOT_ASKED);
        return null;
      }
      candidate = each.asked(query.get());
      outcome = budget.explain(explainer, candidate, null, null);
    }
    Optional<Candidate> one = onePartition(candidate, outcome);
    if (one.isPresent() && budget.left() > reserved) {
      Explainer.Outcome instead = budget.explain(explainer, one.get(), null, null);
      if (instead instanceof Explainer.Explained) {
        return new Answer(one.get(), instead);
      }
    }
    return new Answer(candidate, outcome);
  }

  private static boolean asSelectBefore(Candidate candidate) {
    return candidate.statement().plans().current() != null
        && candidate.statement().plans().current().rewritten();
  }

  private static Optional<Candidate> onePartition(Candidate candidate, Explainer.Outcome outcome) {
    return outcome instanceof Explainer.Refused refused
            && refused.stand() != null
            && candidate.text().kind() == StatementKind.QUERY
        ? OnePartition.of(candidate.text(), refused.stand()).map(candidate::ofPartition)
        : Optional.empty();
  }

  private static boolean mayNotWrite(Candidate candidate, Explainer.Outcome outcome) {
    return candidate.text().kind() == StatementKind.WRITE
        && outcome instanceof Explainer.Refused(Explainer.Kind kind, _, _, _)
        && kind == Explainer.Kind.PRIVILEGE;
  }

  private Optional<PlanNode> plan(Candidate candidate, Explainer.Explained explained) {
    try {
      return Optional.of(PlanNode.parse(explained.json()));
    } catch (IllegalArgumentException e) {
      looks.refused(candidate, e.getMessage());
      return Optional.empty();
    }
  }

  private Refusal refusal(Explainer.Refused refused) {
    return new Refusal(refused.kind(), refused.reason(), refused.remedy(), now);
  }
}
