package io.pghealth.target;

import java.time.Instant;

/**
 * A new version of a workload: its ReplicaSet, or its ControllerRevision, was made. The first one
 * of a new workload is one as well; scaling makes none.
 *
 * @param kind Deployment, StatefulSet or DaemonSet
 * @param namespace of the workload
 * @param name of the workload
 * @param at when, by the API server's clock, without fractions of a second
 */
public record Rollout(String kind, String namespace, String name, Instant at) {

  /** The workload, for a person. */
  public String workload() {
    return kind + " " + namespace + "/" + name;
  }
}
