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
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Estimates indexes, and measures those candidates for bloat that the budget allows. */
final class BloatStep {
  private final Target target;
  private final Sessions sessions;
  private final BloatChoice choice;

  BloatStep(Target target, Sessions sessions, IndexBloatSettings settings) {
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

  private List<BloatMeasurement> measure(
      DatabaseSnapshot database, IndexFacts facts, List<BloatRequest> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    try (Session session = sessions.open(target.primary(), database.name())) {
      return new BloatScan().measure(session, facts.pgstattuple(), requests);
    } catch (SessionException e) {
      // Not tried: the next cycle tries again, and until then the check says what is not known.
      return List.of();
    }
  }
}
