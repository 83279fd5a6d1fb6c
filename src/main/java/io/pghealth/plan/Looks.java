package io.pghealth.plan;

import io.pghealth.history.PlanObservation;
import io.pghealth.history.PlanReading;
import io.pghealth.history.Refusal;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKey;
import io.pghealth.history.StatementKind;
import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.Remedy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a round has found out, by statement; a later look replaces an earlier one. */
final class Looks {
  private final Map<StatementKey, PlanObservation.Statement> all = new LinkedHashMap<>();
  private final Instant now;

  Looks(Instant now) {
    this.now = now;
  }

  List<PlanObservation.Statement> all() {
    return List.copyOf(all.values());
  }

  /** What kind of statement it is, before anybody has explained it. */
  void sorted(StatementHistory statement, StatementKind kind, StatementText text) {
    put(
        new PlanObservation.Statement(
            statement.key(),
            kind,
            text == null ? null : text.shown(),
            null,
            List.of(),
            null,
            null,
            text == null ? null : text.traits()));
  }

  /** Its plans, and what they read. */
  void planned(Candidate candidate, Names names, PlanReading reading) {
    put(look(candidate, names).with(reading));
  }

  /** It was not explained. */
  void refused(Candidate candidate, Refusal refusal) {
    put(refusal(candidate, refusal));
  }

  /** It is not explained, and nothing but another text changes that. */
  void refused(Candidate candidate, String reason) {
    refused(candidate, new Refusal(Explainer.Kind.TEXT, reason, Remedy.none(), now));
  }

  private void put(PlanObservation.Statement look) {
    all.put(look.key(), look);
  }

  private PlanObservation.Statement look(Candidate candidate, Names names) {
    try {
      return candidate.look(names);
    } catch (IllegalStateException e) {
      return refusal(
          candidate,
          new Refusal(
              Explainer.Kind.TRANSIENT,
              "the catalog changed while it was explained",
              Remedy.none(),
              now));
    }
  }

  private static PlanObservation.Statement refusal(Candidate candidate, Refusal refusal) {
    return new PlanObservation.Statement(
        candidate.statement().key(),
        candidate.text().kind(),
        candidate.text().shown(),
        null,
        List.of(),
        null,
        refusal,
        candidate.text().traits());
  }
}
