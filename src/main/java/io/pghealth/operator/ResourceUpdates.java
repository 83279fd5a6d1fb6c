package io.pghealth.operator;

import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.pghealth.api.PostgresMonitor;
import java.util.Map;
import java.util.Objects;

/** Lets through what a person changed: the spec, or which plans are accepted; never a status. */
public final class ResourceUpdates implements OnUpdateFilter<PostgresMonitor> {

  @Override
  public boolean accept(PostgresMonitor now, PostgresMonitor before) {
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(accepted(now), accepted(before));
  }

  private static String accepted(PostgresMonitor monitor) {
    Map<String, String> annotations = monitor.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(PostgresMonitor.ACCEPT_PLAN);
  }
}
