package io.pghealth.postgres;

import io.pghealth.postgres.SessionException.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.postgresql.jdbc.PgConnection;

/** A collector's session over one connection. */
final class PgSession implements Session {
  /** Rows per round trip. */
  static final int FETCH_SIZE = 200;

  private static final int TRIES = 3;

  private final Lease lease;
  private final String database;
  private final ServerText text;

  private PgSession(Lease lease, String database, ServerText text) {
    this.lease = lease;
    this.database = database;
    this.text = text;
  }

  /** Takes the connection over, and closes it when it cannot be used. */
  static PgSession over(Lease lease, String database) throws SessionException {
    try {
      boolean bytes = "SQL_ASCII".equals(lease.connection().getParameterStatus("server_encoding"));
      if (bytes) {
        // The server would refuse to send what is no UTF-8; as LATIN1 every byte passes. What we
        // send is UTF-8 all the same.
        try (Statement statement = lease.connection().createStatement()) {
          statement.execute("SET client_encoding TO 'LATIN1'");
        }
      }
      lease.connection().setAutoCommit(false);
      return new PgSession(lease, database, new ServerText(bytes));
    } catch (SQLException e) {
      lease.close();
      throw Failures.running(e);
    }
  }

  @Override
  public ServerVersion version() {
    return lease.version();
  }

  @Override
  public String database() {
    return database;
  }

  @Override
  public <T> List<T> query(Sql sql, RowReader<T> reader, Object... binds) throws SessionException {
    String statement = sql.text(version());
    for (int attempt = 1; ; attempt++) {
      try {
        return read(statement, reader, binds);
      } catch (SQLException e) {
        if (attempt == TRIES || !Failures.passing(e)) {
          throw Failures.running(e);
        }
      } finally {
        rollback();
      }
    }
  }

  /** Runs one of our statements in the transaction that is open, or opens one. */
  <T> List<T> read(Sql sql, RowReader<T> reader, Object... binds)
      throws SQLException, SessionException {
    return read(sql.text(version()), reader, binds);
  }

  private <T> List<T> read(String sql, RowReader<T> reader, Object... binds)
      throws SQLException, SessionException {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      statement.setFetchSize(FETCH_SIZE);
      for (int i = 0; i < binds.length; i++) {
        statement.setObject(i + 1, bind(binds[i]));
      }
      try (ResultSet rows = statement.executeQuery()) {
        ResultSet lenient = text.rows(rows);
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          if (found.size() == ROW_CAP) {
            // Half an answer would make what is missing look as if it did not exist.
            throw new SessionException(Reason.TOO_LARGE, "more than " + ROW_CAP + " rows", null);
          }
          found.add(reader.read(lenient));
        }
        return found;
      }
    }
  }

  private Object bind(Object value) throws SQLException {
    return switch (value) {
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Collection<?> c when c.stream().allMatch(Long.class::isInstance) ->
          connection().createArrayOf("int8", c.toArray());
      case Collection<?> c -> connection().createArrayOf("text", c.toArray());
      case null, default -> value;
    };
  }

  void rollback() {
    try {
      connection().rollback();
    } catch (SQLException ignored) {
      // What broke it is already on its way to the caller.
    }
  }

  ServerText text() {
    return text;
  }

  PgConnection connection() {
    return lease.connection();
  }

  @Override
  public void close() {
    lease.close();
  }
}
