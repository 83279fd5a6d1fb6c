package io.pghealth.target.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.pghealth.api.Connection;
import io.pghealth.api.Databases;
import io.pghealth.api.PlansSpec;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.api.PostgresMonitorSpec;
import io.pghealth.api.Replica;
import io.pghealth.target.Credentials;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import io.pghealth.target.kubernetes.UnresolvedTargetException.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a monitor into a target. Secrets are read anew each time and never kept, so a rotated
 * password is in use with the next cycle.
 */
public final class TargetResolver {
  private static final int DEFAULT_PORT = 5432;

  private final KubernetesClient client;
  private final boolean weakAuthentication;

  /**
   * @param client reads Secrets and ConfigMaps by name
   * @param weakAuthentication whether md5 and cleartext are answered; the operator's flag, never
   *     the resource's
   */
  public TargetResolver(KubernetesClient client, boolean weakAuthentication) {
    this.client = client;
    this.weakAuthentication = weakAuthentication;
  }

  /**
   * Reads the spec and what it refers to.
   *
   * @throws UnresolvedTargetException when the spec cannot work, or something that it names is
   *     missing
   */
  public Target resolve(PostgresMonitor monitor) throws UnresolvedTargetException {
    PostgresMonitorSpec spec = monitor.getSpec();
    if (spec == null || spec.connection() == null) {
      throw invalid(
          "spec.connection", "missing; set {host: ..., port: ...}, the address of the primary");
    }
    Connection connection = spec.connection();
    Endpoint primary = endpoint("spec.connection", connection.host(), connection.port());
    List<Endpoint> replicas = replicas(spec.replicas(), primary);
    TimesAndLimits times = new TimesAndLimits(spec.schedule(), spec.limits());
    SecretReader secrets = new SecretReader(client, monitor.getMetadata().getNamespace());
    Tls tls = new TlsReader(secrets).read(spec.tls());
    boolean certificate = tls.certificatePem() != null;
    Credentials credentials =
        secrets.credentials("spec.credentialsSecretRef", spec.credentialsSecretRef(), !certificate);
    PlansSpec plans = spec.plans();
    Credentials planCredentials =
        plans == null || plans.credentialsSecretRef() == null
            ? null
            : secrets.credentials(
                "spec.plans.credentialsSecretRef", plans.credentialsSecretRef(), !certificate);
    return new Target(
        primary,
        connection.database() == null ? "postgres" : connection.database(),
        replicas,
        credentials,
        planCredentials,
        plans == null ? List.of() : orEmpty(plans.trustedOwners()),
        tls,
        filter(spec.databases()),
        times.limits(),
        times.schedule(),
        weakAuthentication);
  }

  private static List<Endpoint> replicas(List<Replica> declared, Endpoint primary)
      throws UnresolvedTargetException {
    List<Endpoint> endpoints = new ArrayList<>();
    for (Replica replica : orEmpty(declared)) {
      String field = "spec.replicas[" + endpoints.size() + "]";
      Endpoint endpoint = endpoint(field, replica.host(), replica.port());
      if (endpoint.equals(primary) || endpoints.contains(endpoint)) {
        throw invalid(field, endpoint + " is declared twice; give each instance once");
      }
      endpoints.add(endpoint);
    }
    return endpoints;
  }

  private static Endpoint endpoint(String field, String host, Integer port)
      throws UnresolvedTargetException {
    try {
      return new Endpoint(host, port == null ? DEFAULT_PORT : port);
    } catch (IllegalArgumentException e) {
      throw invalid(field, e.getMessage());
    }
  }

  private static DatabaseFilter filter(Databases databases) {
    return databases == null
        ? DatabaseFilter.all()
        : new DatabaseFilter(orEmpty(databases.include()), orEmpty(databases.exclude()));
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  static UnresolvedTargetException invalid(String field, String problem) {
    return new UnresolvedTargetException(Reason.SPEC_REFUSED, field, problem);
  }
}
