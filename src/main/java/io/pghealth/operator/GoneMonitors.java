package io.pghealth.operator;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;

/**
 * Told by the operator SDK when a monitor is gone. The SDK's own meters are not used: in this
 * version one of them stops all timers.
 */
final class GoneMonitors implements Metrics {
  private final MonitorCheck check;

  GoneMonitors(MonitorCheck check) {
    this.check = check;
  }

  @Override
  public void cleanupDone(ResourceID monitor, Map<String, Object> metadata) {
    check.forget(monitor);
  }
}
