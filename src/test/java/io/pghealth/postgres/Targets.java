package io.pghealth.postgres;

import io.pghealth.target.Credentials;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import io.pghealth.testing.PgDatabase;
import java.util.List;

/** Targets of tests: without TLS and as the superuser unless said otherwise. */
final class Targets {
  static final Tls PLAIN = new Tls(Tls.Mode.DISABLE, null, null, null);

  private Targets() {}

  static Target of(PgDatabase database) {
    return of(database, Limits.defaults());
  }

  static Target of(PgDatabase database, Limits limits) {
    return of(database.server().endpoint(), database.server().superuser(), PLAIN, limits);
  }

  static Target of(PgDatabase database, Credentials credentials) {
    return of(database.server().endpoint(), credentials, PLAIN, Limits.defaults());
  }

  static Target of(Endpoint endpoint, Credentials credentials, Tls tls, Limits limits) {
    return of(endpoint, credentials, null, List.of(), tls, limits);
  }

  static Target of(
      Endpoint endpoint,
      Credentials credentials,
      Credentials plans,
      List<String> trustedOwners,
      Tls tls,
      Limits limits) {
    return new Target(
        endpoint,
        "postgres",
        List.of(),
        credentials,
        plans,
        trustedOwners,
        tls,
        DatabaseFilter.all(),
        limits,
        Schedule.defaults(),
        false);
  }
}
