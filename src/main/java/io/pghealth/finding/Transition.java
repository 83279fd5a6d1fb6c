package io.pghealth.finding;

import java.time.Instant;

/**
 * A step in the life of a finding.
 *
 * @param kind which step
 * @param finding as it was last seen; without evidence, fix and undo once it has been stored
 * @param at when, to the second, so that what is stored and what is published agree
 * @param reason why it was closed, or between which severities it moved; null for the others
 * @param silent whether it makes no Event: eased, suppressed, or explained by another finding
 * @param measured of what is gone: what it cost before and costs since, in words; null where that
 *     was not measured
 */
public record Transition(
    Kind kind, Finding finding, Instant at, String reason, boolean silent, String measured) {

  /** The steps. */
  public enum Kind {
    OPENED("Opened"),
    ESCALATED("Escalated"),
    EASED("Eased"),
    RESOLVED("Resolved"),
    CLOSED("Closed");

    private final String action;

    Kind(String action) {
      this.action = action;
    }

    /** As it stands in Events and status. */
    public String action() {
      return action;
    }
  }

  /** What is worth storing: identity, severity and message. */
  Transition brief() {
    return new Transition(kind, finding.brief(), at, reason, silent, measured);
  }
}
