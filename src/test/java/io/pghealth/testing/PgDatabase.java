package io.pghealth.testing;

import io.pghealth.target.Credentials;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.postgresql.PGConnection;

/**
 * One database of a test server; what is called here runs as its superuser unless said otherwise.
 *
 * @param server the server it is on
 * @param name its name, unquoted
 */
public record PgDatabase(PgServer server, String name) {

  /** A connection of the superuser. */
  public Connection connect() {
    return connect(server.superuser());
  }

  /** A connection of another role. */
  public Connection connect(Credentials credentials) {
    return server.connect(name, credentials);
  }

  /** Runs statements one by one, each in a transaction of its own. */
  public PgDatabase execute(String... statements) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      return this;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /**
   * {@link #execute} in a session that has ended when this returns, all that it counted being in
   * the counters that the next session reads.
   */
  public PgDatabase executeCounted(String... statements) {
    int pid;
    try (var connection = connect();
        var statement = connection.createStatement()) {
      pid = connection.unwrap(PGConnection.class).getBackendPID();
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    awaitCounted(pid);
    return this;
  }

  /**
   * A session hands over what it counted when it ends, a moment after its client has gone.
   *
   * @param pid of the session, whose client has gone
   */
  public void awaitCounted(int pid) {
    Awaitility.await("the end of a session")
        .until(() -> number("SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid) == 0);
    awaitShown();
  }

  /**
   * 14 takes what it wrote down within the last half second for good enough. The time of a snapshot
   * is that of the server's counters; those of this database may be older, by no more than that.
   */
  public void awaitShown() {
    if (server.major() != 14) {
      return;
    }
    // Such a query waits for the collector: counted, it would be most of the database's load.
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("SET pg_stat_statements.track = none");
      String then = first(statement, "SELECT clock_timestamp() + interval '500 ms'");
      String shown = "SELECT pg_stat_get_snapshot_timestamp() > '" + then + "'";
      Awaitility.await("counters").until(() -> first(statement, shown).equals("t"));
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /**
   * Until this database has been counted for so long, in real time since the server's clock is. 14
   * sets a database's reset when it counts something there first, and may show that late.
   */
  public void awaitCountersOf(Duration age) {
    String old =
        ("SELECT coalesce(now() - greatest(d.stats_reset, b.stats_reset) > interval '%d ms'"
                + " AND (%b OR d.stats_reset IS NOT NULL), false)"
                + " FROM pg_stat_database d, pg_stat_bgwriter b"
                + " WHERE d.datname = current_database()")
            .formatted(age.toMillis(), server.major() > 14);
    Awaitility.await("counters of that age").until(() -> value(old).equals("t"));
  }

  private static String first(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** The first column of every row, as text; null stays null. */
  public List<String> column(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** The one value of a query with one row, as text; fails on any other number of rows. */
  public String value(String sql) {
    List<String> values = column(sql);
    if (values.size() != 1) {
      throw new IllegalStateException(values.size() + " rows instead of one: " + sql);
    }
    return values.getFirst();
  }

  /** {@link #value} as a whole number. */
  public long number(String sql) {
    return Long.parseLong(value(sql));
  }

  /** Where `pghealth check --url` would find it, as the superuser, password included. */
  public String uri() {
    return uri(server.superuser());
  }

  /** The same for another role. */
  public String uri(Credentials credentials) {
    return "postgresql://%s:%s@%s/%s"
        .formatted(credentials.user(), credentials.password(), server.endpoint(), name);
  }
}
