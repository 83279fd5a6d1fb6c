package io.pghealth.cycle;

import io.pghealth.check.CheckSettings;
import io.pghealth.history.History;
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.Set;

/**
 * What one cycle is to do.
 *
 * @param target what is watched
 * @param settings of every check
 * @param history as the last cycle left it
 * @param acceptedPlans fingerprints whose plan somebody has accepted
 * @param mode who asks
 * @param now when the cycle begins, by our clock
 */
public record CycleRequest(
    Target target,
    CheckSettings settings,
    History history,
    Set<String> acceptedPlans,
    Mode mode,
    Instant now) {

  /** Who asks. */
  public enum Mode {
    /** The operator: a finding must be absent twice before it is resolved. */
    MONITOR,
    /** The command line: once is enough, and the budget for measuring is the run's own. */
    COMMAND_LINE
  }
}
