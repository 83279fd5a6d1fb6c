package io.pghealth.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Connection URIs as libpq reads them (PostgreSQL documentation, "Connection URIs" and "Environment
 * Variables"), over TCP and for one host. A parameter that is not known is refused: a misspelt
 * {@code sslmode} must not pass for a choice.
 */
public final class LibpqUri {
  /** Where nothing says otherwise. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration LONGEST_CONNECT = Duration.ofHours(1);

  /** Parameters that choose where to connect and how. */
  private static final Set<String> USED =
      Set.of(
          "host",
          "port",
          "dbname",
          "user",
          "password",
          "passfile",
          "sslmode",
          "ssl",
          "sslrootcert",
          "sslcert",
          "sslkey",
          "connect_timeout");

  /** Parameters that applications' URIs carry and that change nothing for us. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "application_name",
          "fallback_application_name",
          "client_encoding",
          "keepalives",
          "keepalives_idle",
          "keepalives_interval",
          "keepalives_count",
          "tcp_user_timeout",
          "sslcompression",
          "sslsni");

  private LibpqUri() {}

  /**
   * Reads a URI and what it leaves to the environment.
   *
   * @param uri {@code postgresql://user:password@host:port/database?sslmode=…}
   * @param env environment variables, such as {@code System.getenv()}
   * @throws IllegalArgumentException naming the parameter, its value and what would be right; never
   *     with a password in it
   */
  public static ParsedUri parse(String uri, Map<String, String> env) {
    Map<String, String> given = UriParts.split(uri);
    for (String name : given.keySet()) {
      if (!USED.contains(name) && !WITHOUT_EFFECT.contains(name)) {
        throw unknown(name);
      }
    }
    var values = new Values(given, env);
    List<String> warnings = new ArrayList<>();
    Endpoint endpoint = new Endpoint(host(values), port(values));
    String user = values.get("user", "PGUSER", env.getOrDefault("USER", osUser()));
    String database = values.get("dbname", "PGDATABASE", user);
    String password = values.get("password", "PGPASSWORD", null);
    if (password == null) {
      password = passwordFile(values, env).find(endpoint, database, user, warnings);
    }
    return new ParsedUri(
        endpoint,
        database,
        new Credentials(user, password),
        TlsFiles.read(values, env),
        connectTimeout(values),
        warnings);
  }

  private static IllegalArgumentException unknown(String name) {
    if (name.equals("options") || name.equals("service") || name.equals("channel_binding")) {
      return new IllegalArgumentException(
          "parameter " + name + " is not supported: leave it out of the URL");
    }
    Set<String> known = new TreeSet<>(USED);
    known.addAll(WITHOUT_EFFECT);
    return new IllegalArgumentException(
        "parameter " + name + " is unknown; known are " + String.join(", ", known));
  }

  private static String host(Values values) {
    String host = values.get("host", "PGHOST", "localhost");
    if (host.indexOf(',') >= 0) {
      throw new IllegalArgumentException(
          "host lists several hosts; give one, and the others with --replica");
    }
    if (host.startsWith("/") || host.startsWith("@")) {
      throw new IllegalArgumentException(
          "host is a Unix socket; pghealth connects over TCP: give a host name or an IP address");
    }
    return host;
  }

  private static int port(Values values) {
    String port = values.get("port", "PGPORT", "5432");
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "port " + Values.shown(port) + " is not a number between 1 and 65535");
    }
  }

  private static Duration connectTimeout(Values values) {
    String text = values.get("connect_timeout", "PGCONNECT_TIMEOUT", "");
    if (text.isEmpty()) {
      return CONNECT_TIMEOUT;
    }
    try {
      // Zero and below wait without end in libpq; a health check must not.
      Duration timeout = Duration.ofSeconds(Integer.parseInt(text.strip()));
      return timeout.isPositive() && timeout.compareTo(LONGEST_CONNECT) < 0
          ? timeout
          : LONGEST_CONNECT;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "connect_timeout " + Values.shown(text) + " is not a whole number of seconds");
    }
  }

  private static PasswordFile passwordFile(Values values, Map<String, String> env) {
    String file = values.get("passfile", "PGPASSFILE", null);
    String home = env.get("HOME");
    if (file == null && home == null) {
      return new PasswordFile(null, false);
    }
    return file != null
        ? new PasswordFile(Path.of(file), true)
        : new PasswordFile(Path.of(home, ".pgpass"), false);
  }

  private static String osUser() {
    return System.getProperty("user.name", "postgres").toLowerCase(Locale.ROOT);
  }
}
