package io.pghealth.cli;

import io.pghealth.postgres.Printable;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.target.Target;

/**
 * The server that a command is about.
 *
 * @param target with what the flags say
 * @param sessions of it
 */
record Connection(Target target, Sessions sessions) {

  /** The database in the URL. */
  String database() {
    return target.maintenanceDatabase();
  }

  /** Whether a database is to be looked at. */
  boolean watches(String name) {
    return target.databases().accepts(name);
  }

  /** Host and port of the primary. */
  String address() {
    return target.primary().toString();
  }

  Session open(String name) throws SessionException {
    return sessions.open(target.primary(), name);
  }

  /** One sentence: what was wanted, and why it failed. */
  UsageException failure(String name, SessionException e) {
    return failure(name, e.getMessage());
  }

  /** The same with a reason that is one phrase. */
  UsageException failure(String name, String reason) {
    return new UsageException(
        "cannot read database "
            + Printable.escape(name)
            + " at "
            + Printable.escape(address())
            + " as "
            + Printable.escape(target.credentials().user())
            + ": "
            + Printable.escape(reason)
            + ".");
  }
}
