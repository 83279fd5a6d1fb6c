package io.pghealth.publish;

import static io.pghealth.publish.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.api.DatabaseReport;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.finding.LedgerResult;
import io.pghealth.finding.Severity;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.WithControlPlane;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@WithControlPlane
class ReportPublisherTest {

  @Test
  void keepsOneReportPerWatchedDatabaseAndOneOfTheServer(ControlPlane cluster) {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    PostgresMonitor neighbour =
        Samples.create(cluster.client(), monitor.getMetadata().getNamespace(), "orders-2");
    ReportPublisher publisher = new ReportPublisher(cluster.client());
    LedgerResult ledger = Samples.ledger(Samples.finding("a", Severity.HIGH));
    publisher.publish(neighbour, ledger, Optional.of(Set.of("shop")), NOW);

    publisher.publish(monitor, ledger, Optional.of(Set.of("shop", "blog")), NOW);
    // First 10 hex digits of SHA-256, as sha256sum prints them.
    assertThat(reports(cluster, monitor).keySet())
        .containsExactlyInAnyOrder("orders-server", "orders-8d9001d32c", "orders-def53e95f1");
    assertThat(findings(cluster, monitor, "orders-server")).isZero();
    assertThat(
            reports(cluster, monitor).values().stream()
                .filter(r -> "shop".equals(r.getSpec().database())))
        .singleElement()
        .satisfies(r -> assertThat(r.getStatus().findings()).hasSize(1))
        .satisfies(r ->
            assertThat(r.getMetadata().getOwnerReferences())
                .singleElement()
                .matches(o -> o.getController() && !o.getBlockOwnerDeletion()));

    Map<String, String> before = versions(cluster, monitor);
    publisher.publish(monitor, ledger, Optional.of(Set.of("shop", "blog")), NOW.plusSeconds(60));
    new ReportPublisher(cluster.client())
        .publish(monitor, ledger, Optional.of(Set.of("shop", "blog")), NOW.plusSeconds(120));
    assertThat(versions(cluster, monitor)).as("nothing changed").isEqualTo(before);

    publisher.publish(monitor, ledger, Optional.empty(), NOW.plusSeconds(60));
    assertThat(reports(cluster, monitor)).as("the server is down").hasSize(3);
    publisher.publish(monitor, ledger, Optional.of(Set.of("shop")), NOW.plusSeconds(60));
    assertThat(reports(cluster, monitor)).as("blog is no longer watched").hasSize(2);
    assertThat(reports(cluster, neighbour)).hasSize(2);
  }

  @Test
  void makesAReportAnewThatSomebodyDeleted(ControlPlane cluster) {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    ReportPublisher publisher = new ReportPublisher(cluster.client());
    LedgerResult one = Samples.ledger(Samples.finding("a", Severity.HIGH));
    publisher.publish(monitor, one, Optional.of(Set.of("shop")), NOW);
    cluster
        .kubectl("delete", "pgreport", "--all", "-n", monitor.getMetadata().getNamespace())
        .orFail();
    LedgerResult two =
        Samples.ledger(one.state(), NOW, List.of(Samples.finding("a", Severity.LOW)), List.of());
    publisher.publish(monitor, two, Optional.of(Set.of("shop")), NOW.plusSeconds(600));
    assertThat(reports(cluster, monitor)).hasSize(2);
  }

  private static int findings(ControlPlane cluster, PostgresMonitor monitor, String name) {
    return reports(cluster, monitor).get(name).getStatus().summary().total();
  }

  private static Map<String, String> versions(ControlPlane cluster, PostgresMonitor monitor) {
    return reports(cluster, monitor).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> e.getValue().getMetadata().getResourceVersion()));
  }

  private static Map<String, DatabaseReport> reports(
      ControlPlane cluster, PostgresMonitor monitor) {
    return cluster
        .client()
        .resources(DatabaseReport.class)
        .inNamespace(monitor.getMetadata().getNamespace())
        .list()
        .getItems()
        .stream()
        .filter(r -> ReportPublisher.ownedBy(r, monitor))
        .collect(Collectors.toMap(r -> r.getMetadata().getName(), r -> r));
  }
}
