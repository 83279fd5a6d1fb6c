package io.pghealth.target;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Tells which workloads of a cluster have the addresses that clients of a server come from. */
@FunctionalInterface
public interface Workloads {
  /** There is no cluster to ask. */
  Workloads NONE = (addresses, since) -> Map.of();

  /**
   * The client behind each address, as far as it is beyond doubt. Never throws for what a cluster
   * does: what is not known is left out.
   *
   * @param addresses in the form in which pg_catalog.host() shows them
   * @param since clients that were made before are left out: no rollout after it has made them
   */
  Map<String, Client> of(Set<String> addresses, Instant since);

  /**
   * Who has an address.
   *
   * @param created when the pod was made: a session that is older is somebody else's, who had the
   *     address before
   * @param rollout the version that the pod belongs to
   */
  record Client(Instant created, Rollout rollout) {}
}
