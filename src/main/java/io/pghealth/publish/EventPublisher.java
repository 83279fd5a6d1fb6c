package io.pghealth.publish;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.finding.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes Events for transitions. Their names follow from what happened, so writing one again does
 * nothing: transitions are stored as unpublished first, and whatever was stored and not known to be
 * written is tried again, also after a restart. Needs create on events of events.k8s.io.
 */
public final class EventPublisher {
  private static final Logger LOG = Logger.getLogger(EventPublisher.class);
  private static final int CONFLICT = 409;

  private final KubernetesClient client;
  private final EventComposer composer;

  /**
   * With the operator's client.
   *
   * @param instance name of the operator's pod
   */
  public EventPublisher(KubernetesClient client, String instance) {
    this.client = client;
    this.composer = new EventComposer(instance);
  }

  /**
   * Writes; a failure is logged and never thrown.
   *
   * @param unpublished {@code LedgerState.unpublished()}, already stored
   * @return those that need no further try, for {@code LedgerState.published}
   */
  public List<Transition> publish(PostgresMonitor monitor, List<Transition> unpublished) {
    SequencedMap<Instant, List<Transition>> cycles =
        unpublished.stream()
            .collect(Collectors.groupingBy(Transition::at, TreeMap::new, Collectors.toList()));
    List<Transition> done = new ArrayList<>();
    for (List<Transition> cycle : cycles.values()) {
      // All of a cycle or none: how they are put together depends on how many they are.
      if (write(composer.events(monitor, cycle))) {
        done.addAll(cycle);
      } else {
        break;
      }
    }
    return done;
  }

  private boolean write(List<Event> events) {
    for (Event event : events) {
      try {
        client.resource(event).create();
      } catch (KubernetesClientException e) {
        if (retryable(e.getCode())) {
          LOG.warnf(
              "cannot write event %s/%s (status %d); trying again in the next cycle",
              event.getMetadata().getNamespace(), event.getMetadata().getName(), e.getCode());
          return false;
        }
        if (e.getCode() != CONFLICT) {
          LOG.warnf(
              "the API server refuses event %s/%s (status %d)",
              event.getMetadata().getNamespace(), event.getMetadata().getName(), e.getCode());
        }
      } catch (RuntimeException e) {
        LOG.warnf(e, "cannot write event %s", event.getMetadata().getName());
        return false;
      }
    }
    return true;
  }

  /** No answer, no rights yet, too many requests, or a server in trouble. */
  private static boolean retryable(int code) {
    return code <= 0 || code == 401 || code == 403 || code == 408 || code == 429 || code >= 500;
  }
}
