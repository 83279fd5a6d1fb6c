package io.pghealth.target.kubernetes;

import static io.pghealth.testing.FakeWorkloads.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.pghealth.target.Rollout;
import io.pghealth.target.Workloads.Client;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.FakeWorkloads;
import io.pghealth.testing.WithControlPlane;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which workloads addresses are, with the rights of deploy/ and nothing more. */
@WithControlPlane
class ClientWorkloadsTest {
  private static final Instant EVER = Instant.EPOCH;

  private final ControlPlane cluster;
  private final String namespace;
  private final FakeWorkloads workloads;

  ClientWorkloadsTest(ControlPlane cluster) {
    this.cluster = cluster;
    this.namespace = cluster.namespace();
    this.workloads = new FakeWorkloads(cluster, namespace);
  }

  @Test
  void versionsOfDeploymentsStatefulSetsAndDaemonSets() throws Exception {
    ReplicaSet set = workloads.replicaSet("checkout-5d9", "checkout");
    Pod pod = workloads.pod("10.1.0.1", set);
    workloads.pod("10.1.0.2", set);
    var stateful = workloads.revision("queue-7c4", "StatefulSet", "queue", "u1");
    workloads.pod("10.1.0.3", "StatefulSet", "queue", "u1", "queue-7c4", false, "Running");
    var daemon = workloads.revision("agent-66f", "DaemonSet", "agent", "u2");
    workloads.pod("fd00::5", "DaemonSet", "agent", "u2", "66f", false, "Pending");

    Map<String, Client> found =
        ask(Set.of("10.1.0.1", "10.1.0.2", "10.1.0.3", "10.1.0.4", "fd00::5"));

    assertThat(found).containsOnlyKeys("10.1.0.1", "10.1.0.2", "10.1.0.3", "fd00::5");
    Rollout checkout = new Rollout("Deployment", namespace, "checkout", created(set));
    assertThat(found.get("10.1.0.1")).isEqualTo(new Client(created(pod), checkout));
    assertThat(found.get("10.1.0.2").rollout()).isEqualTo(checkout);
    assertThat(found.get("10.1.0.3").rollout())
        .isEqualTo(new Rollout("StatefulSet", namespace, "queue", created(stateful)));
    assertThat(found.get("fd00::5").rollout())
        .isEqualTo(new Rollout("DaemonSet", namespace, "agent", created(daemon)));
  }

  @Test
  void whatIsNoEvidence() throws Exception {
    ReplicaSet set = workloads.replicaSet("checkout-5d9", "checkout");
    String uid = set.getMetadata().getUid();
    workloads.pod("10.2.0.1", "ReplicaSet", "checkout-5d9", uid, "none", true, "Running");
    workloads.pod("10.2.0.2", set);
    workloads.pod("10.2.0.2", set);
    workloads.pod("10.2.0.3", "ReplicaSet", "checkout-5d9", uid, "none", false, "Succeeded");
    String other = UUID.randomUUID().toString();
    workloads.pod("10.2.0.4", "ReplicaSet", "checkout-5d9", other, "none", false, "Running");
    workloads.pod("10.2.0.5", "ReplicaSet", "gone-5d9", uid, "none", false, "Running");
    workloads.pod(
        "10.2.0.6", workloads.replicaSet("canary-1", "argoproj.io/v1alpha1", "Rollout", "canary"));
    workloads.pod("10.2.0.7", "Job", "load", uid, "none", false, "Running");
    workloads.revision("queue-7c4", "StatefulSet", "queue", "u1");
    workloads.pod("10.2.0.8", "StatefulSet", "queue", "u9", "queue-7c4", false, "Running");

    assertThat(ask(addresses("10.2.0.", 9))).isEmpty();
  }

  @Test
  void anAddressThatAnEndedPodHadIsTheOneOfThePodThatHasIt() throws Exception {
    ReplicaSet set = workloads.replicaSet("checkout-5d9", "checkout");
    String uid = set.getMetadata().getUid();
    workloads.pod("10.3.0.1", "ReplicaSet", "checkout-5d9", uid, "none", false, "Failed");
    workloads.pod("10.3.0.1", set);

    assertThat(ask(Set.of("10.3.0.1"))).containsOnlyKeys("10.3.0.1");
  }

  @Test
  void podsThatWereThereBeforeAreNotLookedAt() throws Exception {
    Pod pod = workloads.pod("10.4.0.1", workloads.replicaSet("checkout-5d9", "checkout"));
    try (KubernetesClient client = leastPrivilege()) {
      ClientWorkloads asked = new ClientWorkloads(client, Set.of());
      await()
          .untilAsserted(() ->
              assertThat(asked.of(Set.of("10.4.0.1"), created(pod).minusMillis(1))).hasSize(1));
      assertThat(asked.of(Set.of("10.4.0.1"), created(pod))).isEmpty();
    }
  }

  @Test
  void manyAddressesAreLookedForAmongAllPods() throws Exception {
    ReplicaSet set = workloads.replicaSet("checkout-5d9", "checkout");
    for (int i = 1; i <= 5; i++) {
      workloads.pod("10.5.0." + i, set);
    }
    workloads.pod("10.5.0.5", set);
    try (KubernetesClient client = leastPrivilege()) {
      assertThat(
              new ClientWorkloads(client, Set.of(namespace), 2).of(addresses("10.5.0.", 40), EVER))
          .containsOnlyKeys("10.5.0.1", "10.5.0.2", "10.5.0.3", "10.5.0.4");
    }
  }

  @Test
  void onlyNamespacesThatAreWatchedAreLookedAt() throws Exception {
    workloads.pod("10.6.0.1", workloads.replicaSet("checkout-5d9", "checkout"));
    String other = cluster.namespace();
    try (KubernetesClient client = leastPrivilege()) {
      ClientWorkloads both = new ClientWorkloads(client, Set.of(other, namespace));
      await().untilAsserted(() -> assertThat(both.of(Set.of("10.6.0.1"), EVER)).hasSize(1));
      assertThat(new ClientWorkloads(client, Set.of(other)).of(Set.of("10.6.0.1"), EVER)).isEmpty();
    }
  }

  @Test
  void withoutTheRightNothingIsKnown() {
    workloads.pod("10.7.0.1", workloads.replicaSet("checkout-5d9", "checkout"));
    try (KubernetesClient client =
        ControlPlane.clientOf(cluster.kubeconfigOf(namespace, "default"))) {
      ClientWorkloads asked = new ClientWorkloads(client, Set.of());
      assertThat(asked.of(Set.of("10.7.0.1"), EVER)).isEmpty();
      assertThat(asked.of(addresses("10.7.0.", 40), EVER)).isEmpty();
    }
  }

  /** Once the API server's memory has what was just written. */
  private Map<String, Client> ask(Set<String> addresses) throws Exception {
    ReplicaSet last = workloads.replicaSet("last-1", "last");
    workloads.pod("10.9.9.9", last);
    Set<String> all = new HashSet<>(addresses);
    all.add("10.9.9.9");
    try (KubernetesClient client = leastPrivilege()) {
      ClientWorkloads asked = new ClientWorkloads(client, Set.of());
      await().until(() -> asked.of(all, EVER).containsKey("10.9.9.9"));
      Map<String, Client> found = asked.of(addresses, EVER);
      cluster.client().pods().inNamespace(namespace).delete();
      return found;
    }
  }

  private static Set<String> addresses(String prefix, int n) {
    Set<String> addresses = new HashSet<>();
    for (int i = 1; i <= n; i++) {
      addresses.add(prefix + i);
    }
    return addresses;
  }

  private KubernetesClient leastPrivilege() {
    return ControlPlane.clientOf(cluster.operatorKubeconfig());
  }
}
