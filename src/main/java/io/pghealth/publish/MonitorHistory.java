package io.pghealth.publish;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.pghealth.api.MonitorState;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.history.Encoded;
import io.pghealth.history.History;
import io.pghealth.history.HistoryCodec;
import io.pghealth.history.HistoryStoreException;
import java.util.Optional;

/** The stored history of one monitor. For one thread at a time. */
public final class MonitorHistory {
  private static final String MANAGER = "pghealth";

  private final KubernetesClient client;
  private final HistoryCodec codec;
  private final PostgresMonitor monitor;
  private final History history;
  private final String warning;
  private Revision stored;
  private String storedHash;
  private int leftOut;

  MonitorHistory(
      KubernetesClient client,
      HistoryCodec codec,
      PostgresMonitor monitor,
      History history,
      Revision stored,
      String warning) {
    this.client = client;
    this.codec = codec;
    this.monitor = monitor;
    this.history = history;
    this.stored = stored == null ? null : stored.withoutBytes();
    this.storedHash = stored == null || stored.bytes() == null ? null : Hash.hex(stored.bytes());
    this.warning = warning;
  }

  /** What was stored when it was opened; empty where nothing could be used. */
  public History history() {
    return history;
  }

  /** A sentence where something stored could not be used. */
  public Optional<String> warning() {
    return Optional.ofNullable(warning);
  }

  /** How many statements, the least loaded, had no room when it was stored last. */
  public int leftOut() {
    return leftOut;
  }

  /**
   * Stores it; does nothing where the same is stored.
   *
   * @return how many statements had to be left out to make it fit
   * @throws HistoryStoreException when it could not be written; what was stored before stays
   */
  public int save(History current) throws HistoryStoreException {
    return switch (codec.encode(current)) {
      case Encoded.TooLarge(int bytes) ->
          throw new HistoryStoreException(
              "the history would be " + bytes + " bytes, more than " + HistoryCodec.MAX_BYTES,
              null);
      case Encoded.Fits(byte[] bytes, int less) -> {
        if (!Hash.hex(bytes).equals(storedHash)) {
          write(
              new Revision(
                  stored == null ? 1 : stored.number() + 1, Revisions.next(stored), bytes));
        }
        leftOut = less;
        yield less;
      }
    };
  }

  private void write(Revision revision) throws HistoryStoreException {
    try {
      for (MonitorState part : Revisions.cut(monitor, revision)) {
        removeForeign(part);
        client.resource(part).fieldManager(MANAGER).forceConflicts().serverSideApply();
      }
      stored = revision.withoutBytes();
      storedHash = Hash.hex(revision.bytes());
    } catch (KubernetesClientException e) {
      throw new HistoryStoreException("cannot store the history (status " + e.getCode() + ")", e);
    }
  }

  /** An earlier monitor of the same name left it behind, and it is about to be collected. */
  private void removeForeign(MonitorState part) {
    MonitorState there = client.resource(part).get();
    if (there != null && !ReportPublisher.ownedBy(there, monitor)) {
      client.resource(there).delete();
    }
  }
}
