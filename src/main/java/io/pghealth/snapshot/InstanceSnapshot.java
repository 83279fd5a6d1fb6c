package io.pghealth.snapshot;

import io.pghealth.target.Endpoint;

/**
 * One declared instance.
 *
 * @param endpoint its address
 * @param facts what it says of itself, or why it was not reached
 * @param more what else the enabled checks need of it
 */
public record InstanceSnapshot(Endpoint endpoint, Collected<InstanceFacts> facts, Gathered more) {

  /** Without further facts. */
  public InstanceSnapshot(Endpoint endpoint, Collected<InstanceFacts> facts) {
    this(endpoint, facts, Gathered.nothing());
  }

  /** Facts of one type; see {@link Gathered#of}. */
  public <T> Collected<T> of(Class<T> type) {
    return more.of(type);
  }
}
