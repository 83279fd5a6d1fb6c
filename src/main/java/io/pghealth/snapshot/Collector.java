package io.pghealth.snapshot;

import io.pghealth.postgres.Session;

/**
 * Reads one kind of facts, in a number of statements that does not depend on how many relations
 * there are. The type of the facts is their name: checks ask for it, and a cycle runs each needed
 * collector once.
 *
 * @param <T> the facts
 */
public interface Collector<T> {

  /** The facts that it reads. */
  Class<T> facts();

  /** Reads. Never throws for anything that a server does: what fails is unknown. */
  Collected<T> collect(Session session);
}
