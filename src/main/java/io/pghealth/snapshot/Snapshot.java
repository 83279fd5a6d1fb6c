package io.pghealth.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one cycle read, of one target.
 *
 * @param at when the cycle began, by the operator's clock
 * @param instances the primary first, then the declared replicas in their order, reached or not
 * @param databases watched databases, by name; empty where the primary was not reached
 * @param statements of the whole server, from whichever database has the extension
 */
public record Snapshot(
    Instant at,
    List<InstanceSnapshot> instances,
    List<DatabaseSnapshot> databases,
    Collected<StatementFacts> statements) {

  /** Copies the lists. */
  public Snapshot {
    instances = List.copyOf(instances);
    databases = List.copyOf(databases);
  }

  /** The declared primary. */
  public InstanceSnapshot primary() {
    return instances.getFirst();
  }

  /** The database of this name. */
  public Optional<DatabaseSnapshot> database(String name) {
    return databases.stream().filter(d -> d.name().equals(name)).findFirst();
  }
}
