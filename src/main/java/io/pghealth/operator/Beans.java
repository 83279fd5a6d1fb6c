package io.pghealth.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.pghealth.check.Checks;
import io.pghealth.cycle.Cycle;
import io.pghealth.history.HistoryCodec;
import io.pghealth.postgres.PgSessions;
import io.pghealth.publish.EventPublisher;
import io.pghealth.publish.MetricNames;
import io.pghealth.publish.Metrics;
import io.pghealth.publish.MonitorStateStore;
import io.pghealth.publish.ReportPublisher;
import io.pghealth.target.kubernetes.ClientWorkloads;
import io.pghealth.target.kubernetes.TargetResolver;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;

/** Puts the operator together. */
@Singleton
class Beans {

  @Produces
  @Singleton
  MeterFilter meterFilter() {
    return MetricNames.filter();
  }

  @Produces
  @Singleton
  Workers workers(OperatorConfig config) {
    return new Workers(config.concurrentChecks(), config.cycleTimeout(), Clock.systemUTC());
  }

  void stop(@Disposes Workers workers) {
    workers.close();
  }

  @Produces
  @Singleton
  MonitorCheck check(
      KubernetesClient client, MeterRegistry registry, Workers workers, OperatorConfig config) {
    return new MonitorCheck(
        new TargetResolver(client, config.allowWeakAuthentication()),
        new Cycle(PgSessions::new, Checks.all(), new ClientWorkloads(client, namespaces(config))),
        new Watches(new MonitorStateStore(client, new HistoryCodec())),
        workers,
        new Publishers(
            new StatusWriter(client),
            new ReportPublisher(client),
            new EventPublisher(client, config.instance()),
            new Metrics(registry)),
        Clock.systemUTC());
  }

  /** Those of the SDK's setting; empty for all. */
  private static Set<String> namespaces(OperatorConfig config) {
    return config
        .watchNamespaces()
        .filter(names -> !names.equals(Constants.WATCH_ALL_NAMESPACES))
        .map(names -> Set.of(names.split("\\s*,\\s*")))
        .orElse(Set.of());
  }
}
