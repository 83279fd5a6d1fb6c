package io.pghealth.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What keeps VACUUM of one instance from removing dead rows (ComputeXidHorizons in procarray.c):
 * transactions, prepared ones among them, standbys that tell what they still read, and slots.
 *
 * @param nextTransaction the next transaction ID with its epoch; null on a standby
 * @param freezeMaxAge autovacuum_freeze_max_age, transactions
 * @param serverTime the instance's clock
 * @param timesVisible whether the role sees since when other roles' sessions do what they do
 * @param holders in no order
 */
public record HorizonFacts(
    Long nextTransaction,
    long freezeMaxAge,
    Instant serverTime,
    boolean timesVisible,
    List<Holder> holders)
    implements Measured {

  /** The name of the measure. */
  public static final String NEXT_TRANSACTION = "next transaction";

  /** Copies the list. */
  public HorizonFacts {
    holders = List.copyOf(holders);
  }

  @Override
  public Map<String, Long> measures() {
    return nextTransaction == null ? Map.of() : Map.of(NEXT_TRANSACTION, nextTransaction);
  }

  /** Who it is. */
  public enum Kind {
    /** A session, of its own database. */
    SESSION,
    /** A prepared transaction, of its own database. */
    PREPARED,
    /** A standby with hot_standby_feedback and no slot, of every database. */
    STANDBY,
    /** A slot's xmin, of every database: a standby's feedback. */
    SLOT,
    /** A slot's catalog_xmin, of every database, and of system catalogs only. */
    CATALOGS
  }

  /**
   * One that holds the horizon back.
   *
   * @param kind who it is
   * @param databaseOid whose tables it holds back; null for those of every database
   * @param database its name; for a slot, the one that it decodes; null for none
   * @param name application_name, gid or slot name; never null
   * @param role who it is connected as, or who prepared it; null for none
   * @param client address; null where hidden, local or none
   * @param pid of its backend, or of the walsender that uses the slot; null for none
   * @param state pg_stat_activity.state; null where hidden or none
   * @param backendType pg_stat_activity.backend_type; null where hidden or none
   * @param plugin of a logical slot; else null
   * @param active whether somebody uses the slot; false for others
   * @param transactions age of its horizon
   * @param own whether its own transaction ID is what is oldest, rather than its snapshot
   * @param since by the instance's clock: it holds at least so much since then, unless it is a
   *     session that is not idle and takes new snapshots; null where hidden or not known
   * @param started when its transaction began; null where hidden or none
   * @param indexBuild whether it builds an index
   */
  public record Holder(
      Kind kind,
      Long databaseOid,
      String database,
      String name,
      String role,
      String client,
      Integer pid,
      String state,
      String backendType,
      String plugin,
      boolean active,
      long transactions,
      boolean own,
      Instant since,
      Instant started,
      boolean indexBuild) {

    /** Whether it is a session in a transaction that runs nothing; false where that is hidden. */
    public boolean idle() {
      return state != null && state.startsWith("idle");
    }

    /** Transactions that began since, without its own. */
    public long behind() {
      return transactions - (own ? 1 : 0);
    }
  }
}
