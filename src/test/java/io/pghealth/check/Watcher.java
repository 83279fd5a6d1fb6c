package io.pghealth.check;

import io.pghealth.bloat.SizeFacts;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.LedgerState;
import io.pghealth.history.BloatHistory;
import io.pghealth.history.EvidenceHistory;
import io.pghealth.history.History;
import io.pghealth.history.PlanHistory;
import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.BloatMeasurement;
import io.pghealth.snapshot.BloatRequest;
import io.pghealth.snapshot.BloatScan;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.Collectors;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Gathered;
import io.pghealth.snapshot.IndexCollector;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexUsage;
import io.pghealth.snapshot.IndexUsageCollector;
import io.pghealth.snapshot.InstanceCollector;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Scope;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.target.Credentials;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Observes one database as a cycle does, with a clock that jumps between observations. */
final class Watcher {
  private final PgDatabase database;
  private final Target target;
  private EvidenceHistory evidence = EvidenceHistory.empty();
  private BloatHistory bloat = BloatHistory.empty();
  private PlanHistory plans = PlanHistory.empty();
  private Duration jumped = Duration.ZERO;
  private Snapshot snapshot;
  private List<BloatRequest> measured = List.of();

  Watcher(PgDatabase database, PgServer... replicas) {
    this(database, database.server().superuser(), Limits.defaults(), replicas);
  }

  Watcher(PgDatabase database, Credentials role, Limits limits, PgServer... replicas) {
    this.database = database;
    this.target =
        new Target(
            database.server().endpoint(),
            "postgres",
            Stream.of(replicas).map(PgServer::endpoint).toList(),
            role,
            null,
            List.of(),
            new Tls(Tls.Mode.DISABLE, null, null, null),
            DatabaseFilter.all(),
            limits,
            Schedule.defaults(),
            false);
  }

  /** Lets our clock run ahead of the server's, so that nothing has to be waited for. */
  Watcher later(Duration by) {
    jumped = jumped.plus(by);
    return this;
  }

  Watcher observe() {
    return observe(Map.of());
  }

  /** Observes, after EXPLAINs of ours added scans on the primary. */
  Watcher observe(Map<Long, Long> ourScans) {
    database.awaitShown();
    var sessions = new PgSessions(target);
    List<InstanceSnapshot> instances = new ArrayList<>();
    Map<Endpoint, Collected<IndexUsage>> usage = new HashMap<>();
    Collected<IndexFacts> indexes = Collected.unknown("not reached", null);
    Gathered facts = Gathered.unknown(needs(), "not reached", Remedy.none());
    Instant at = Instant.now().plus(jumped);
    for (Endpoint endpoint :
        Stream.concat(Stream.of(target.primary()), target.replicas().stream()).toList()) {
      try (Session session = sessions.open(endpoint, database.name())) {
        instances.add(new InstanceSnapshot(endpoint, new InstanceCollector().collect(session)));
        usage.put(endpoint, new IndexUsageCollector(Scope.everything()).collect(session));
        if (endpoint.equals(target.primary())) {
          indexes = new IndexCollector(Scope.everything()).collect(session);
          facts = Gathered.by(Collectors.ofDatabases(Scope.everything()), needs(), session);
        }
      } catch (SessionException e) {
        Collected<InstanceFacts> unreached = Collected.unknown(e.getMessage(), null);
        instances.add(new InstanceSnapshot(endpoint, unreached));
        usage.put(endpoint, Collected.unknown(e.getMessage(), null));
      }
    }
    long oid =
        instances.getFirst().facts().toOptional().orElseThrow().databases().stream()
            .filter(d -> d.name().equals(database.name()))
            .findFirst()
            .orElseThrow()
            .oid();
    snapshot =
        new Snapshot(
            at,
            instances,
            List.of(new DatabaseSnapshot(oid, database.name(), indexes, usage, facts)),
            Collected.unknown("not read", null));
    evidence =
        evidence.advance(snapshot, Map.of(target.primary(), Map.of(database.name(), ourScans)));
    return this;
  }

  Watcher measure(IndexBloatSettings settings) {
    DatabaseSnapshot observed = snapshot.databases().getFirst();
    BloatChoice choice = new BloatChoice(target, settings);
    bloat =
        bloat
            .estimated(observed, choice.estimates(observed, bloat, snapshot.at()))
            .sampled(observed, choice.samples(observed), snapshot.at());
    measured = choice.requests(observed, bloat, snapshot.at());
    List<BloatMeasurement> results = List.of();
    if (!measured.isEmpty()) {
      try (Session session = new PgSessions(target).open(target.primary(), database.name())) {
        var pgstattuple = observed.indexes().toOptional().orElseThrow().pgstattuple();
        results = new BloatScan().measure(session, pgstattuple, measured);
      } catch (SessionException e) {
        throw new IllegalStateException(e);
      }
    }
    bloat = bloat.record(observed, target.primary(), results, snapshot.at());
    return this;
  }

  List<BloatRequest> measured() {
    return measured;
  }

  Watcher forget() {
    evidence = EvidenceHistory.empty();
    return this;
  }

  BloatHistory bloat() {
    return bloat;
  }

  EvidenceHistory evidence() {
    return evidence;
  }

  Watcher with(EvidenceHistory other) {
    evidence = other;
    return this;
  }

  Watcher with(PlanHistory other) {
    plans = other;
    return this;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  <S extends Record> Assessment assess(DatabaseCheck<S> check, S settings) {
    var history = new History(null, evidence, bloat, plans, LedgerState.empty());
    return check.assess(
        new Facts(snapshot, snapshot.databases().getFirst(), history, target), settings);
  }

  private static Set<Class<?>> needs() {
    Set<Class<?>> needs = new HashSet<>(SizeFacts.NEEDS);
    needs.addAll(new UnusedIndex().needs());
    return needs;
  }
}
