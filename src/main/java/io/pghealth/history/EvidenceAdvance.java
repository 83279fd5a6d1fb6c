package io.pghealth.history;

import io.pghealth.history.EvidenceHistory.InstanceEvidence;
import io.pghealth.history.EvidenceHistory.Position;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexUsage;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.target.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks over the instances and databases of one snapshot; see {@link EvidenceHistory#advance}. */
final class EvidenceAdvance {
  private final EvidenceHistory previous;
  private final Snapshot snapshot;
  private final Map<Endpoint, Map<String, Map<Long, Long>>> ourScans;

  EvidenceAdvance(
      EvidenceHistory previous,
      Snapshot snapshot,
      Map<Endpoint, Map<String, Map<Long, Long>>> ourScans) {
    this.previous = previous;
    this.snapshot = snapshot;
    this.ourScans = ourScans;
  }

  EvidenceHistory result() {
    List<InstanceEvidence> instances = new ArrayList<>();
    for (InstanceSnapshot instance : snapshot.instances()) {
      instance
          .facts()
          .toOptional()
          .ifPresentOrElse(
              facts -> instances.add(reached(instance.endpoint(), facts)),
              () -> instances.addAll(known(instance.endpoint())));
    }
    Position position =
        snapshot
            .primary()
            .facts()
            .toOptional()
            .map(f -> new Position(f.systemIdentifier(), f.timeline(), f.lsn()))
            .orElse(previous.position());
    return new EvidenceHistory(
        position, instances, Undeclared.advance(previous.undeclared(), reached(), snapshot.at()));
  }

  private List<InstanceFacts> reached() {
    return snapshot.instances().stream()
        .flatMap(instance -> instance.facts().toOptional().stream())
        .toList();
  }

  private List<InstanceEvidence> known(Endpoint endpoint) {
    return previous.instances().stream()
        .filter(i -> i.isOf(i.systemIdentifier(), endpoint))
        .toList();
  }

  private InstanceEvidence reached(Endpoint endpoint, InstanceFacts facts) {
    List<DatabaseEvidence> before =
        known(endpoint).stream()
            .filter(i -> i.isOf(facts.systemIdentifier(), endpoint))
            .flatMap(i -> i.databases().stream())
            .toList();
    if (snapshot.databases().isEmpty()) {
      return new InstanceEvidence(
          facts.systemIdentifier(), endpoint.host(), endpoint.port(), before);
    }
    List<DatabaseEvidence> after = new ArrayList<>();
    for (DatabaseSnapshot database : snapshot.databases()) {
      DatabaseEvidence known =
          before.stream().filter(d -> d.oid() == database.oid()).findFirst().orElse(null);
      Optional.ofNullable(database.usage().get(endpoint))
          .flatMap(usage -> usage.toOptional())
          .map(usage -> observed(endpoint, facts, database, usage, known))
          .or(() -> Optional.ofNullable(known))
          .ifPresent(after::add);
    }
    return new InstanceEvidence(facts.systemIdentifier(), endpoint.host(), endpoint.port(), after);
  }

  private DatabaseEvidence observed(
      Endpoint endpoint,
      InstanceFacts facts,
      DatabaseSnapshot database,
      IndexUsage usage,
      DatabaseEvidence known) {
    Map<Long, Long> ours =
        ourScans.getOrDefault(endpoint, Map.of()).getOrDefault(database.name(), Map.of());
    Optional<IndexFacts> indexes = database.indexes().toOptional();
    return new DatabaseAdvance(facts, usage, snapshot.at(), known, ours, indexes)
        .result(database.oid());
  }
}
