package io.pghealth.postgres;

import io.pghealth.postgres.SessionException.Reason;
import io.pghealth.target.Credentials;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.Driver;
import org.postgresql.jdbc.PgConnection;

/**
 * Sessions over pgjdbc: each is one short connection, made anew, never pooled. At most {@code
 * limits.maxConnections} of one instance are open at a time, so one object serves all cycles of a
 * target.
 */
public final class PgSessions implements Sessions {
  /** How long the TCP connection, and then the login, may take where nobody says otherwise. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** A platform that cannot check its client, and a server from before 14, which we then name. */
  private static final Set<String> UNCHECKABLE = Set.of("22023", "42704");

  private final Target target;
  private final ConnectionProperties properties;
  private final Map<Endpoint, Semaphore> permits = new ConcurrentHashMap<>();

  /** Sessions of a target, with {@link #CONNECT_TIMEOUT}. */
  public PgSessions(Target target) {
    this(target, CONNECT_TIMEOUT);
  }

  /**
   * Sessions of a target.
   *
   * @param connectTimeout bound of the TCP connection; the whole login may take twice as long
   */
  public PgSessions(Target target, Duration connectTimeout) {
    this.target = target;
    this.properties = new ConnectionProperties(target, connectTimeout);
  }

  @Override
  public Session open(Endpoint endpoint, String database) throws SessionException {
    return PgSession.over(connect(endpoint, database, target.credentials()), database);
  }

  @Override
  public Explainer openExplainer(Endpoint endpoint, String database) throws SessionException {
    Credentials credentials =
        target.planCredentials() == null ? target.credentials() : target.planCredentials();
    return new PgExplainer(
        PgSession.over(connect(endpoint, database, credentials), database),
        credentials.user(),
        target.trustedOwners());
  }

  private Lease connect(Endpoint endpoint, String database, Credentials credentials)
      throws SessionException {
    if ((database + credentials.user()).indexOf('\0') >= 0) {
      // It would end the value in the start-up packet and begin a parameter of its own.
      throw new SessionException(Reason.OTHER, "a name holds a NUL character", null);
    }
    Runnable release = acquire(endpoint);
    try {
      PgConnection connection = login(endpoint, database, credentials, true);
      int version = connection.getQueryExecutor().getServerVersionNum();
      Lease lease = new Lease(connection, new ServerVersion(version), release);
      if (lease.version().major() < ServerVersion.OLDEST_MAJOR) {
        lease.close();
        throw new SessionException(Reason.TOO_OLD, "it is " + lease.version(), null);
      }
      return lease;
    } catch (SessionException | RuntimeException e) {
      release.run();
      throw e;
    }
  }

  private PgConnection login(
      Endpoint endpoint, String database, Credentials credentials, boolean checkConnection)
      throws SessionException {
    String url =
        "jdbc:postgresql://" + endpoint + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
    try {
      return (PgConnection) new Driver().connect(url, properties.of(credentials, checkConnection));
    } catch (SQLException e) {
      if (checkConnection && UNCHECKABLE.contains(String.valueOf(e.getSQLState()))) {
        return login(endpoint, database, credentials, false);
      }
      throw Failures.connecting(e, target.tls().mode());
    }
  }

  /** Waits for as long as the sessions in use may rightly take, and not longer. */
  private Runnable acquire(Endpoint endpoint) throws SessionException {
    Semaphore permit =
        permits.computeIfAbsent(
            endpoint, e -> new Semaphore(Math.max(1, target.limits().maxConnections()), true));
    Duration bound = target.limits().statementTimeout().multipliedBy(2).plusSeconds(10);
    try {
      if (!permit.tryAcquire(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SessionException(Reason.BUSY, null, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SessionException(Reason.BUSY, "interrupted", null);
    }
    AtomicBoolean released = new AtomicBoolean();
    return () -> {
      if (released.compareAndSet(false, true)) {
        permit.release();
      }
    };
  }
}
