package io.pghealth.snapshot;

import java.util.List;

/** What a monitoring role has already, as the catalogs say it; see the SQL files of each part. */
public final class GrantFacts {
  private GrantFacts() {}

  /**
   * Who asks, and what the server has.
   *
   * @param login the role that asks
   * @param administrator whether that role is a superuser or may create roles
   * @param standby whether the server is in recovery, where no GRANT can run
   * @param statementsLoaded whether the library of pg_stat_statements is loaded
   * @param preloaded {@code shared_preload_libraries}; null where it may not be read
   */
  public record Asker(
      String login,
      boolean administrator,
      boolean standby,
      boolean statementsLoaded,
      String preloaded) {}

  /**
   * What a role has on the server; all false where there is no such role.
   *
   * @param exists whether there is such a role
   * @param mayLogin LOGIN
   * @param monitor whether it has the privileges of pg_monitor
   * @param setStatementsTrack whether it may set pg_stat_statements.track; false before 15
   * @param setTrackCounts whether it may set track_counts; false before 15
   */
  public record Role(
      boolean exists,
      boolean mayLogin,
      boolean monitor,
      boolean setStatementsTrack,
      boolean setTrackCounts) {}

  /**
   * A database that can be watched.
   *
   * @param mayConnect whether the role may connect
   * @param weMayConnect whether the role that asks may
   */
  public record Database(String name, boolean mayConnect, boolean weMayConnect) {}

  /**
   * An extension that checks read through.
   *
   * @param mayUse whether the role has USAGE on its schema
   */
  public record Extension(String name, String schema, boolean mayUse) {}

  /**
   * A schema with relations of users.
   *
   * @param mayUse whether the role has USAGE
   * @param maySelect whether the role has SELECT on all of its relations but sequences
   * @param mayReadSequences whether it has SELECT on all of its sequences; null where there is none
   * @param owners owners of relations whose later ones the role could not read
   */
  public record Schema(
      String name,
      boolean mayUse,
      boolean maySelect,
      Boolean mayReadSequences,
      List<String> owners) {

    /** Copies the list. */
    public Schema {
      owners = List.copyOf(owners);
    }
  }
}
