package io.pghealth.check;

import io.pghealth.history.History;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.target.Target;

/**
 * All that a check may look at.
 *
 * @param snapshot of this cycle
 * @param database of this snapshot
 * @param history already advanced by this cycle's snapshot
 * @param target what is watched, with its limits
 */
public record Facts(Snapshot snapshot, DatabaseSnapshot database, History history, Target target) {}
