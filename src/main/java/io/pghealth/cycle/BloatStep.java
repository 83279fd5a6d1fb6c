package io.pghealth.cycle;

import io.pghealth.check.BloatChoice;
import io.pghealth.check.IndexBloatSettings;
import io.pghealth.history.BloatHistory;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.BloatMeasurement;
import io.pghealth.snapshot.BloatRequest;
import io.pghealth.snapshot.BloatScan;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Estimates indexes, and measures those candidates for bloat that the budget allows: on a replica
 * that is close behind, where there is one, else on the primary.
 */
final class BloatStep {
  /** A replica further behind may not have replayed a VACUUM or a rebuild. */
  private static final long CLOSE_BEHIND = 16L << 20;

  private final Target target;
  private final Sessions sessions;
  private final BloatChoice choice;
  private final Optional<Endpoint> replica;

  BloatStep(
      Target target,
      Sessions sessions,
      List<InstanceSnapshot> instances,
      IndexBloatSettings settings) {
    this.replica = replica(instances);
    this.target = target;
    this.sessions = sessions;
    this.choice = new BloatChoice(target, settings);
  }

  BloatHistory run(DatabaseSnapshot database, BloatHistory before, Instant now) {
    Optional<IndexFacts> facts = database.indexes().toOptional();
    if (facts.isEmpty()) {
      return before;
    }
    BloatHistory history =
        before
            .estimated(database, choice.estimates(database, before, now))
            .sampled(database, choice.samples(database), now);
    List<BloatRequest> requests = choice.requests(database, history, now);
    return history.record(
        database, target.primary(), measure(database, facts.get(), requests), now);
  }

  private static Optional<Endpoint> replica(List<InstanceSnapshot> instances) {
    Optional<InstanceFacts> primary = instances.getFirst().facts().toOptional();
    return instances.stream()
        .skip(1)
        .filter(i ->
            primary.isPresent()
                && i.facts().toOptional().filter(r -> close(primary.get(), r)).isPresent())
        .map(InstanceSnapshot::endpoint)
        .findFirst();
  }

  private static boolean close(InstanceFacts primary, InstanceFacts replica) {
    return replica.standby()
        && replica.systemIdentifier().equals(primary.systemIdentifier())
        && replica.timeline() == primary.timeline()
        && primary.lsn() - replica.lsn() <= CLOSE_BEHIND;
  }

  /**
   * What a replica does not tell, for a conflict with recovery or any other reason, is asked for.
   */
  private List<BloatMeasurement> measure(
      DatabaseSnapshot database, IndexFacts facts, List<BloatRequest> requests) {
    List<BloatMeasurement> results = new ArrayList<>();
    List<BloatRequest> left = new ArrayList<>(requests);
    if (replica.isPresent()) {
      for (BloatMeasurement one : measure(replica.get(), database, facts, requests)) {
        if (one instanceof BloatMeasurement.Measured) {
          results.add(one);
          left.remove(one.request());
        }
      }
    }
    results.addAll(measure(target.primary(), database, facts, left));
    return results;
  }

  private List<BloatMeasurement> measure(
      Endpoint endpoint, DatabaseSnapshot database, IndexFacts facts, List<BloatRequest> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    try (Session session = sessions.open(endpoint, database.name())) {
      return new BloatScan().measure(session, facts.pgstattuple(), requests);
    } catch (SessionException e) {
      // Not tried: the next cycle tries again, and until then the check says what is not known.
      return List.of();
    }
  }
}
