package io.pghealth.publish;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.pghealth.api.Connection;
import io.pghealth.api.CredentialsRef;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.api.PostgresMonitorSpec;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Ledger;
import io.pghealth.finding.LedgerResult;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Policy;
import io.pghealth.finding.Severity;
import io.pghealth.finding.Subjects;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Findings, ledgers and monitors for tests. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private Samples() {}

  static Finding finding(String name, Severity severity) {
    return builder(name, severity).build();
  }

  static Finding.Builder builder(String name, Severity severity) {
    return Finding.of("UnusedIndex", severity, Confidence.HIGH)
        .database("shop")
        .object(ObjectRef.index("public", name, "orders"))
        .message("index " + name + " of orders was not scanned for 20 d")
        .evidence("size", "12 MiB")
        .evidence("scans", "0")
        .impact("costs 12 MiB and every write")
        .fix(new Fix(List.of("DROP INDEX CONCURRENTLY \"public\".\"" + name + "\""), null))
        .undo(new Fix(List.of("CREATE INDEX CONCURRENTLY x ON orders (a)"), "takes a while"));
  }

  static LedgerResult ledger(Finding... findings) {
    return ledger(LedgerState.empty(), NOW, List.of(findings), List.of());
  }

  static LedgerResult ledger(
      LedgerState before, Instant at, List<Finding> findings, List<NotAssessed> notAssessed) {
    List<Assessment> assessments = new ArrayList<>();
    assessments.add(new Assessment("UnusedIndex", "shop", findings, notAssessed));
    return new Ledger()
        .apply(before, assessments, Subjects.unknown(), Policy.monitor(Set.of(), Set.of()), at);
  }

  /** A monitor as the API server has it. */
  static PostgresMonitor create(KubernetesClient client, String namespace, String name) {
    return client.resource(monitor(namespace, name)).create();
  }

  static PostgresMonitor monitor(String namespace, String name) {
    PostgresMonitor monitor = new PostgresMonitor();
    monitor.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(namespace)
            .withName(name)
            .withUid("0b7a2a52-0000-4000-8000-000000000001")
            .build());
    monitor.setSpec(spec());
    return monitor;
  }

  private static PostgresMonitorSpec spec() {
    RecordComponent[] components = PostgresMonitorSpec.class.getRecordComponents();
    Object[] values =
        Arrays.stream(components)
            .map(c ->
                switch (c.getName()) {
                  case "connection" -> new Connection("db.example", 5432, "postgres");
                  case "credentialsSecretRef" -> new CredentialsRef("db", "username", "password");
                  default -> null;
                })
            .toArray();
    try {
      return PostgresMonitorSpec.class
          .getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
