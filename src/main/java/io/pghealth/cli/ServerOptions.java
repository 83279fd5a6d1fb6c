package io.pghealth.cli;

import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.Printable;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Endpoint;
import io.pghealth.target.LibpqUri;
import io.pghealth.target.Limits;
import io.pghealth.target.ParsedUri;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Option;

/** Which server a command is about. */
final class ServerOptions {
  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description =
          "postgresql://user@host:5432/database, with libpq's parameters (sslmode, sslrootcert,"
              + " connect_timeout, …); PGPASSWORD and PGPASSFILE are honoured.")
  private String url;

  @Option(
      names = "--all-databases",
      description = "Every database of the server instead of the one in the URL.")
  private boolean allDatabases;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  private boolean help;

  /** The server without replicas; connects to nothing. */
  Connection connection(Terminal terminal) throws UsageException {
    return connection(terminal, List.of());
  }

  /** The server and its replicas; connects to nothing. */
  Connection connection(Terminal terminal, List<String> replicaUrls) throws UsageException {
    ParsedUri primary = parse("--url", url, terminal.env());
    primary
        .warnings()
        .forEach(warning -> terminal.say("warning: " + Printable.escape(warning) + "."));
    List<Endpoint> replicas = new ArrayList<>();
    for (String replicaUrl : replicaUrls) {
      replicas.add(replica(primary, replicas, replicaUrl, terminal.env()));
    }
    Target target =
        new Target(
            primary.endpoint(),
            primary.database(),
            replicas,
            primary.credentials(),
            null,
            List.of(),
            primary.tls(),
            allDatabases
                ? DatabaseFilter.all()
                : new DatabaseFilter(List.of(primary.database()), List.of()),
            Limits.defaults(),
            Schedule.defaults(),
            false);
    return new Connection(target, new PgSessions(target, primary.connectTimeout()));
  }

  /** A replica takes from the primary what its own URL leaves out, and may say nothing else. */
  private static Endpoint replica(
      ParsedUri primary, List<Endpoint> others, String replicaUrl, Map<String, String> env)
      throws UsageException {
    Map<String, String> defaults = new HashMap<>(env);
    defaults.put("PGUSER", primary.credentials().user());
    defaults.put("PGDATABASE", primary.database());
    defaults.put("PGSSLMODE", primary.tls().mode().libpq());
    if (primary.credentials().password() != null) {
      defaults.put("PGPASSWORD", primary.credentials().password());
    }
    ParsedUri replica = parse("--replica", replicaUrl, defaults);
    if (!replica.credentials().equals(primary.credentials())) {
      throw differs("user and password");
    }
    if (!sameTls(replica.tls(), primary.tls())) {
      throw differs("sslmode and certificates");
    }
    if (replica.endpoint().equals(primary.endpoint()) || others.contains(replica.endpoint())) {
      throw new UsageException(
          "--replica: " + Printable.escape(replica.endpoint().toString()) + " is given twice.");
    }
    return replica.endpoint();
  }

  private static boolean sameTls(Tls replica, Tls primary) {
    return replica.mode() == primary.mode()
        && (replica.caPem() == null || Objects.equals(replica.caPem(), primary.caPem()))
        && (replica.certificatePem() == null
            || Objects.equals(replica.certificatePem(), primary.certificatePem()));
  }

  private static UsageException differs(String what) {
    return new UsageException(
        "--replica: "
            + what
            + " must be those of --url; leave them out of the replica's URL and they are taken"
            + " from there.");
  }

  private static ParsedUri parse(String flag, String text, Map<String, String> env)
      throws UsageException {
    try {
      return LibpqUri.parse(text, env);
    } catch (IllegalArgumentException e) {
      throw new UsageException(flag + ": " + Printable.escape(e.getMessage()) + ".");
    }
  }
}
