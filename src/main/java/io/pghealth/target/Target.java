package io.pghealth.target;

import java.util.List;

/**
 * One Postgres cluster to watch: where it is and what may be done there.
 *
 * @param primary the declared primary
 * @param maintenanceDatabase where databases are listed
 * @param replicas declared replicas, possibly empty
 * @param credentials of the collectors
 * @param planCredentials of EXPLAIN; null to use {@code credentials}
 * @param trustedOwners owners whose functions EXPLAIN may run
 * @param tls how connections are protected
 * @param databases which databases are watched
 * @param limits what a cycle may cost
 * @param schedule how often what is looked at
 * @param weakAuthentication whether md5 and cleartext are answered; the operator's flag, never the
 *     resource's
 */
public record Target(
    Endpoint primary,
    String maintenanceDatabase,
    List<Endpoint> replicas,
    Credentials credentials,
    Credentials planCredentials,
    List<String> trustedOwners,
    Tls tls,
    DatabaseFilter databases,
    Limits limits,
    Schedule schedule,
    boolean weakAuthentication) {

  /** Copies the lists. */
  public Target {
    replicas = List.copyOf(replicas);
    trustedOwners = List.copyOf(trustedOwners);
  }
}
