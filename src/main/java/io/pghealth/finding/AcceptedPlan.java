package io.pghealth.finding;

import java.time.Instant;

/**
 * A plan that somebody has accepted. Accepting is done once: when the finding has been away since,
 * the same fingerprint stands for another change of the plan, which nobody has accepted.
 *
 * @param fingerprint of the finding
 * @param finding identity, severity and message when it was accepted; null where there was none
 * @param at when
 * @param settled whether the finding has been away since
 */
public record AcceptedPlan(String fingerprint, Finding finding, Instant at, boolean settled) {

  AcceptedPlan withFinding(Finding seen) {
    return new AcceptedPlan(fingerprint, seen, at, settled);
  }

  AcceptedPlan nowSettled() {
    return new AcceptedPlan(fingerprint, finding, at, true);
  }
}
