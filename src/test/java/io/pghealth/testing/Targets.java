package io.pghealth.testing;

import io.pghealth.target.Credentials;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import java.util.List;
import java.util.stream.Stream;

/** Test servers as something to watch. */
public final class Targets {
  private Targets() {}

  /** A server with its replicas, with every limit at its default. */
  public static Target of(PgServer server, Credentials role, PgServer... replicas) {
    return new Target(
        server.endpoint(),
        "postgres",
        Stream.of(replicas).map(PgServer::endpoint).toList(),
        role,
        null,
        List.of(),
        new Tls(Tls.Mode.DISABLE, null, null, null),
        DatabaseFilter.all(),
        Limits.defaults(),
        Schedule.defaults(),
        false);
  }

  /** The same, of which these databases alone are watched. */
  public static Target only(Target all, List<String> databases) {
    return new Target(
        all.primary(),
        all.maintenanceDatabase(),
        all.replicas(),
        all.credentials(),
        all.planCredentials(),
        all.trustedOwners(),
        all.tls(),
        new DatabaseFilter(databases, List.of()),
        all.limits(),
        all.schedule(),
        all.weakAuthentication());
  }
}
