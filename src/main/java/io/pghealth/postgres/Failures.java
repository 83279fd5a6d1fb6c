package io.pghealth.postgres;

import io.pghealth.postgres.SessionException.Reason;
import io.pghealth.target.Tls;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;

/**
 * Sorts failures into {@link Reason} by exception types, SQLSTATEs and the driver's own constants;
 * what a server wrote is never looked at and never passed on.
 */
final class Failures {
  private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{5}");

  private Failures() {}

  /** A connection that was not made. */
  static SessionException connecting(SQLException e, Tls.Mode mode) {
    String state = state(e);
    SessionException tls = tls(e);
    if (tls != null) {
      return tls;
    }
    if (find(e, UnknownHostException.class) != null) {
      return of(Reason.UNKNOWN_HOST, null, state);
    }
    if (find(e, SocketTimeoutException.class) != null) {
      return of(Reason.TIMEOUT, null, state);
    }
    if (find(e, java.net.SocketException.class) != null) {
      return of(Reason.UNREACHABLE, null, state);
    }
    if (find(e, java.io.IOException.class) != null) {
      return of(Reason.BROKEN, null, state);
    }
    return fromServer(e) ? refused(state) : byDriver(e, state, mode);
  }

  private static SessionException tls(SQLException e) {
    CheckedTrust.Distrust distrust = find(e, CheckedTrust.Distrust.class);
    if (distrust != null) {
      return of(distrust.reason(), distrust.detail(), null);
    }
    PemException pem = find(e, PemException.class);
    if (pem != null) {
      return of(Reason.TLS_FAILED, pem.getMessage(), null);
    }
    return find(e, SSLException.class) == null ? null : of(Reason.TLS_FAILED, null, null);
  }

  /** What the server says while we log in. */
  private static SessionException refused(String state) {
    return switch (state) {
      case "28P01" -> of(Reason.WRONG_PASSWORD, null, state);
      case "28000" ->
          of(
              Reason.NO_CONNECT_PRIVILEGE,
              "no line of pg_hba.conf admits it, it does not exist, or it may not log in",
              state);
      case "42501" -> of(Reason.NO_CONNECT_PRIVILEGE, "no CONNECT on the database", state);
      case "55000" -> of(Reason.NO_CONNECT_PRIVILEGE, "the database accepts no connections", state);
      case "3D000" -> of(Reason.NO_SUCH_DATABASE, null, state);
      case "53300" -> of(Reason.TOO_MANY_CONNECTIONS, null, state);
      case "57P03", "57P01", "57P02" -> of(Reason.STARTING_UP, null, state);
      case "08P01" -> of(Reason.POOLER, null, state);
      case null, default -> of(Reason.OTHER, null, state);
    };
  }

  /** What pgjdbc itself refuses; its constants go through the same translation as its message. */
  private static SessionException byDriver(SQLException e, String state, Tls.Mode mode) {
    String message = e.getMessage();
    if (GT.tr("The server does not support SSL.").equals(message)) {
      return of(Reason.TLS_NOT_OFFERED, null, state);
    }
    if (GT.tr("Authentication method is not allowed by requireAuth").equals(message)) {
      return of(Reason.WEAK_AUTHENTICATION, null, state);
    }
    String scram =
        "The server requested SCRAM-based authentication, but the password is an empty string.";
    if (GT.tr(scram).equals(message)) {
      return of(Reason.NO_PASSWORD, null, state);
    }
    if ("08006".equals(state) && mode == Tls.Mode.VERIFY_FULL) {
      return of(Reason.TLS_WRONG_HOST, null, state);
    }
    return of("08001".equals(state) ? Reason.TIMEOUT : Reason.BROKEN, null, state);
  }

  /** A statement that failed in an open session. */
  static SessionException running(SQLException e) {
    String state = state(e);
    if (find(e, SocketTimeoutException.class) != null) {
      return of(Reason.TIMEOUT, null, state);
    }
    if (state == null) {
      return of(Reason.OTHER, null, null);
    }
    return switch (state) {
      case "42501" -> of(Reason.PERMISSION_DENIED, null, state);
      case "55P03" -> of(Reason.LOCKED, null, state);
      case "57014" -> of(Reason.CANCELLED, null, state);
      case "54000" -> of(Reason.TOO_LARGE, null, state);
      case "22021", "22P05" -> of(Reason.BROKEN_ENCODING, null, state);
      case "40001" -> of(Reason.OTHER, "in conflict with recovery", state);
      case "42P01", "42703", "42883", "42704", "3F000" -> of(Reason.UNDEFINED, null, state);
      case "25P03", "57P01", "57P02", "57P03", "57P04", "57P05" -> of(Reason.BROKEN, null, state);
      default -> of(state.startsWith("08") ? Reason.BROKEN : Reason.OTHER, null, state);
    };
  }

  /** Whether a second try may succeed: a lock, or a standby's replay, was in the way. */
  static boolean passing(SQLException e) {
    return "55P03".equals(e.getSQLState()) || "40001".equals(e.getSQLState());
  }

  private static boolean fromServer(SQLException e) {
    return e instanceof PSQLException p && p.getServerErrorMessage() != null;
  }

  /** Five characters of the standard's alphabet, or null: a hostile server may send anything. */
  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state != null && SQL_STATE.matcher(state).matches() ? state : null;
  }

  private static SessionException of(Reason reason, String detail, String state) {
    return new SessionException(reason, detail, state);
  }

  private static <T extends Throwable> T find(Throwable e, Class<T> type) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }
}
