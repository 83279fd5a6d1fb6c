package io.pghealth.operator;

import io.pghealth.api.PostgresMonitor;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the annotation {@code pghealth.io/accept-plan}. */
final class AcceptedPlans {
  private static final int MOST = 1_000;

  private AcceptedPlans() {}

  static Set<String> of(PostgresMonitor monitor) {
    Map<String, String> annotations = monitor.getMetadata().getAnnotations();
    String text = annotations == null ? null : annotations.get(PostgresMonitor.ACCEPT_PLAN);
    return text == null
        ? Set.of()
        : Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(fingerprint -> !fingerprint.isEmpty())
            .limit(MOST)
            .collect(Collectors.toUnmodifiableSet());
  }
}
