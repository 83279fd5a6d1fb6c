package io.pghealth.cycle;

import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.InstanceCollector;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import java.util.ArrayList;
import java.util.List;

/** Asks every declared instance who it is. */
final class InstanceStep {
  private final Target target;
  private final Sessions sessions;
  private final List<String> errors;

  /**
   * @param errors takes what is wrong with the declaration
   */
  InstanceStep(Target target, Sessions sessions, List<String> errors) {
    this.target = target;
    this.sessions = sessions;
    this.errors = errors;
  }

  /** The primary first, then the replicas in their order. */
  List<InstanceSnapshot> run() {
    List<InstanceSnapshot> instances = new ArrayList<>();
    Collected<InstanceFacts> primary = ask(target.primary());
    instances.add(new InstanceSnapshot(target.primary(), primary));
    for (Endpoint replica : target.replicas()) {
      instances.add(new InstanceSnapshot(replica, checked(replica, ask(replica), primary)));
    }
    return instances;
  }

  private Collected<InstanceFacts> ask(Endpoint endpoint) {
    try (Session session = sessions.open(endpoint, target.maintenanceDatabase())) {
      return new InstanceCollector().collect(session);
    } catch (SessionException e) {
      return Collected.unknown(e.getMessage(), Remedy.none());
    }
  }

  private Collected<InstanceFacts> checked(
      Endpoint replica, Collected<InstanceFacts> facts, Collected<InstanceFacts> primary) {
    String mine = facts.toOptional().map(InstanceFacts::systemIdentifier).orElse(null);
    String its = primary.toOptional().map(InstanceFacts::systemIdentifier).orElse(null);
    if (mine == null || its == null || mine.equals(its)) {
      return facts;
    }
    String error =
        "replica "
            + replica
            + " has system identifier "
            + mine
            + ", the primary has "
            + its
            + ": it is no replica of this primary";
    errors.add(error);
    return Collected.unknown(error, Remedy.note("Name the primary's own replicas."));
  }
}
