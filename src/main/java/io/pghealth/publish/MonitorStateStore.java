package io.pghealth.publish;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.pghealth.api.MonitorState;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.history.Decoded;
import io.pghealth.history.History;
import io.pghealth.history.HistoryCodec;
import io.pghealth.history.HistoryStoreException;
import java.util.ArrayList;
import java.util.List;

/**
 * Histories in MonitorState objects named {@code <monitor>-0} to {@code <monitor>-3}. A document
 * has at most two parts and is written beside the one before, which therefore can still be read
 * when a write stops half-way. Needs get, create, patch and delete on monitorstates.
 */
public final class MonitorStateStore {
  private final KubernetesClient client;
  private final HistoryCodec codec;

  /** With the operator's client. */
  public MonitorStateStore(KubernetesClient client, HistoryCodec codec) {
    this.client = client;
    this.codec = codec;
  }

  /**
   * Reads what is stored for a monitor.
   *
   * @throws HistoryStoreException when the API server does not answer, or when a newer pghealth
   *     wrote it: then nothing of it may be overwritten
   */
  public MonitorHistory open(PostgresMonitor monitor) throws HistoryStoreException {
    List<MonitorState> objects = new ArrayList<>();
    for (int slot = 0; slot < Revisions.SLOTS; slot++) {
      MonitorState object = get(monitor, slot);
      if (object != null && ReportPublisher.ownedBy(object, monitor)) {
        objects.add(object);
      }
    }
    List<Revision> complete = Revisions.complete(objects);
    String problem = null;
    for (Revision revision : complete) {
      switch (codec.decode(revision.bytes())) {
        case Decoded.Loaded(History history) -> {
          return new MonitorHistory(client, codec, monitor, history, revision, warning(problem));
        }
        case Decoded.TooNew(int format) ->
            throw new HistoryStoreException(
                "the MonitorState of "
                    + monitor.getMetadata().getName()
                    + " was written by a newer pghealth (format "
                    + format
                    + ", this one knows "
                    + HistoryCodec.FORMAT
                    + "): it is left as it is; use that version, or delete it",
                null);
        case Decoded.Corrupt(String reason) -> problem = problem == null ? reason : problem;
      }
    }
    if (problem == null && !objects.isEmpty() && complete.isEmpty()) {
      problem = "no revision is complete";
    }
    Revision newest = complete.isEmpty() ? null : complete.getFirst();
    return new MonitorHistory(
        client,
        codec,
        monitor,
        History.empty(),
        newest == null ? null : newest.withoutBytes(),
        problem == null ? null : "the stored history is damaged (" + problem + "): starting anew");
  }

  private static String warning(String problem) {
    return problem == null
        ? null
        : "the newest stored history is damaged (" + problem + "): using the one before";
  }

  private MonitorState get(PostgresMonitor monitor, int slot) throws HistoryStoreException {
    try {
      return client
          .resources(MonitorState.class)
          .inNamespace(monitor.getMetadata().getNamespace())
          .withName(Revisions.name(monitor, slot))
          .get();
    } catch (KubernetesClientException e) {
      throw new HistoryStoreException(
          "cannot read the stored history (status " + e.getCode() + ")", e);
    }
  }
}
