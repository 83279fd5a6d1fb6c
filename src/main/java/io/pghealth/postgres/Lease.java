package io.pghealth.postgres;

import java.sql.SQLException;
import org.postgresql.jdbc.PgConnection;

/**
 * An open connection together with its place among {@code limits.maxConnections}.
 *
 * @param connection open, in autocommit mode
 * @param version of the server
 * @param release gives the place back; does so once
 */
record Lease(PgConnection connection, ServerVersion version, Runnable release)
    implements AutoCloseable {

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // The server ends the session with the socket.
    } finally {
      release.run();
    }
  }
}
