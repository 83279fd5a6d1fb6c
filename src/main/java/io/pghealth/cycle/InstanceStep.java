package io.pghealth.cycle;

import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.Collectors;
import io.pghealth.snapshot.Gathered;
import io.pghealth.snapshot.InstanceCollector;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Asks every declared instance who it is. */
final class InstanceStep {
  private final Target target;
  private final Sessions sessions;
  private final Set<Class<?>> needs;
  private final List<String> errors;

  /**
   * @param needs types of further facts that are asked for
   * @param errors takes what is wrong with the declaration
   */
  InstanceStep(Target target, Sessions sessions, Set<Class<?>> needs, List<String> errors) {
    this.target = target;
    this.sessions = sessions;
    this.needs = needs;
    this.errors = errors;
  }

  /** The primary first, then the replicas in their order. */
  List<InstanceSnapshot> run() {
    List<InstanceSnapshot> instances = new ArrayList<>();
    InstanceSnapshot primary = ask(target.primary());
    instances.add(primary);
    for (Endpoint replica : target.replicas()) {
      instances.add(checked(ask(replica), primary.facts()));
    }
    return instances;
  }

  private InstanceSnapshot ask(Endpoint endpoint) {
    try (Session session = sessions.open(endpoint, target.maintenanceDatabase())) {
      return new InstanceSnapshot(
          endpoint,
          new InstanceCollector().collect(session),
          Gathered.by(Collectors.ofInstances(), needs, session));
    } catch (SessionException e) {
      return unknown(endpoint, e.getMessage(), Remedy.none());
    }
  }

  private InstanceSnapshot unknown(Endpoint endpoint, String reason, Remedy remedy) {
    return new InstanceSnapshot(
        endpoint, Collected.unknown(reason, remedy), Gathered.unknown(needs, reason, remedy));
  }

  private InstanceSnapshot checked(InstanceSnapshot replica, Collected<InstanceFacts> primary) {
    String mine = replica.facts().toOptional().map(InstanceFacts::systemIdentifier).orElse(null);
    String its = primary.toOptional().map(InstanceFacts::systemIdentifier).orElse(null);
    if (mine == null || its == null || mine.equals(its)) {
      return replica;
    }
    String error =
        "replica "
            + replica.endpoint()
            + " has system identifier "
            + mine
            + ", the primary has "
            + its
            + ": it is no replica of this primary";
    errors.add(error);
    return unknown(replica.endpoint(), error, Remedy.note("Name the primary's own replicas."));
  }
}
