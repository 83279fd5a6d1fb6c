package io.pghealth.check;

import io.pghealth.history.History;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.target.Target;

/**
 * All that a check of the server may look at.
 *
 * @param snapshot of this cycle
 * @param history already advanced by this cycle's snapshot
 * @param target what is watched, with its limits
 */
public record ServerFacts(Snapshot snapshot, History history, Target target) {}
