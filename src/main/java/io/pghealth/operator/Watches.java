package io.pghealth.operator;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.pghealth.api.Condition;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.history.HistoryStoreException;
import io.pghealth.publish.MonitorHistory;
import io.pghealth.publish.MonitorStateStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What this process knows of each monitor; read from the stored state at first sight. */
final class Watches {
  private static final Logger LOG = Logger.getLogger(Watches.class);

  private final MonitorStateStore store;
  private final Map<ResourceID, Watch> watches = new ConcurrentHashMap<>();
  private final Set<ResourceID> met = ConcurrentHashMap.newKeySet();

  Watches(MonitorStateStore store) {
    this.store = store;
  }

  /** Whether this process meets the monitor for the first time; true only once. */
  boolean meets(PostgresMonitor monitor) {
    return met.add(ResourceID.fromResource(monitor));
  }

  /**
   * The watch of a monitor.
   *
   * @throws HistoryStoreException when what is stored cannot be read, or must not be overwritten
   */
  Watch of(PostgresMonitor monitor) throws HistoryStoreException {
    ResourceID id = ResourceID.fromResource(monitor);
    Watch known = watches.get(id);
    if (known != null && known.isOf(monitor)) {
      return known;
    }
    MonitorHistory opened = store.open(monitor);
    opened
        .warning()
        .ifPresent(warning ->
            LOG.warnf("monitor %s/%s: %s", id.getNamespace().orElse(""), id.getName(), warning));
    Watch watch = new Watch(monitor, opened, wasSilent(monitor));
    watches.put(id, watch);
    return watch;
  }

  Optional<Watch> forget(ResourceID id) {
    met.remove(id);
    return Optional.ofNullable(watches.remove(id));
  }

  private static boolean wasSilent(PostgresMonitor monitor) {
    List<Condition> conditions =
        monitor.getStatus() == null ? null : monitor.getStatus().conditions();
    return conditions != null
        && conditions.stream()
            .anyMatch(c -> c.type().equals("Connected") && c.status().equals("False"));
  }
}
