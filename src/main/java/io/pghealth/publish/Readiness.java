package io.pghealth.publish;

import java.time.Duration;
import java.time.Instant;

/** The rule of the condition Ready: spec accepted, credentials found, a cycle ended lately. */
public final class Readiness {
  private static final int INTERVALS = 3;

  private Readiness() {}

  /** The spec cannot work; the message names the field. */
  public static Verdict specRefused(String message) {
    return Verdict.no("SpecRefused", message);
  }

  /** A Secret or ConfigMap is missing, or a key of it. */
  public static Verdict credentialsMissing(String message) {
    return Verdict.no("CredentialsMissing", message);
  }

  /** Somebody has suspended the monitor. */
  public static Verdict suspended() {
    return Verdict.no("Suspended", "spec.suspend is true: nothing is looked at");
  }

  /**
   * Where spec and credentials are well.
   *
   * @param lastEnd when the last cycle ended, whatever it found; null where none has
   * @param interval between cycles
   */
  public static Verdict cycles(Instant lastEnd, Duration interval, Instant now) {
    if (lastEnd == null) {
      return Verdict.unknown("FirstCycle", "the first cycle has not ended yet");
    }
    return Duration.between(lastEnd, now).compareTo(interval.multipliedBy(INTERVALS)) <= 0
        ? Verdict.yes("Checking", "a cycle ended within " + INTERVALS + " intervals")
        : Verdict.no("NoRecentCycle", "no cycle ended within " + INTERVALS + " intervals");
  }
}
