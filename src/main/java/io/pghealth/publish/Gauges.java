package io.pghealth.publish;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** One gauge with changing labels; each owner replaces its own series. */
final class Gauges {
  private final MeterRegistry registry;
  private final String name;
  private final String description;
  private final Map<String, Map<Tags, Series>> byOwner = new HashMap<>();

  private static final class Series {
    private volatile double value;
    private Instant seen;
    private Gauge gauge;
  }

  Gauges(MeterRegistry registry, String name, String description) {
    this.registry = registry;
    this.name = name;
    this.description = description;
  }

  /**
   * Sets the series of an owner.
   *
   * @param zeroFor how long a series that is no longer among the values shows 0
   */
  synchronized void replace(String owner, Map<Tags, Double> values, Instant now, Duration zeroFor) {
    Map<Tags, Series> series = byOwner.computeIfAbsent(owner, o -> new HashMap<>());
    values.forEach((tags, value) -> {
      Series one = series.computeIfAbsent(tags, this::register);
      one.value = value;
      one.seen = now;
    });
    for (Iterator<Map.Entry<Tags, Series>> all = series.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Tags, Series> entry = all.next();
      if (!values.containsKey(entry.getKey())) {
        Series gone = entry.getValue();
        gone.value = 0;
        if (Duration.between(gone.seen, now).compareTo(zeroFor) >= 0) {
          registry.remove(gone.gauge);
          all.remove();
        }
      }
    }
  }

  synchronized void remove(String owner) {
    Map<Tags, Series> series = byOwner.remove(owner);
    if (series != null) {
      series.values().forEach(s -> registry.remove(s.gauge));
    }
  }

  private Series register(Tags tags) {
    Series series = new Series();
    series.gauge =
        Gauge.builder(name, series, s -> s.value)
            .description(description)
            .tags(tags)
            .strongReference(true)
            .register(registry);
    return series;
  }
}
