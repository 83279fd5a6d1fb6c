package io.pghealth.testing;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.UUID;

/** What the controllers and kubelets that a {@link ControlPlane} lacks would have made. */
public final class FakeWorkloads {
  private final KubernetesClient client;
  private final String namespace;

  /** In a namespace that has no pods yet. */
  public FakeWorkloads(ControlPlane cluster, String namespace) {
    this.client = cluster.client();
    this.namespace = namespace;
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("default")
                .endMetadata()
                .build())
        .create();
  }

  /** A version of a Deployment. */
  public ReplicaSet replicaSet(String name, String deployment) {
    return replicaSet(name, "apps/v1", "Deployment", deployment);
  }

  /** A version of whatever has ReplicaSets. */
  public ReplicaSet replicaSet(String name, String api, String kind, String owner) {
    return client
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: %s
                  namespace: %s
                  ownerReferences:
                    - {apiVersion: %s, kind: %s, name: %s, uid: %s, controller: true}
                spec:
                  selector: {matchLabels: {app: it}}
                  template:
                    metadata: {labels: {app: it}}
                    spec: {containers: [{name: app, image: none}]}
                """
                    .formatted(name, namespace, api, kind, owner, UUID.randomUUID()),
                ReplicaSet.class))
        .create();
  }

  /** A version of a StatefulSet or DaemonSet. */
  public ControllerRevision revision(String name, String kind, String owner, String uid) {
    return client
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: apps/v1
                kind: ControllerRevision
                metadata:
                  name: %s
                  namespace: %s
                  ownerReferences:
                    - {apiVersion: apps/v1, kind: %s, name: %s, uid: %s, controller: true}
                revision: 1
                data: {spec: {}}
                """
                    .formatted(name, namespace, kind, owner, uid),
                ControllerRevision.class))
        .create();
  }

  /** A running pod of a ReplicaSet. */
  public Pod pod(String address, ReplicaSet set) {
    String name = set.getMetadata().getName();
    return pod(address, "ReplicaSet", name, set.getMetadata().getUid(), "none", false, "Running");
  }

  /** A pod. */
  public Pod pod(
      String address,
      String kind,
      String owner,
      String uid,
      String revision,
      boolean hostNetwork,
      String phase) {
    Pod pod =
        client
            .resource(
                Serialization.unmarshal(
                    """
                    apiVersion: v1
                    kind: Pod
                    metadata:
                      generateName: pod-
                      namespace: %s
                      labels: {controller-revision-hash: %s}
                      ownerReferences:
                        - {apiVersion: apps/v1, kind: %s, name: %s, uid: %s, controller: true}
                    spec:
                      hostNetwork: %s
                      containers: [{name: app, image: none}]
                    """
                        .formatted(namespace, revision, kind, owner, uid, hostNetwork),
                    Pod.class))
            .create();
    return client
        .pods()
        .inNamespace(namespace)
        .withName(pod.getMetadata().getName())
        .editStatus(p ->
            new PodBuilder(p)
                .editOrNewStatus()
                .withPhase(phase)
                .withPodIP(address)
                .endStatus()
                .build());
  }

  /** When the API server made it, to the second. */
  public static Instant created(HasMetadata object) {
    return Instant.parse(object.getMetadata().getCreationTimestamp());
  }
}
