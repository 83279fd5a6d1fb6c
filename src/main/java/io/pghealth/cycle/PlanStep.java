package io.pghealth.cycle;

import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.plan.PlanObserver;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.InstanceFacts.DatabaseFacts;
import io.pghealth.snapshot.SightingCollector;
import io.pghealth.snapshot.SightingFacts;
import io.pghealth.snapshot.StatementCollector;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Rollout;
import io.pghealth.target.Target;
import io.pghealth.target.Workloads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads statement counters, texts and who is at them, and explains the statements that are due. */
final class PlanStep {
  private final Target target;
  private final Sessions sessions;
  private final Instant now;
  private final Set<Class<?>> needs;
  private final RolloutStep rollouts;

  /** What one session read; sightings are null where nobody asks for them or they were refused. */
  private record Read(Collected<StatementFacts> statements, SightingFacts sightings) {}

  /**
   * What came of it.
   *
   * @param statements counters of the server
   * @param history with this cycle's windows and plans
   * @param scansAdded what our planning added to idx_scan, by instance, database and index OID
   */
  record Observed(
      Collected<StatementFacts> statements,
      PlanHistory history,
      Map<Endpoint, Map<String, Map<Long, Long>>> scansAdded) {}

  /**
   * @param needs types of facts that somebody asks for: plans or sightings, and not counters and
   *     texts alone
   * @param workloads of the cluster that the server's clients may be in
   */
  PlanStep(
      Target target, Sessions sessions, Instant now, Set<Class<?>> needs, Workloads workloads) {
    this.needs = needs;
    this.rollouts = new RolloutStep(target, sessions, workloads);
    this.target = target;
    this.sessions = sessions;
    this.now = now;
  }

  /** Nothing was looked at, since nobody asks for it. */
  static Observed skipped(PlanHistory history) {
    return new Observed(
        Collected.unknown("every check of statements is disabled", Remedy.none()),
        history,
        Map.of());
  }

  Observed run(List<DatabaseFacts> watched, PlanHistory before) {
    Read read = collect(watched);
    return switch (read.statements()) {
      case Collected.Unknown<StatementFacts> unknown -> new Observed(unknown, before, Map.of());
      case Collected.Known<StatementFacts>(StatementFacts facts) ->
          observe(read, facts, watched, before);
    };
  }

  private Observed observe(
      Read read, StatementFacts facts, List<DatabaseFacts> watched, PlanHistory before) {
    Map<Long, String> names =
        watched.stream().collect(Collectors.toMap(DatabaseFacts::oid, DatabaseFacts::name));
    PlanHistory counted =
        before.advance(facts, names, now, target.limits().statementsPerDatabase());
    PlanHistory history = counted;
    List<PlanObservation> observations = new ArrayList<>();
    PlanObserver observer = new PlanObserver(sessions);
    Map<String, Map<Long, Long>> scans = new HashMap<>();
    int left = needs.contains(PlanObservation.class) ? target.limits().explainsPerCycle() : 0;
    for (DatabaseFacts database : watched) {
      if (database.mayConnect()) {
        PlanObservation seen = observer.observe(target, database, facts, history, left, now);
        left -= seen.explains();
        scans.put(database.name(), seen.scansAdded());
        history = history.observed(seen, target.schedule().planInterval());
        observations.add(seen);
      }
    }
    Map<String, Set<Rollout>> rolledOut = rollouts.of(history.flippedAt(now));
    if (!rolledOut.isEmpty()) {
      history = counted.rolledOut(rolledOut);
      for (PlanObservation seen : observations) {
        history = history.observed(seen, target.schedule().planInterval());
      }
    }
    // Now that the texts tell which statements only read.
    history = read.sightings() == null ? history : history.sighted(read.sightings(), now);
    return new Observed(read.statements(), history, Map.of(target.primary(), scans));
  }

  /** The extension shows the whole server's statements wherever it is; so the first will do. */
  private Read collect(List<DatabaseFacts> watched) {
    Collected<StatementFacts> last = Collected.unknown("no database could be read", Remedy.none());
    List<String> databases =
        Stream.concat(
                Stream.of(target.maintenanceDatabase()),
                watched.stream().filter(DatabaseFacts::mayConnect).map(DatabaseFacts::name))
            .distinct()
            .toList();
    for (String database : databases) {
      try (Session session = sessions.open(target.primary(), database)) {
        last = new StatementCollector().collect(session);
        if (last.toOptional().isPresent()) {
          return new Read(last, sightings(session));
        }
      } catch (SessionException e) {
        last = Collected.unknown(e.getMessage(), Remedy.none());
      }
    }
    return new Read(last, null);
  }

  /** No verdict rests on them: where they cannot be had, nothing is said. */
  private SightingFacts sightings(Session session) {
    return needs.contains(SightingFacts.class)
        ? new SightingCollector().collect(session).toOptional().orElse(null)
        : null;
  }
}
