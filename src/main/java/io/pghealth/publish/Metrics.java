package io.pghealth.publish;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.LedgerResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The metrics of the contract. A finding that is gone goes to 0 and is dropped ten minutes later,
 * so that every scrape sees the 0 and no dead series stays. Nothing here ever throws: a metric is
 * never worth a cycle. Safe for any thread.
 */
public final class Metrics {
  private static final Logger LOG = Logger.getLogger(Metrics.class);
  private static final Duration ZERO_FOR = Duration.ofMinutes(10);

  private final Gauges findings;
  private final Gauges notAssessed;
  private final Gauges up;
  private final Gauges lastSuccess;
  private final Costs costs;
  private final Timer cycles;

  /** In this registry. */
  public Metrics(MeterRegistry registry) {
    findings =
        new Gauges(
            registry,
            "pghealth.findings",
            "Open findings, without those that another finding explains");
    notAssessed =
        new Gauges(registry, "pghealth.not.assessed", "Things that could not be assessed");
    up = new Gauges(registry, "pghealth.monitor.up", "Whether the last cycle reached the instance");
    lastSuccess =
        new Gauges(
            registry,
            "pghealth.last.success.timestamp.seconds",
            "When a cycle last read the primary, in seconds since 1970");
    costs = new Costs(registry);
    cycles = Timer.builder("pghealth.cycle").description("Duration of a cycle").register(registry);
  }

  /** What the ledger says now. */
  public void ledger(String namespace, String monitor, LedgerResult ledger, Instant now) {
    quietly(() -> {
      Map<Tags, Double> open = new HashMap<>();
      ledger.entries().stream()
          .filter(LedgerEntry::alerts)
          .forEach(e -> open.merge(tags(namespace, monitor, e), 1.0, Double::sum));
      findings.replace(owner(namespace, monitor), open, now, ZERO_FOR);

      Map<Tags, Double> missing = new HashMap<>();
      ledger
          .notAssessed()
          .forEach(n ->
              missing.merge(
                  of(namespace, monitor)
                      .and("database", orEmpty(n.database()))
                      .and("check", n.check()),
                  1.0,
                  Double::sum));
      notAssessed.replace(owner(namespace, monitor), missing, now, ZERO_FOR);
    });
  }

  /**
   * Which instances the last cycle reached.
   *
   * @param reached by address, every declared instance
   */
  public void instances(
      String namespace, String monitor, Map<String, Boolean> reached, Instant now) {
    quietly(() -> {
      Map<Tags, Double> values = new HashMap<>();
      reached.forEach((instance, is) ->
          values.put(of(namespace, monitor).and("instance", instance), is ? 1.0 : 0.0));
      // An instance that is no longer declared is not down.
      up.replace(owner(namespace, monitor), values, now, Duration.ZERO);
    });
  }

  /** A cycle has read the primary. */
  public void success(String namespace, String monitor, Instant at) {
    quietly(() ->
        lastSuccess.replace(
            owner(namespace, monitor),
            Map.of(of(namespace, monitor), at.toEpochMilli() / 1000.0),
            at,
            Duration.ZERO));
  }

  /** A cycle has ended. */
  public void cycle(Duration took) {
    quietly(() -> cycles.record(took));
  }

  /** What we have cost the server since the last call. */
  public void cost(String namespace, String monitor, long statements, Duration serverTime) {
    quietly(
        () -> costs.add(owner(namespace, monitor), of(namespace, monitor), statements, serverTime));
  }

  /** The monitor is gone, and so are its series. */
  public void remove(String namespace, String monitor) {
    quietly(() -> {
      String owner = owner(namespace, monitor);
      findings.remove(owner);
      notAssessed.remove(owner);
      up.remove(owner);
      lastSuccess.remove(owner);
      costs.remove(owner);
    });
  }

  private static Tags tags(String namespace, String monitor, LedgerEntry entry) {
    return of(namespace, monitor)
        .and("database", orEmpty(entry.finding().database()))
        .and("check", entry.finding().check())
        .and("severity", entry.severity().text());
  }

  private static Tags of(String namespace, String monitor) {
    return Tags.of("namespace", namespace, "monitor", monitor);
  }

  private static String owner(String namespace, String monitor) {
    return namespace + "/" + monitor;
  }

  private static String orEmpty(String database) {
    return database == null ? "" : database;
  }

  private static void quietly(Runnable metric) {
    try {
      metric.run();
    } catch (RuntimeException e) {
      LOG.warn("a metric could not be recorded", e);
    }
  }
}
