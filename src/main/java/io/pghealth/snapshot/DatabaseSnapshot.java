package io.pghealth.snapshot;

import io.pghealth.target.Endpoint;
import java.util.Map;

/**
 * What was read in one database.
 *
 * @param oid its OID on this server
 * @param name its name
 * @param indexes structure, from the primary
 * @param usage counters by instance; every declared instance has an entry
 * @param facts what else the enabled checks need, from the primary
 */
public record DatabaseSnapshot(
    long oid,
    String name,
    Collected<IndexFacts> indexes,
    Map<Endpoint, Collected<IndexUsage>> usage,
    Gathered facts) {

  /** Copies the map. */
  public DatabaseSnapshot {
    usage = Map.copyOf(usage);
  }

  /** Without further facts. */
  public DatabaseSnapshot(
      long oid,
      String name,
      Collected<IndexFacts> indexes,
      Map<Endpoint, Collected<IndexUsage>> usage) {
    this(oid, name, indexes, usage, Gathered.nothing());
  }

  /** Facts of one type; see {@link Gathered#of}. */
  public <T> Collected<T> of(Class<T> type) {
    return facts.of(type);
  }
}
