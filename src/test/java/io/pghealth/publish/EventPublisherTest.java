package io.pghealth.publish;

import static io.pghealth.publish.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.finding.Finding;
import io.pghealth.finding.LedgerResult;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.Severity;
import io.pghealth.finding.Transition;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.WithControlPlane;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@WithControlPlane
class EventPublisherTest {

  @Test
  void tellsWhatHappenedOnceHoweverOftenItIsAsked(ControlPlane cluster) {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    EventPublisher publisher = new EventPublisher(cluster.client(), "pghealth-0");
    LedgerResult one =
        Samples.ledger(Samples.finding("a", Severity.HIGH), Samples.finding("b", Severity.LOW));

    List<Transition> done = publisher.publish(monitor, one.state().unpublished());
    assertThat(one.state().published(done).unpublished()).isEmpty();
    // Killed before it could remember: another process does it again, in another order.
    List<Transition> again = new ArrayList<>(one.state().unpublished());
    Collections.reverse(again);
    assertThat(new EventPublisher(cluster.client(), "pghealth-1").publish(monitor, again))
        .containsExactlyInAnyOrderElementsOf(done);

    assertThat(events(cluster, monitor))
        .extracting(e -> e.getType() + " " + e.getReason() + " " + e.getAction())
        .containsExactlyInAnyOrder("Warning UnusedIndex Opened", "Normal UnusedIndex Opened");
    assertThat(events(cluster, monitor))
        .allSatisfy(e -> {
          assertThat(e.getNote()).startsWith("Opened: index ");
          assertThat(e.getReportingInstance()).isEqualTo("pghealth-0");
          assertThat(e.getRegarding().getUid()).isEqualTo(monitor.getMetadata().getUid());
        });
    String describe =
        cluster
            .kubectl("describe", "pgmon", "orders", "-n", monitor.getMetadata().getNamespace())
            .orFail()
            .out();
    assertThat(describe).contains("Warning  UnusedIndex").contains("Opened: index a of orders");
  }

  @Test
  void tellsEachStepOfALifeAndNothingOfEasing(ControlPlane cluster) {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    EventPublisher publisher = new EventPublisher(cluster.client(), "pghealth-0");
    LedgerState state = LedgerState.empty();
    List<List<Finding>> life =
        List.of(
            List.of(Samples.finding("a", Severity.MEDIUM)),
            List.of(Samples.finding("a", Severity.CRITICAL)),
            List.of(Samples.finding("a", Severity.LOW)),
            List.of(),
            List.of());
    for (int i = 0; i < life.size(); i++) {
      state = Samples.ledger(state, NOW.plusSeconds(60L * i), life.get(i), List.of()).state();
      state = state.published(publisher.publish(monitor, state.unpublished()));
      assertThat(state.unpublished()).isEmpty();
    }
    assertThat(events(cluster, monitor))
        .extracting(e -> e.getType() + " " + e.getAction())
        .containsExactlyInAnyOrder("Normal Opened", "Warning Escalated", "Normal Resolved");
    assertThat(events(cluster, monitor))
        .extracting(Event::getNote)
        .anyMatch(n -> n.startsWith("Escalated (medium to critical): "))
        .anyMatch(n -> n.startsWith("Resolved: "));
  }

  @Test
  void theServerTakesEveryNoteAndItIsOneLine(ControlPlane cluster) {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    EventPublisher publisher = new EventPublisher(cluster.client(), "p".repeat(300));
    Finding finding =
        Samples.builder("x\nType:  Warning", Severity.HIGH)
            .message("names\nin lines " + "日".repeat(2_000))
            .build();
    LedgerState state = Samples.ledger(finding).state();
    assertThat(publisher.publish(monitor, state.unpublished())).hasSize(1);
    assertThat(events(cluster, monitor))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getNote()).startsWith("Opened: names\\nin lines").endsWith("…");
          assertThat(e.getNote().getBytes(StandardCharsets.UTF_8).length).isBetween(1_000, 1_024);
        });
  }

  @Test
  void manyOfOneCycleBecomeTheWorstAndOneMore(ControlPlane cluster) {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    EventPublisher publisher = new EventPublisher(cluster.client(), "pghealth-0");
    List<Finding> findings = new ArrayList<>();
    IntStream.range(0, 60).forEach(i -> findings.add(Samples.finding("i" + i, Severity.LOW)));
    findings.add(Samples.finding("worst", Severity.CRITICAL));
    LedgerState state = Samples.ledger(LedgerState.empty(), NOW, findings, List.of()).state();
    assertThat(publisher.publish(monitor, state.unpublished())).hasSize(61);
    assertThat(publisher.publish(monitor, state.unpublished())).hasSize(61);
    assertThat(events(cluster, monitor)).hasSize(25);
    assertThat(events(cluster, monitor))
        .anyMatch(e -> e.getNote().contains("index worst"))
        .filteredOn(e -> e.getReason().equals("MoreFindings"))
        .singleElement()
        .satisfies(e -> assertThat(e.getNote()).startsWith("Opened 37 more (UnusedIndex 37)"));
  }

  @Test
  void aServerThatDoesNotAnswerOrForbidsIsTriedAgainAndFailsNothing(ControlPlane cluster) {
    PostgresMonitor monitor = Samples.create(cluster.client(), cluster.namespace(), "orders");
    List<Transition> unpublished =
        Samples.ledger(Samples.finding("a", Severity.HIGH)).state().unpublished();
    Config nobody =
        new ConfigBuilder()
            .withMasterUrl("https://127.0.0.1:1")
            .withRequestRetryBackoffLimit(0)
            .withConnectionTimeout(1_000)
            .build();
    try (KubernetesClient silent = new KubernetesClientBuilder().withConfig(nobody).build()) {
      assertThat(new EventPublisher(silent, "p").publish(monitor, unpublished)).isEmpty();
    }
    String namespace = monitor.getMetadata().getNamespace();
    cluster.kubectl("create", "serviceaccount", "narrow", "-n", namespace).orFail();
    Config narrow = Config.fromKubeconfig(cluster.kubeconfigOf(namespace, "narrow").toFile());
    try (KubernetesClient forbidden = new KubernetesClientBuilder().withConfig(narrow).build()) {
      assertThat(new EventPublisher(forbidden, "p").publish(monitor, unpublished)).isEmpty();
    }
    assertThat(new EventPublisher(cluster.client(), "p").publish(monitor, unpublished)).hasSize(1);
  }

  private static List<Event> events(ControlPlane cluster, PostgresMonitor monitor) {
    return cluster
        .client()
        .events()
        .v1()
        .events()
        .inNamespace(monitor.getMetadata().getNamespace())
        .list()
        .getItems();
  }
}
