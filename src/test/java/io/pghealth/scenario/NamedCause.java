package io.pghealth.scenario;

import io.pghealth.finding.Finding;
import java.util.Objects;

/**
 * The cause that a regression was given, beside the one that was seeded.
 *
 * @param wanted what the named cause must contain
 * @param named the evidence {@code cause}
 */
record NamedCause(String wanted, String named) {
  static final String UNKNOWN = "unknown";

  /** Null where nothing is expected of the cause. */
  static NamedCause of(Expected.Expectation expectation, Finding finding) {
    return expectation.cause() == null
        ? null
        : new NamedCause(
            expectation.cause(), Objects.requireNonNullElse(finding.evidence().get("cause"), ""));
  }

  boolean right() {
    return named.contains(wanted);
  }

  boolean unknown() {
    return !right() && named.equals(UNKNOWN);
  }
}
