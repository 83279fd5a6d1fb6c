package io.pghealth.postgres;

import io.pghealth.target.Credentials;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * Properties of one connection, from typed fields alone: pgjdbc loads classes and writes files for
 * some of them, so nothing that a resource or a URL holds is passed through by name.
 */
final class ConnectionProperties {
  /** Bytes of one fetch; a fetch has {@link PgSession#FETCH_SIZE} rows. */
  private static final String MAX_RESULT_BUFFER = "64M";

  private static final int LOGIN_FACTOR = 2;

  private final Target target;
  private final Duration connectTimeout;

  ConnectionProperties(Target target, Duration connectTimeout) {
    this.target = target;
    this.connectTimeout = connectTimeout;
  }

  /**
   * @param checkConnection whether client_connection_check_interval may be set: a server on a
   *     platform without it refuses the whole connection
   */
  Properties of(Credentials credentials, boolean checkConnection) {
    Properties p = new Properties();
    PGProperty.USER.set(p, credentials.user());
    // Empty, not absent: without one pgjdbc looks into ~/.pgpass of whoever runs us.
    PGProperty.PASSWORD.set(p, credentials.password() == null ? "" : credentials.password());
    PGProperty.APPLICATION_NAME.set(p, "pghealth");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(p, String.valueOf(ServerVersion.OLDEST_MAJOR));
    PGProperty.OPTIONS.set(p, options(checkConnection));
    PGProperty.READ_ONLY.set(p, true);
    PGProperty.PREPARE_THRESHOLD.set(p, 0);
    PGProperty.GSS_ENC_MODE.set(p, "disable");
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(p, false);
    PGProperty.TCP_KEEP_ALIVE.set(p, true);
    PGProperty.MAX_RESULT_BUFFER.set(p, MAX_RESULT_BUFFER);
    // Set by PgSession alone, where the database is SQL_ASCII.
    PGProperty.ALLOW_ENCODING_CHANGES.set(p, true);
    // "none" lets a server that asks for nothing (trust, client certificate) have nothing.
    PGProperty.REQUIRE_AUTH.set(
        p, target.weakAuthentication() ? "scram-sha-256,none,md5,password" : "scram-sha-256,none");
    timeouts(p);
    tls(p, target.tls());
    return p;
  }

  private void timeouts(Properties p) {
    int connect = seconds(connectTimeout);
    PGProperty.CONNECT_TIMEOUT.set(p, connect);
    PGProperty.LOGIN_TIMEOUT.set(p, connect * LOGIN_FACTOR);
    PGProperty.SSL_RESPONSE_TIMEOUT.set(p, connect * 1000);
    PGProperty.SOCKET_TIMEOUT.set(p, seconds(target.limits().statementTimeout()) + 5);
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(p, 3);
  }

  private static void tls(Properties p, Tls tls) {
    PGProperty.SSL_MODE.set(p, tls.mode().libpq());
    if (tls.mode() != Tls.Mode.DISABLE) {
      PGProperty.SSL_FACTORY.set(p, PemSocketFactory.class.getName());
      PemSocketFactory.configure(p, tls);
    }
  }

  /**
   * Start-up options: they beat what a role or the owner of a database has set with ALTER … SET, so
   * that neither chooses whose operators run as us, nor how long we stay.
   */
  private String options(boolean checkConnection) {
    long statement = target.limits().statementTimeout().toMillis();
    String options =
        "-c search_path=pg_catalog"
            + " -c role=none"
            + " -c default_transaction_read_only=on"
            + " -c default_transaction_deferrable=off"
            + " -c default_transaction_isolation=read\\ committed"
            + " -c statement_timeout="
            + statement
            + " -c lock_timeout="
            + target.limits().lockTimeout().toMillis()
            + " -c idle_in_transaction_session_timeout="
            + (statement + 5_000)
            + " -c standard_conforming_strings=on"
            + " -c client_min_messages=error"
            + " -c quote_all_identifiers=off"
            + " -c bytea_output=hex"
            + " -c IntervalStyle=iso_8601"
            + " -c extra_float_digits=1"
            + " -c row_security=on"
            + " -c jit=off";
    return checkConnection ? options + " -c client_connection_check_interval=1000" : options;
  }

  private static int seconds(Duration duration) {
    return Math.clamp((duration.toMillis() + 999) / 1000, 1, Integer.MAX_VALUE / 4_000);
  }
}
