package io.pghealth.target.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.pghealth.target.Rollout;
import io.pghealth.target.Workloads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Finds the pods that have addresses, and the version of the Deployment, StatefulSet or DaemonSet
 * that made them. Needs {@code list} on pods and {@code get} on replicasets and
 * controllerrevisions; where one of them is refused, nothing is known.
 */
public final class ClientWorkloads implements Workloads {
  private static final Logger LOG = Logger.getLogger(ClientWorkloads.class);

  /** Requests for the pods of one address each, above which all pods are read page by page. */
  private static final int SELECTED = 30;

  private static final int PAGE = 250;

  /** 10,000 pods; what is beyond may have an address as well, so that nothing is known then. */
  private static final int PAGES = 40;

  /** ReplicaSets and ControllerRevisions that are read, those of the newest pods first. */
  private static final int VERSIONS = 50;

  /** A pod that has ended keeps its address in its status, and another may have it by now. */
  private static final String ALIVE = "status.phase!=Succeeded,status.phase!=Failed";

  private static final String REVISION = "controller-revision-hash";

  private final KubernetesClient client;
  private final Set<String> namespaces;
  private final int page;

  /**
   * @param namespaces to look in; empty for all
   */
  public ClientWorkloads(KubernetesClient client, Set<String> namespaces) {
    this(client, namespaces, PAGE);
  }

  ClientWorkloads(KubernetesClient client, Set<String> namespaces, int page) {
    this.client = client;
    this.namespaces = Set.copyOf(namespaces);
    this.page = page;
  }

  @Override
  public Map<String, Client> of(Set<String> addresses, Instant since) {
    try {
      return clients(holders(addresses), since);
    } catch (KubernetesClientException e) {
      LOG.debugf("which workloads the clients of a server are was not read: %s", e.getMessage());
      return Map.of();
    }
  }

  private Map<String, Client> clients(Map<String, List<Pod>> holders, Instant since) {
    Map<String, Pod> pods = new HashMap<>();
    holders.forEach((address, all) -> {
      Pod pod = all.getFirst();
      // With the node's network an address is the node's, and any process of the node has it.
      boolean own = all.size() == 1 && !Boolean.TRUE.equals(pod.getSpec().getHostNetwork());
      if (own && created(pod).isAfter(since)) {
        pods.put(address, pod);
      }
    });
    Map<Version, Optional<Rollout>> versions = new HashMap<>();
    Map<String, Client> clients = new HashMap<>();
    pods.entrySet().stream()
        .sorted(Comparator.comparing(e -> created(e.getValue()), Comparator.reverseOrder()))
        .forEach(e ->
            version(e.getValue())
                .filter(v -> versions.containsKey(v) || versions.size() < VERSIONS)
                .flatMap(v -> versions.computeIfAbsent(v, this::rollout))
                .ifPresent(rollout ->
                    clients.put(e.getKey(), new Client(created(e.getValue()), rollout))));
    return clients;
  }

  /** Pods that are alive, by their address; every one of these addresses that a pod has. */
  private Map<String, List<Pod>> holders(Set<String> addresses) {
    List<Listable<PodList>> places = places();
    List<Pod> pods = new ArrayList<>();
    if (addresses.size() * places.size() <= SELECTED) {
      for (Listable<PodList> place : places) {
        addresses.forEach(address -> pods.addAll(place.list(selected(address)).getItems()));
      }
    } else {
      for (Listable<PodList> place : places) {
        pods.addAll(all(place, addresses));
      }
    }
    Map<String, List<Pod>> holders = new HashMap<>();
    for (Pod pod : pods) {
      addresses(pod)
          .filter(addresses::contains)
          .forEach(a -> holders.computeIfAbsent(a, _ -> new ArrayList<>()).add(pod));
    }
    return holders;
  }

  private List<Listable<PodList>> places() {
    return namespaces.isEmpty()
        ? List.of(client.pods().inAnyNamespace())
        : namespaces.stream()
            .map(namespace -> (Listable<PodList>) client.pods().inNamespace(namespace))
            .toList();
  }

  /** Answered from the API server's memory: the selector is not one that etcd knows. */
  private static ListOptions selected(String address) {
    return new ListOptionsBuilder()
        .withFieldSelector("status.podIP=" + address + "," + ALIVE)
        .withResourceVersion("0")
        .build();
  }

  private List<Pod> all(Listable<PodList> place, Set<String> addresses) {
    List<Pod> found = new ArrayList<>();
    String next = null;
    for (int read = 0; read < PAGES; read++) {
      PodList pods =
          place.list(
              new ListOptionsBuilder()
                  .withFieldSelector(ALIVE)
                  .withLimit((long) page)
                  .withContinue(next)
                  .build());
      pods.getItems().stream()
          .filter(pod -> addresses(pod).anyMatch(addresses::contains))
          .forEach(found::add);
      next = pods.getMetadata().getContinue();
      if (next == null || next.isEmpty()) {
        return found;
      }
    }
    throw new KubernetesClientException("more than " + PAGES * page + " pods");
  }

  private static Stream<String> addresses(Pod pod) {
    return Stream.concat(
            Stream.ofNullable(pod.getStatus().getPodIP()),
            pod.getStatus().getPodIPs().stream().map(PodIP::getIp))
        .distinct();
  }

  /**
   * What a pod's template is kept in.
   *
   * @param owner of the pod
   * @param name of the ReplicaSet or ControllerRevision
   */
  private record Version(String namespace, OwnerReference owner, String name) {}

  private static Optional<Version> version(Pod pod) {
    String namespace = pod.getMetadata().getNamespace();
    Optional<String> hash =
        Optional.ofNullable(pod.getMetadata().getLabels()).map(labels -> labels.get(REVISION));
    return controller(pod)
        .flatMap(owner ->
            switch (owner.getKind()) {
              case "ReplicaSet" -> Optional.of(new Version(namespace, owner, owner.getName()));
              case "StatefulSet" -> hash.map(name -> new Version(namespace, owner, name));
              case "DaemonSet" ->
                  hash.map(h -> new Version(namespace, owner, owner.getName() + "-" + h));
              default -> Optional.empty();
            });
  }

  private Optional<Rollout> rollout(Version version) {
    OwnerReference owner = version.owner();
    if (owner.getKind().equals("ReplicaSet")) {
      return Optional.ofNullable(
              client
                  .apps()
                  .replicaSets()
                  .inNamespace(version.namespace())
                  .withName(version.name())
                  .get())
          .filter(set -> set.getMetadata().getUid().equals(owner.getUid()))
          .flatMap(set ->
              controller(set)
                  .filter(of -> of.getKind().equals("Deployment"))
                  .map(of -> rollout(of, set)));
    }
    return Optional.ofNullable(
            client
                .apps()
                .controllerRevisions()
                .inNamespace(version.namespace())
                .withName(version.name())
                .get())
        .filter(revision ->
            controller(revision).filter(of -> of.getUid().equals(owner.getUid())).isPresent())
        .map(revision -> rollout(owner, revision));
  }

  private static Rollout rollout(OwnerReference workload, HasMetadata version) {
    return new Rollout(
        workload.getKind(),
        version.getMetadata().getNamespace(),
        workload.getName(),
        created(version));
  }

  /** Its controller, if that is one of Kubernetes' own workloads. */
  private static Optional<OwnerReference> controller(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .filter(owner -> owner.getApiVersion().startsWith("apps/"))
        .findFirst();
  }

  private static Instant created(HasMetadata object) {
    return Instant.parse(object.getMetadata().getCreationTimestamp());
  }
}
