package io.pghealth.testing;

import io.pghealth.target.Credentials;
import io.pghealth.target.Endpoint;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A real PostgreSQL server on 127.0.0.1 that asks for scram-sha-256 passwords, collects statistics
 * and has pg_stat_statements loaded (not created: that is a database's own matter).
 *
 * <p>Tests get a shared one through {@link OnOneVersion} and {@link OnEveryVersion} and take a
 * database of their own on it. What touches the whole server (a replica, a restart, a crash, a
 * setting) needs a server of the test's own: {@link #start}.
 */
public final class PgServer implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Credentials SUPERUSER = new Credentials("postgres", "super:s3cret");

  private final int major;
  private final PgDataDirectory directory;
  private final boolean shared;
  private final AtomicInteger databases = new AtomicInteger();
  private int port;
  private EmbeddedPostgres process;

  private PgServer(int major, boolean shared, PgDataDirectory directory) {
    this.major = major;
    this.shared = shared;
    this.directory = directory;
    try {
      start();
    } catch (RuntimeException e) {
      directory.delete();
      throw e;
    }
  }

  /** A new server; `settings` are lines of postgresql.conf. Close it. */
  public static PgServer start(int major, String... settings) {
    return new PgServer(major, false, PgDataDirectory.fresh(List.of(settings)));
  }

  /** A new server that also speaks TLS, with this certificate. Close it. */
  public static PgServer startWithTls(int major, TestCertificate certificate, String... settings) {
    return new PgServer(
        major, false, PgDataDirectory.fresh(List.of(settings)).withCertificate(certificate));
  }

  static PgServer startShared(int major) {
    return new PgServer(major, true, PgDataDirectory.fresh(List.of()));
  }

  public int major() {
    return major;
  }

  public Endpoint endpoint() {
    return new Endpoint("127.0.0.1", port);
  }

  /** The superuser; it has a password, as everybody has. */
  public Credentials superuser() {
    return SUPERUSER;
  }

  /** The database `postgres`. */
  public PgDatabase postgres() {
    return new PgDatabase(this, "postgres");
  }

  /** A fresh database for one scenario. */
  public PgDatabase createDatabase() {
    directory.inUse();
    String name = "db" + databases.incrementAndGet();
    postgres().execute("CREATE DATABASE " + name);
    return new PgDatabase(this, name);
  }

  /** A fresh role that may log in, with a password of its own; `options` as in CREATE ROLE. */
  public Credentials createRole(String options) {
    var role = new Credentials("role" + databases.incrementAndGet(), "pw-of-a-role");
    postgres()
        .execute(
            "CREATE ROLE %s LOGIN PASSWORD '%s' %s"
                .formatted(role.user(), role.password(), options));
    return role;
  }

  /**
   * Takes what pg_stat_statements knows of a database and a role away, so that tests that come
   * later on this server find room for theirs, and read less. A server of one's own keeps it.
   */
  public void forgetStatements(PgDatabase database, Credentials role) {
    if (!shared) {
      return;
    }
    if (postgres().number("SELECT count(*) FROM pg_database WHERE datname = 'janitor'") == 0) {
      postgres().execute("CREATE DATABASE janitor");
      janitor().execute("CREATE EXTENSION pg_stat_statements");
    }
    janitor()
        .execute(
            "SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database WHERE datname = '%s'"
                .formatted(database.name()),
            "SELECT pg_stat_statements_reset(oid, 0, 0) FROM pg_roles WHERE rolname = '%s'"
                .formatted(role.user()));
  }

  private PgDatabase janitor() {
    return new PgDatabase(this, "janitor");
  }

  /**
   * A connection; a database that refuses it is an {@link IllegalStateException} with the server's
   * words.
   */
  public Connection connect(String database, Credentials credentials) {
    var properties = new Properties();
    properties.setProperty("user", credentials.user());
    properties.setProperty("password", credentials.password());
    try {
      return DriverManager.getConnection(
          "jdbc:postgresql://" + endpoint() + "/" + database, properties);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /**
   * A physical standby that streams from this server, caught up when this returns. Close it before
   * this one.
   */
  public PgServer replica(String... settings) {
    requireOwn();
    var replica = new PgServer(major, false, directory.copyForStandby(this, List.of(settings)));
    replica.awaitReplayOf(this);
    return replica;
  }

  /** Waits until this standby has replayed all that the primary has written so far. */
  public void awaitReplayOf(PgServer primary) {
    String written = primary.postgres().value("SELECT pg_current_wal_lsn()");
    Awaitility.await("replay of " + written)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() ->
            postgres()
                .value("SELECT pg_last_wal_replay_lsn() >= '" + written + "'::pg_lsn")
                .equals("t"));
  }

  /** A clean stop and start on the same port: statistics survive, the start time changes. */
  public void restart() {
    stop();
    start();
  }

  /** A clean stop; {@link #restart} or {@link #start()} bring it back on the same port. */
  public void stop() {
    requireOwn();
    stopProcess();
  }

  /** Starts it again after {@link #stop}. */
  public void start() {
    try {
      process = directory.runner(major, port, SUPERUSER).start();
    } catch (IOException e) {
      directory.endPostmaster();
      throw new UncheckedIOException("PostgreSQL " + major + " did not start: " + complaints(), e);
    }
    port = process.getPort();
  }

  /** Kills one backend with SIGKILL and waits until the server has recovered from that. */
  public void killBackend() {
    requireOwn();
    // Another session shows when the server has noticed: it is thrown out, and only then do new
    // ones count.
    try (var witness = postgres().connect();
        var victim = postgres().connect()) {
      ProcessHandle.of(victim.unwrap(org.postgresql.PGConnection.class).getBackendPID())
          .orElseThrow()
          .destroyForcibly();
      Awaitility.await("the crash").atMost(PATIENCE).until(() -> !witness.isValid(5));
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    Awaitility.await("recovery")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> postgres().value("SELECT 1").equals("1"));
  }

  @Override
  public void close() {
    stopProcess();
    directory.delete();
  }

  private String complaints() {
    return log()
        .lines()
        .filter(line -> line.contains("FATAL: "))
        .map(line -> line.substring(line.indexOf("FATAL: ")))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private void stopProcess() {
    try {
      process.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireOwn() {
    if (shared) {
      throw new IllegalStateException(
          "this server is shared with other tests: take one of your own, PgServer.start(server.major())");
    }
  }

  /** What the server has logged since it was made. */
  public String log() {
    try {
      return Files.readString(directory.log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its data directory, for what only files can show. */
  public Path dataDirectory() {
    return directory.path();
  }

  @Override
  public String toString() {
    return "PostgreSQL " + major;
  }
}
