package io.pghealth.snapshot;

import io.pghealth.postgres.ServerVersion;
import java.time.Instant;
import java.util.List;

/**
 * What an instance says of itself (pg_control_system, pg_control_checkpoint, pg_stat_replication,
 * pg_replication_slots, pg_stat_database, pg_stat_bgwriter).
 *
 * @param systemIdentifier 64 bits, unsigned, as decimal text
 * @param version server version
 * @param address inet_server_addr: the address of the server's own that we reached; null over a
 *     socket
 * @param receiverSlot pg_stat_wal_receiver.slot_name, the slot of its upstream that a standby
 *     streams from; null for none or on a primary
 * @param standby whether it is in recovery
 * @param serverTime its clock at the time of reading
 * @param postmasterStart when this incarnation started
 * @param timeline of its last checkpoint
 * @param lsn current write or replay position, bytes since the start of WAL
 * @param statisticsReset pg_stat_bgwriter.stats_reset; null where it was never reset
 * @param databases every database that allows connections and is no template
 * @param standbys standbys streaming from it; unknown without pg_monitor
 */
public record InstanceFacts(
    String systemIdentifier,
    ServerVersion version,
    String address,
    String receiverSlot,
    boolean standby,
    Instant serverTime,
    Instant postmasterStart,
    long timeline,
    long lsn,
    Instant statisticsReset,
    List<DatabaseFacts> databases,
    Collected<List<StandbyFacts>> standbys) {

  /** Copies the list. */
  public InstanceFacts {
    databases = List.copyOf(databases);
  }

  /**
   * A row of pg_database with its statistics.
   *
   * @param statisticsReset pg_stat_database.stats_reset; null where it was never reset
   * @param mayConnect whether the monitoring role has CONNECT
   */
  public record DatabaseFacts(long oid, String name, Instant statisticsReset, boolean mayConnect) {}

  /**
   * Somebody who replays this instance's WAL, or whose slot keeps it until they come back.
   *
   * @param address client address, null for a local socket or an inactive slot's owner
   * @param applicationName what it calls itself; may be null
   * @param slot its physical slot; null for none
   */
  public record StandbyFacts(String address, String applicationName, String slot) {

    /** Whether somebody is there, and not the slot alone. */
    public boolean connected() {
      return address != null || applicationName != null;
    }
  }
}
