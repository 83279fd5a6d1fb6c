package io.pghealth.history;

/**
 * A section of the history in which some changes are like events (first seen, flipped, accepted)
 * and must be stored before anything is published, while others (running means) may wait.
 */
public interface Milestones {

  /** A value that is equal as long as nothing like an event has happened; compared, not stored. */
  Object milestones();
}
