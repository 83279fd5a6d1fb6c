package io.pghealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.api.PostgresMonitor;
import io.pghealth.api.PostgresMonitorStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceUpdatesTest {
  private final ResourceUpdates updates = new ResourceUpdates();

  @Test
  void aChangedSpecIsLookedAt() {
    assertThat(updates.accept(monitor(2, Map.of()), monitor(1, Map.of()))).isTrue();
  }

  @Test
  void anAcceptedPlanIsLookedAtThoughTheGenerationStays() {
    Map<String, String> accepted = Map.of(PostgresMonitor.ACCEPT_PLAN, "PlanRegression/00");
    assertThat(updates.accept(monitor(1, accepted), monitor(1, null))).isTrue();
    assertThat(updates.accept(monitor(1, null), monitor(1, accepted))).isTrue();
    assertThat(AcceptedPlans.of(monitor(1, accepted))).containsExactly("PlanRegression/00");
  }

  @Test
  void ourOwnStatusAndForeignAnnotationsAreNot() {
    PostgresMonitor now = monitor(1, Map.of("other", "changed"));
    now.setStatus(
        new PostgresMonitorStatus(1L, null, null, null, null, null, null, null, null, null));
    assertThat(updates.accept(now, monitor(1, Map.of("other", "value")))).isFalse();
  }

  @Test
  void acceptedPlansAreSeparatedByCommas() {
    assertThat(AcceptedPlans.of(monitor(1, Map.of(PostgresMonitor.ACCEPT_PLAN, " a/1, b/2 ,,"))))
        .containsExactlyInAnyOrder("a/1", "b/2");
    assertThat(AcceptedPlans.of(monitor(1, null))).isEmpty();
  }

  private static PostgresMonitor monitor(long generation, Map<String, String> annotations) {
    PostgresMonitor monitor = new PostgresMonitor();
    monitor.getMetadata().setGeneration(generation);
    monitor.getMetadata().setAnnotations(annotations);
    return monitor;
  }
}
