package io.pghealth.postgres;

/** A session could not be opened, or a statement failed in it. */
public final class SessionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why, from a fixed list: text of an unauthenticated server must not travel further. */
  public enum Reason {
    UNREACHABLE("no connection: host or port unreachable"),
    UNKNOWN_HOST("no connection: the host name does not resolve"),
    TIMEOUT("the server did not answer in time"),
    WRONG_PASSWORD("the server refused the user name or password"),
    NO_PASSWORD("the server wants a password and none was given"),
    WEAK_AUTHENTICATION("the server asked for a password in clear or md5; only SCRAM is answered"),
    NO_SUCH_DATABASE("the database does not exist"),
    NO_CONNECT_PRIVILEGE("the role may not connect"),
    TLS_NOT_OFFERED("TLS is demanded and the server does not offer it"),
    TLS_UNTRUSTED("the server's certificate is not signed by a trusted authority"),
    TLS_WRONG_HOST("the server's certificate is for another host"),
    TLS_FAILED("the TLS handshake failed"),
    TOO_MANY_CONNECTIONS(
        "no connection is left, by max_connections or a CONNECTION LIMIT of the role or database"),
    STARTING_UP("the server is starting up or shutting down"),
    TOO_OLD("the server is older than PostgreSQL 14"),
    PERMISSION_DENIED("permission denied"),
    LOCKED("a lock was not available in time"),
    CANCELLED("the statement took longer than statementTimeout"),
    TOO_LARGE("the answer is larger than pghealth reads"),
    BUSY("all of limits.maxConnections sessions of this instance were in use"),
    POOLER("start-up options are refused; connect to PostgreSQL itself, not to a pooler"),
    BROKEN_ENCODING("a text on the server is not valid in the encoding of this database"),
    UNDEFINED("something that the statement names does not exist"),
    BROKEN("the connection broke"),
    OTHER("the server reported an error");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** One phrase for status, events and stderr. */
    public String text() {
      return text;
    }
  }

  private final Reason reason;
  private final String sqlState;

  /**
   * @param reason which of the fixed reasons
   * @param detail added in our own words, such as the server's version; null for nothing
   * @param sqlState five characters; null where the server gave none
   */
  public SessionException(Reason reason, String detail, String sqlState) {
    super(
        reason.text()
            + (detail == null ? "" : " (" + detail + ")")
            + (reason == Reason.OTHER && sqlState != null ? " (SQLSTATE " + sqlState + ")" : ""));
    this.reason = reason;
    this.sqlState = sqlState;
  }

  /** Which of the fixed reasons. */
  public Reason reason() {
    return reason;
  }

  /** Five characters; null where the server gave none. */
  public String sqlState() {
    return sqlState;
  }
}
