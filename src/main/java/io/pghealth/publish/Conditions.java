package io.pghealth.publish;

import io.pghealth.api.Condition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The five conditions, always all of them; the time moves only when a status does. */
final class Conditions {
  static final String READY = "Ready";
  static final String CONNECTED = "Connected";
  static final String PERMISSIONS = "PermissionsSufficient";
  static final String STATISTICS = "StatisticsAvailable";
  static final String FINDINGS = "FindingsPresent";

  private static final List<String> TYPES =
      List.of(READY, CONNECTED, PERMISSIONS, STATISTICS, FINDINGS);

  /** As short as prose elsewhere; the definition would allow more. */
  private static final int MESSAGE = 1_024;

  private final SequencedMap<String, Condition> byType;
  private final long generation;
  private final Instant now;

  private Conditions(SequencedMap<String, Condition> byType, long generation, Instant now) {
    this.byType = byType;
    this.generation = generation;
    this.now = now;
  }

  /** Those that stand there, and {@code Unknown} for those that do not. */
  static Conditions from(List<Condition> previous, long generation, Instant now) {
    SequencedMap<String, Condition> byType = new LinkedHashMap<>();
    for (String type : TYPES) {
      byType.put(
          type,
          new Condition(
              type, "Unknown", "NotYetChecked", "no cycle has ended yet", now, generation));
    }
    if (previous != null) {
      previous.stream()
          .filter(c -> byType.containsKey(c.type()))
          .forEach(c -> byType.put(c.type(), c));
    }
    return new Conditions(byType, generation, now);
  }

  Conditions set(String type, Verdict verdict) {
    Condition before = byType.get(type);
    String status = verdict.status().text();
    SequencedMap<String, Condition> after = new LinkedHashMap<>(byType);
    after.put(
        type,
        new Condition(
            type,
            status,
            verdict.reason(),
            Text.prose(verdict.message(), MESSAGE),
            status.equals(before.status()) ? before.lastTransitionTime() : now,
            generation));
    return new Conditions(after, generation, now);
  }

  List<Condition> list() {
    return List.copyOf(byType.values());
  }
}
