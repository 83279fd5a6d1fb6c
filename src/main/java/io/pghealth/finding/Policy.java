package io.pghealth.finding;

import java.util.Set;

/**
 * What people have decided about findings.
 *
 * @param absentCyclesToResolve in how many cycles in a row a finding must be assessed and absent
 *     before it is resolved; at least 1
 * @param suspended whether nobody looks at present: then nothing changes but {@code stale}
 * @param disabledChecks names of checks that are switched off
 * @param acceptedPlans fingerprints of findings about a statement whose plan somebody has accepted
 * @param suppression which findings are silenced
 */
public record Policy(
    int absentCyclesToResolve,
    boolean suspended,
    Set<String> disabledChecks,
    Set<String> acceptedPlans,
    Suppression suppression) {

  /** Copies the sets. */
  public Policy {
    if (absentCyclesToResolve < 1) {
      throw new IllegalArgumentException("absentCyclesToResolve must be at least 1");
    }
    disabledChecks = Set.copyOf(disabledChecks);
    acceptedPlans = Set.copyOf(acceptedPlans);
  }

  /** The operator's: two cycles, since one may have met a passing state. */
  public static Policy monitor(Set<String> disabledChecks, Set<String> acceptedPlans) {
    return new Policy(2, false, disabledChecks, acceptedPlans, Suppression.none());
  }

  /** The command line's: one run is all there may ever be. */
  public static Policy commandLine(Set<String> disabledChecks, Set<String> acceptedPlans) {
    return new Policy(1, false, disabledChecks, acceptedPlans, Suppression.none());
  }

  /** The same while the monitor is suspended. */
  public Policy whileSuspended() {
    return new Policy(absentCyclesToResolve, true, disabledChecks, acceptedPlans, suppression);
  }
}
