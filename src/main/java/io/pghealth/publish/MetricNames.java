package io.pghealth.publish;

import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/** Which meters of others appear on the metrics page. */
public final class MetricNames {
  /** promtool: a gauge must not end in _count, and time is in seconds. */
  private static final Set<String> ILL_NAMED = Set.of("system.cpu.count", "process.cpu.time");

  private MetricNames() {}

  /** Leaves out Micrometer's own meters whose names {@code promtool check metrics} refuses. */
  public static MeterFilter filter() {
    return MeterFilter.deny(id -> ILL_NAMED.contains(id.getName()));
  }
}
