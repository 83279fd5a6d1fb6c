package io.pghealth.scenario;

import java.util.List;

/**
 * How one scenario went on one major.
 *
 * @param right expected findings that came
 * @param wrong findings of its check that nobody expected
 * @param missed expected findings that did not come
 * @param assessed expected gaps that did not come
 * @param causes what regressions were put down to, where a cause is expected
 * @param gains what advised indexes were worth
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
    List<NamedCause> causes,
    List<Gain> gains,
    Peer.Result peer,
    List<String> gaps) {

  boolean perfect() {
    return wrong.isEmpty()
        && missed.isEmpty()
        && assessed.isEmpty()
        && causes.stream().allMatch(NamedCause::right);
  }

  Score with(List<Gain> measured) {
    return new Score(scenario, major, right, wrong, missed, assessed, causes, measured, peer, gaps);
  }
}
