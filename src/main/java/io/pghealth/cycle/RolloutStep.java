package io.pghealth.cycle;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.ClientCollector;
import io.pghealth.snapshot.DatabaseClient;
import io.pghealth.target.Rollout;
import io.pghealth.target.Target;
import io.pghealth.target.Workloads;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which workloads that are connected to a database were rolled out. Runs in cycles in which a plan
 * became another, and asks the server and the cluster once.
 */
final class RolloutStep {
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-f.:]{2,45}");

  private static final Comparator<Rollout> EARLIEST_FIRST =
      Comparator.comparing(Rollout::at).thenComparing(Rollout::workload);

  private final Target target;
  private final Sessions sessions;
  private final Workloads workloads;

  /**
   * @param workloads of the cluster; NONE where there is none, and then nothing is asked
   */
  RolloutStep(Target target, Sessions sessions, Workloads workloads) {
    this.target = target;
    this.sessions = sessions;
    this.workloads = workloads;
  }

  /**
   * Rollouts by database; none where they cannot be known.
   *
   * @param changed databases in which a plan became another, with the time at which the old one was
   *     last seen
   */
  Map<String, Set<Rollout>> of(Map<String, Instant> changed) {
    if (workloads == Workloads.NONE || changed.isEmpty()) {
      return Map.of();
    }
    // What a server calls an address goes into requests to the cluster.
    List<DatabaseClient> clients =
        clients(changed.keySet()).stream()
            .filter(c -> c.connected() != null && ADDRESS.matcher(c.address()).matches())
            .toList();
    Set<String> addresses =
        clients.stream().map(DatabaseClient::address).collect(Collectors.toSet());
    if (addresses.isEmpty()) {
      return Map.of();
    }
    Instant since = changed.values().stream().min(Comparator.naturalOrder()).orElseThrow();
    return rollouts(clients, workloads.of(addresses, since));
  }

  /** Of clients that are pods, and were so when their session began. */
  static Map<String, Set<Rollout>> rollouts(
      List<DatabaseClient> clients, Map<String, Workloads.Client> pods) {
    Map<String, Set<Rollout>> found = new HashMap<>();
    for (DatabaseClient client : clients) {
      Workloads.Client pod = pods.get(client.address());
      if (pod != null && !client.connected().isBefore(pod.created())) {
        found
            .computeIfAbsent(client.database(), _ -> new TreeSet<>(EARLIEST_FIRST))
            .add(pod.rollout());
      }
    }
    return found;
  }

  private List<DatabaseClient> clients(Collection<String> databases) {
    try (Session session = sessions.open(target.primary(), databases.iterator().next())) {
      return new ClientCollector().collect(session, databases);
    } catch (SessionException e) {
      return List.of(); // a cause that is not known, as any other
    }
  }
}
