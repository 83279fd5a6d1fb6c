package io.pghealth.scenario;

import java.util.List;

/**
 * How one scenario went on one major.
 *
 * @param right expected findings that came
 * @param wrong findings of its check that nobody expected
 * @param missed expected findings that did not come
 * @param assessed expected gaps that did not come
 * @param peer how pg-index-health did; null where it was not asked
 * @param gaps what the check could not assess, for whoever looks into a failure
 */
record Score(
    Scenario scenario,
    int major,
    int right,
    List<String> wrong,
    List<String> missed,
    List<String> assessed,
    Peer.Result peer,
    List<String> gaps) {

  boolean perfect() {
    return wrong.isEmpty() && missed.isEmpty() && assessed.isEmpty();
  }
}
