package io.pghealth.plan;

import io.pghealth.postgres.Explainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks for plans as long as the cycle may, and counts. */
final class BudgetedExplain {
  private final Map<Long, Long> scansAdded = new HashMap<>();
  private int left;
  private int sent;

  BudgetedExplain(int allowed) {
    this.left = allowed;
  }

  /** EXPLAINs that may still be sent. */
  int left() {
    return left;
  }

  int sent() {
    return sent;
  }

  /** Index scans that planning itself made, by the OID of the index. */
  Map<Long, Long> scansAdded() {
    return scansAdded;
  }

  /**
   * Asks once.
   *
   * @param values of the parameters; null for the generic plan
   * @param index a hypothetical one, as the statement that makes it; null for none
   */
  Explainer.Outcome explain(
      Explainer explainer, Candidate candidate, List<String> values, String index) {
    left--;
    sent++;
    Explainer.Outcome outcome =
        explainer.explain(
            new Explainer.Request(
                ExplainableText.of(candidate.asked()),
                values,
                candidate.settings().values(),
                index));
    if (outcome instanceof Explainer.Explained explained) {
      explained.scansAdded().forEach((oid, scans) -> scansAdded.merge(oid, scans, Long::sum));
    }
    return outcome;
  }
}
