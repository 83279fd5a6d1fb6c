package io.pghealth.snapshot;

import io.pghealth.target.Endpoint;

/**
 * One declared instance.
 *
 * @param endpoint its address
 * @param facts what it says of itself, or why it was not reached
 */
public record InstanceSnapshot(Endpoint endpoint, Collected<InstanceFacts> facts) {}
