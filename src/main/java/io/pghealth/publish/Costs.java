package io.pghealth.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counters of what pghealth has cost the watched servers. */
final class Costs {
  private static final double NANOS = 1e9;

  private record Pair(Counter statements, Counter seconds) {}

  private final MeterRegistry registry;
  private final Map<String, Pair> byOwner = new HashMap<>();

  Costs(MeterRegistry registry) {
    this.registry = registry;
  }

  synchronized void add(String owner, Tags tags, long statements, Duration serverTime) {
    Pair pair = byOwner.computeIfAbsent(owner, o -> register(tags));
    pair.statements().increment(statements);
    pair.seconds().increment(serverTime.toNanos() / NANOS);
  }

  synchronized void remove(String owner) {
    Pair pair = byOwner.remove(owner);
    if (pair != null) {
      registry.remove(pair.statements());
      registry.remove(pair.seconds());
    }
  }

  private Pair register(Tags tags) {
    return new Pair(
        Counter.builder("pghealth.server.statements")
            .description("Statements that pghealth ran on the watched server")
            .tags(tags)
            .register(registry),
        Counter.builder("pghealth.server.statement.seconds")
            .description("Time that the watched server spent on statements of pghealth")
            .tags(tags)
            .register(registry));
  }
}
