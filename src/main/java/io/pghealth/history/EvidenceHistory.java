package io.pghealth.history;

import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.target.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Since when the counters of each instance can be compared. Section of the {@link History}.
 *
 * @param position where the primary's WAL was; null before the first observation
 * @param instances one per (system identifier, address)
 * @param undeclared standbys that nobody asks; null for none
 */
public record EvidenceHistory(
    Position position, List<InstanceEvidence> instances, Undeclared undeclared) {

  /** Copies the list. */
  public EvidenceHistory {
    instances = instances == null ? List.of() : List.copyOf(instances);
  }

  /**
   * How far a server has come.
   *
   * @param systemIdentifier 64 bits, unsigned, as decimal text
   * @param timeline of its last checkpoint
   * @param lsn bytes since the start of WAL
   */
  public record Position(String systemIdentifier, long timeline, long lsn) {}

  /**
   * One instance.
   *
   * @param systemIdentifier 64 bits, unsigned, as decimal text
   * @param host as declared
   * @param port as declared
   * @param databases those watched
   */
  public record InstanceEvidence(
      String systemIdentifier, String host, int port, List<DatabaseEvidence> databases) {

    /** Copies the list. */
    public InstanceEvidence {
      databases = databases == null ? List.of() : List.copyOf(databases);
    }

    boolean isOf(String identifier, Endpoint endpoint) {
      return systemIdentifier.equals(identifier)
          && host.equals(endpoint.host())
          && port == endpoint.port();
    }
  }

  /** Nothing observed yet. */
  public static EvidenceHistory empty() {
    return new EvidenceHistory(null, List.of(), null);
  }

  /**
   * Whether the server is the one observed so far, and later. It is not after a restore or on a
   * clone: another system identifier, or a lower timeline or position than recorded. Then the whole
   * {@link History} starts anew.
   */
  public boolean continues(InstanceFacts primary) {
    return position == null
        || position.systemIdentifier().equals(primary.systemIdentifier())
            && (primary.timeline() > position.timeline()
                || primary.timeline() == position.timeline() && primary.lsn() >= position.lsn());
  }

  /**
   * Takes in what this cycle read. What was not read stays as it was: counters are cumulative, so a
   * gap between two observations takes nothing from the evidence. Instances that are no longer
   * declared and databases that are no longer watched are forgotten.
   *
   * @param snapshot of this cycle
   * @param ourScans scans that our own EXPLAINs added since the last call, by instance, database
   *     and index OID
   */
  public EvidenceHistory advance(
      Snapshot snapshot, Map<Endpoint, Map<String, Map<Long, Long>>> ourScans) {
    return new EvidenceAdvance(this, snapshot, ourScans).result();
  }

  /** What is known of a database on an instance. */
  public Optional<DatabaseEvidence> database(
      String systemIdentifier, Endpoint endpoint, long databaseOid) {
    return instances.stream()
        .filter(i -> i.isOf(systemIdentifier, endpoint))
        .flatMap(i -> i.databases().stream())
        .filter(d -> d.oid() == databaseOid)
        .findFirst();
  }
}
