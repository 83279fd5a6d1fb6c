package io.pghealth.publish;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.finding.Severity;
import io.pghealth.finding.Transition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Events say, and what they are called. */
final class EventComposer {
  /** More of one cycle than this become one, but for the worst. */
  private static final int MOST = 25;

  /** Limits of the API server's validation, in bytes. */
  private static final int NOTE = 1_024;

  private static final int WORD = 128;

  /** Object names end at 253; dot and hash take 33. */
  private static final int NAME_PREFIX = 220;

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final Comparator<Transition> WORST_FIRST =
      Comparator.comparing((Transition t) -> t.finding().severity())
          .thenComparing(Transition::kind)
          .thenComparing(t -> t.finding().fingerprint());

  private final String instance;

  EventComposer(String instance) {
    this.instance = Text.note(instance, WORD);
  }

  /**
   * The Events of one cycle, the same for the same transitions in any order.
   *
   * @param cycle all with the same time
   */
  List<Event> events(PostgresMonitor monitor, List<Transition> cycle) {
    List<Transition> sorted = cycle.stream().filter(t -> !t.silent()).sorted(WORST_FIRST).toList();
    boolean many = sorted.size() > MOST;
    List<Event> events = new ArrayList<>();
    for (Transition transition : many ? sorted.subList(0, MOST - 1) : sorted) {
      events.add(single(monitor, transition));
    }
    if (many) {
      events.add(summary(monitor, sorted.subList(MOST - 1, sorted.size())));
    }
    return events;
  }

  private Event single(PostgresMonitor monitor, Transition transition) {
    return event(
        monitor,
        transition.finding().check(),
        transition.kind().action(),
        warns(transition),
        note(transition),
        transition.at(),
        transition.finding().fingerprint());
  }

  private Event summary(PostgresMonitor monitor, List<Transition> rest) {
    String counts =
        rest.stream()
            .collect(Collectors.groupingBy(Transition::kind, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(e -> e.getKey().action() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    String checks =
        rest.stream()
            .collect(
                Collectors.groupingBy(
                    t -> t.finding().check(), TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(EventComposer::count)
            .collect(Collectors.joining(", "));
    return event(
        monitor,
        "MoreFindings",
        rest.getFirst().kind().action(),
        rest.stream().anyMatch(EventComposer::warns),
        counts + " more (" + checks + "): the status and the DatabaseReports list them",
        rest.getFirst().at(),
        rest.stream().map(t -> t.finding().fingerprint()).collect(Collectors.joining("\0")));
  }

  private static String count(Map.Entry<String, Long> entry) {
    return entry.getKey() + " " + entry.getValue();
  }

  private Event event(
      PostgresMonitor monitor,
      String reason,
      String action,
      boolean warning,
      String note,
      Instant at,
      String identity) {
    String monitorName = monitor.getMetadata().getName();
    String prefix = monitorName.substring(0, Math.min(NAME_PREFIX, monitorName.length()));
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(monitor.getMetadata().getNamespace())
        .withName(
            prefix
                + "."
                + Hash.hex(32, monitor.getMetadata().getUid(), identity, action, at.toString()))
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(at)))
        .withReportingController(PostgresMonitor.GROUP + "/operator")
        .withReportingInstance(instance)
        .withAction(action)
        .withReason(Text.note(reason, WORD))
        .withType(warning ? "Warning" : "Normal")
        .withRegarding(reference(monitor))
        .withNote(Text.note(note, NOTE))
        .build();
  }

  private static String note(Transition transition) {
    String message = transition.finding().message();
    String action = transition.kind().action();
    String measured = transition.measured() == null ? "" : "; measured: " + transition.measured();
    return switch (transition.kind()) {
      case OPENED -> action + ": " + message;
      case RESOLVED -> action + ": no longer seen" + measured + ". It was: " + message;
      case ESCALATED, EASED, CLOSED ->
          action + " (" + transition.reason() + ")" + measured + ": " + message;
    };
  }

  private static boolean warns(Transition transition) {
    return switch (transition.kind()) {
      case OPENED, ESCALATED -> transition.finding().severity().atLeast(Severity.HIGH);
      case EASED, RESOLVED, CLOSED -> false;
    };
  }

  private static ObjectReference reference(PostgresMonitor monitor) {
    return new ObjectReferenceBuilder()
        .withApiVersion(monitor.getApiVersion())
        .withKind(monitor.getKind())
        .withNamespace(monitor.getMetadata().getNamespace())
        .withName(monitor.getMetadata().getName())
        .withUid(monitor.getMetadata().getUid())
        .build();
  }
}
