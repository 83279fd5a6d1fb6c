package io.pghealth.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.api.PostgresMonitorStatus;
import io.pghealth.publish.StatusWrites;
import org.jboss.logging.Logger;

/** Writes the status of a monitor, where it is worth writing. */
final class StatusWriter {
  private static final Logger LOG = Logger.getLogger(StatusWriter.class);
  private static final int NOT_FOUND = 404;
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("pghealth")
          .withForce(true)
          .build();

  private final KubernetesClient client;

  StatusWriter(KubernetesClient client) {
    this.client = client;
  }

  /** Writes; a failure is logged, and the next look tries again. */
  void write(PostgresMonitor monitor, PostgresMonitorStatus next) {
    if (!StatusWrites.worth(monitor.getStatus(), next)) {
      return;
    }
    // Only what is ours: with the version or spec in it a user's edit meanwhile would be a
    // conflict.
    PostgresMonitor patch = new PostgresMonitor();
    patch.getMetadata().setNamespace(monitor.getMetadata().getNamespace());
    patch.getMetadata().setName(monitor.getMetadata().getName());
    patch.setStatus(next);
    try {
      client.resource(patch).subresource("status").patch(APPLY, patch);
    } catch (KubernetesClientException e) {
      if (e.getCode() != NOT_FOUND) {
        LOG.warnf(
            "the status of monitor %s/%s cannot be written (status %d: %s)",
            monitor.getMetadata().getNamespace(),
            monitor.getMetadata().getName(),
            e.getCode(),
            e.getStatus() == null ? "" : e.getStatus().getReason());
      }
    }
  }
}
