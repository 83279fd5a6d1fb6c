package io.pghealth.snapshot;

/**
 * Sessions of whom an instance keeps no counters in a database: track_counts is off for them.
 *
 * @param scope what turned it off
 * @param name of the role or database that it is about, as far as one is
 * @param database that was looked at
 */
public record Uncounted(Scope scope, String name, String database) {
  /** What turned it off. */
  public enum Scope {
    /** A file, or ALTER SYSTEM. */
    SERVER,
    /** The server's arguments. */
    COMMAND_LINE,
    /** ALTER ROLE ALL. */
    ALL_ROLES,
    /** ALTER DATABASE. */
    DATABASE,
    /** ALTER ROLE. */
    ROLE,
    /** ALTER ROLE … IN DATABASE. */
    ROLE_IN_DATABASE,
    /** Perhaps nothing: a setting of the role that we are hides what the server has. */
    HIDDEN
  }
}
