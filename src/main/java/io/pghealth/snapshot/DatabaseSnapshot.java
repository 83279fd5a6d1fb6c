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
 */
public record DatabaseSnapshot(
    long oid,
    String name,
    Collected<IndexFacts> indexes,
    Map<Endpoint, Collected<IndexUsage>> usage) {

  /** Copies the map. */
  public DatabaseSnapshot {
    usage = Map.copyOf(usage);
  }
}
