package io.pghealth.publish;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.pghealth.api.DatabaseReport;
import io.pghealth.api.DatabaseReportSpec;
import io.pghealth.api.DatabaseReportStatus;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.LedgerResult;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps the reports of monitors as they should be: written when something changed, removed when
 * their database is no longer watched. Needs get, list, create, patch and delete on
 * databasereports, and patch on their status. Safe for any thread, as long as no two work on the
 * same monitor.
 */
public final class ReportPublisher {
  private static final Logger LOG = Logger.getLogger(ReportPublisher.class);
  private static final String MANAGER = "pghealth";
  private static final int NOT_FOUND = 404;

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(MANAGER)
          .withForce(true)
          .build();

  private final KubernetesClient client;
  private final ReportBuilder builder = new ReportBuilder();

  /** By the monitor's uid: reports that stand there, by name. */
  private final Map<String, Map<String, DatabaseReport>> standing = new ConcurrentHashMap<>();

  /** With the operator's client. */
  public ReportPublisher(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Publishes. A report that cannot be written is logged and tried again in the next cycle.
   *
   * @param watched databases that are watched; empty where nobody could list them: then reports are
   *     kept
   * @param checked when the cycle ended
   */
  public void publish(
      PostgresMonitor monitor,
      LedgerResult ledger,
      Optional<? extends Collection<String>> watched,
      Instant checked) {
    try {
      Map<String, DatabaseReport> before =
          standing.computeIfAbsent(monitor.getMetadata().getUid(), uid -> list(monitor));
      Map<String, DatabaseReport> wanted = new HashMap<>();
      for (String database : databases(before.values(), ledger, watched)) {
        DatabaseReport report = builder.build(monitor, database, ledger, checked);
        wanted.put(report.getMetadata().getName(), report);
      }
      wanted.putIfAbsent(
          builder.name(monitor.getMetadata().getName(), null),
          builder.build(monitor, null, ledger, checked));
      wanted.forEach((name, report) -> write(before, name, report));
      if (watched.isPresent()) {
        List.copyOf(before.keySet()).stream()
            .filter(name -> !wanted.containsKey(name))
            .forEach(name -> remove(before, name));
      }
    } catch (KubernetesClientException e) {
      LOG.warnf(
          "cannot list the reports of monitor %s/%s (status %d); trying again in the next cycle",
          monitor.getMetadata().getNamespace(), monitor.getMetadata().getName(), e.getCode());
    }
  }

  /** Forgets a monitor that is gone; Kubernetes removes its reports. */
  public void forget(String uid) {
    standing.remove(uid);
  }

  private Map<String, DatabaseReport> list(PostgresMonitor monitor) {
    Map<String, DatabaseReport> owned = new ConcurrentHashMap<>();
    client
        .resources(DatabaseReport.class)
        .inNamespace(monitor.getMetadata().getNamespace())
        .list()
        .getItems()
        .stream()
        .filter(r -> ownedBy(r, monitor))
        .forEach(r -> owned.put(r.getMetadata().getName(), r));
    return owned;
  }

  static boolean ownedBy(HasMetadata object, PostgresMonitor monitor) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(o -> o.getUid().equals(monitor.getMetadata().getUid()));
  }

  private static Set<String> databases(
      Collection<DatabaseReport> before,
      LedgerResult ledger,
      Optional<? extends Collection<String>> watched) {
    Set<String> databases = new LinkedHashSet<>();
    if (watched.isPresent()) {
      databases.addAll(watched.get());
      return databases;
    }
    // A name that is shown escaped is not the name: what the ledger knows comes under its own.
    before.stream()
        .map(DatabaseReport::getSpec)
        .map(DatabaseReportSpec::database)
        .filter(d -> d != null && d.indexOf('\\') < 0 && !d.endsWith("…"))
        .forEach(databases::add);
    ledger.entries().stream()
        .map(LedgerEntry::finding)
        .map(f -> f.database())
        .filter(d -> d != null)
        .forEach(databases::add);
    return databases;
  }

  private void write(Map<String, DatabaseReport> before, String name, DatabaseReport report) {
    DatabaseReport stands = before.get(name);
    DatabaseReportStatus old = stands == null ? null : stands.getStatus();
    if (!StatusWrites.worth(old, report.getStatus())) {
      return;
    }
    try {
      if (stands == null) {
        create(report);
      }
      try {
        status(report);
      } catch (KubernetesClientException e) {
        if (e.getCode() != NOT_FOUND) {
          throw e;
        }
        // Somebody has deleted it meanwhile.
        create(report);
        status(report);
      }
      before.put(name, report);
    } catch (KubernetesClientException e) {
      LOG.warnf(
          "cannot write report %s/%s (status %d); trying again in the next cycle",
          report.getMetadata().getNamespace(), name, e.getCode());
    }
  }

  private void create(DatabaseReport report) {
    DatabaseReport object = new DatabaseReport();
    object.setMetadata(report.getMetadata());
    object.setSpec(report.getSpec());
    client.resource(object).fieldManager(MANAGER).forceConflicts().serverSideApply();
  }

  private void status(DatabaseReport report) {
    DatabaseReport object = new DatabaseReport();
    object.getMetadata().setNamespace(report.getMetadata().getNamespace());
    object.getMetadata().setName(report.getMetadata().getName());
    object.setStatus(report.getStatus());
    client.resource(object).subresource("status").patch(APPLY, object);
  }

  private void remove(Map<String, DatabaseReport> before, String name) {
    try {
      client.resource(before.get(name)).delete();
      before.remove(name);
    } catch (KubernetesClientException e) {
      LOG.warnf("cannot remove report %s (status %d)", name, e.getCode());
    }
  }
}
