package io.pghealth.scenario;

import static org.awaitility.Awaitility.await;

import io.pghealth.testing.PgDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/** Sessions that stay open while the cycles run. */
final class OpenSessions implements AutoCloseable {
  private final PgDatabase database;
  private final List<Open> open = new ArrayList<>();
  private final List<Thread> waiting = new ArrayList<>();

  private record Open(Connection connection, Script script) {}

  OpenSessions(PgDatabase database) {
    this.database = database;
  }

  /** Opens a session for each script; what they handed over is shown from here on. */
  void open(List<Script> scripts) throws SQLException {
    for (Script script : scripts) {
      Connection connection = database.connect();
      open.add(new Open(connection, script));
      run(script.once(), connection, 0);
    }
    shown();
  }

  private void shown() {
    if (!open.isEmpty()) {
      database.awaitShown();
    }
  }

  /** Runs in each open session what its script asks for before this cycle. */
  void again(int cycle) throws SQLException {
    for (Open session : open) {
      run(session.script().perCycle(), session.connection(), cycle);
    }
    shown();
  }

  /**
   * Runs a script in a session of its own, which ends with it, and awaits what it counted.
   *
   * @param cycle that follows, the first after the set-up being 1
   */
  void once(Script script, int cycle) throws SQLException {
    if (script.steps().isEmpty()) {
      return;
    }
    int pid;
    try (Connection connection = database.connect()) {
      pid = connection.unwrap(PGConnection.class).getBackendPID();
      run(script, connection, cycle);
    }
    database.awaitCounted(pid);
  }

  private void run(Script script, Connection connection, int cycle) throws SQLException {
    for (Script.Step step : script.steps()) {
      switch (step.manner()) {
        case PLAIN -> {
          for (String sql : step.runs(cycle)) {
            execute(connection, sql);
          }
        }
        case FAILS -> fail(connection, step.sql());
        case WAITS -> wait(connection, step.sql());
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + " in: " + sql, e);
    }
  }

  private static void fail(Connection connection, String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      return;
    }
    throw new IllegalStateException("should have failed: " + sql);
  }

  private void wait(Connection connection, String sql) throws SQLException {
    int pid;
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      rows.next();
      pid = rows.getInt(1);
    }
    waiting.add(
        Thread.startVirtualThread(() -> {
          try {
            execute(connection, sql);
          } catch (SQLException e) {
            // It is ended when the scenario is.
          }
        }));
    await("a statement that waits: " + sql)
        .until(() ->
            database.number(
                    "SELECT count(*) FROM pg_stat_activity WHERE pid = "
                        + pid
                        + " AND wait_event_type IN ('Lock', 'BufferPin')")
                == 1);
  }

  @Override
  public void close() throws SQLException {
    for (Open session : open) {
      session.connection().abort(Runnable::run);
    }
    database
        .server()
        .postgres()
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + database.name()
                + "' AND pid <> pg_backend_pid() AND backend_type = 'client backend'");
    for (Thread thread : waiting) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
