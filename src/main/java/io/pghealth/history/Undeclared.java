package io.pghealth.history;

import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceFacts.StandbyFacts;
import io.pghealth.snapshot.StandbyPairs;
import java.time.Instant;
import java.util.List;

/**
 * Standbys that were connected and not declared. One that is away for a moment may have used an
 * index all the same, and comes back.
 *
 * @param at when they were last seen
 * @param standbys how many there were, with those declared then
 * @param undeclared how many of these were not
 */
public record Undeclared(Instant at, int standbys, int undeclared) {

  /** Null where there is none, or as many are declared by now as there were standbys. */
  static Undeclared advance(Undeclared before, List<InstanceFacts> instances, Instant now) {
    int declared = (int) instances.stream().filter(InstanceFacts::standby).count();
    // A slot that nobody holds is there to be seen in each cycle, and may be dropped as abandoned.
    int seen =
        (int) StandbyPairs.undeclared(instances).stream().filter(StandbyFacts::connected).count();
    Undeclared known = before == null || declared >= before.standbys() ? null : before;
    if (seen == 0) {
      return known;
    }
    int most = Math.max(declared + seen, known == null ? 0 : known.standbys());
    return new Undeclared(now, most, most - declared);
  }
}
