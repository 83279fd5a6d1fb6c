package io.pghealth.publish;

import static io.pghealth.publish.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.pghealth.api.DatabaseReport;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.api.PostgresMonitorStatus;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.LedgerResult;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Remedy;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.WithControlPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a hostile database can put into names, messages and SQL, against the real API server. */
@WithControlPlane
class HostileStatusTest {
  private static final String FORGED = "FORGED";

  @Test
  void theServerTakesItAndNoNameForgesALine(ControlPlane cluster) {
    KubernetesClient client = cluster.client();
    PostgresMonitor monitor = Samples.create(client, cluster.namespace(), "orders");
    List<String> hostile = hostile();
    List<Finding> findings = new ArrayList<>();
    List<NotAssessed> missing = new ArrayList<>();
    for (String name : hostile) {
      Finding.Builder builder =
          Finding.of("UnusedIndex", Severity.HIGH, io.pghealth.finding.Confidence.LOW)
              .database("shop")
              .object(new ObjectRef(ObjectKind.INDEX, name, name, name))
              .statements(java.util.Collections.nCopies(100, name))
              .causedBy(name)
              .message(name + " is unused")
              .impact(name)
              .fix(new Fix(List.of("DROP INDEX x", name), name))
              .undo(new Fix(List.of(name), null));
      for (int i = 0; i < 60; i++) {
        builder.evidence("e" + i + name, name);
      }
      findings.add(builder.build());
      missing.add(
          NotAssessed.object(
              "UnusedIndex",
              "shop",
              new ObjectRef(ObjectKind.TABLE, name, name, null),
              name,
              new Remedy(List.of(name), name)));
    }
    LedgerResult ledger = Samples.ledger(LedgerState.empty(), NOW, findings, missing);
    PostgresMonitorStatus status =
        StatusBuilder.from(null, 1, NOW)
            .ready(Verdict.no("Hostile", hostile.getFirst()))
            .ledger(ledger, null)
            .checkedAt(NOW)
            .build();
    patch(client, monitor, status);
    new ReportPublisher(client).publish(monitor, ledger, Optional.of(Set.of("shop")), NOW);

    PostgresMonitorStatus stored = client.resource(monitor).get().getStatus();
    assertThat(StatusWrites.worth(stored, status)).as("it reads back as it was written").isFalse();
    String namespace = monitor.getMetadata().getNamespace();
    for (String kind : List.of("pgmon", "pgreport")) {
      String describe = cluster.kubectl("describe", kind, "-n", namespace).orFail().out();
      assertThat(describe).contains(FORGED);
      assertThat(describe.lines().map(String::strip))
          .as("lines of kubectl describe %s", kind)
          .noneMatch(line -> line.startsWith(FORGED));
      assertThat(describe.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl))
          .isTrue();
    }
  }

  @Test
  void theLargestReportIsTaken(ControlPlane cluster) {
    KubernetesClient client = cluster.client();
    PostgresMonitor monitor = Samples.create(client, cluster.namespace(), "orders");
    List<Finding> findings = new ArrayList<>();
    List<NotAssessed> missing = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      findings.add(
          Samples.builder("i" + i, Severity.HIGH)
              .message("日".repeat(2_000))
              .fix(new Fix(List.of("s".repeat(8_000), "t".repeat(8_000)), "n".repeat(2_000)))
              .build());
      missing.add(
          NotAssessed.object(
              "UnusedIndex",
              "shop",
              ObjectRef.index("public", "m" + i, "t"),
              "日".repeat(2_000),
              Remedy.sql("g".repeat(8_000))));
    }
    LedgerResult ledger = Samples.ledger(LedgerState.empty(), NOW, findings, missing);
    new ReportPublisher(client).publish(monitor, ledger, Optional.of(Set.of("shop")), NOW);
    DatabaseReport report =
        client
            .resources(DatabaseReport.class)
            .inNamespace(monitor.getMetadata().getNamespace())
            .withName(new ReportBuilder().name("orders", "shop"))
            .get();
    assertThat(report.getStatus().summary().total()).isEqualTo(700);
    assertThat(report.getStatus().findings().size() + report.getStatus().truncated().findings())
        .isEqualTo(700);
    assertThat(report.getStatus().findings()).hasSizeGreaterThan(100);
  }

  private static void patch(
      KubernetesClient client, PostgresMonitor monitor, PostgresMonitorStatus status) {
    PostgresMonitor patch = new PostgresMonitor();
    patch.getMetadata().setNamespace(monitor.getMetadata().getNamespace());
    patch.getMetadata().setName(monitor.getMetadata().getName());
    patch.setStatus(status);
    client
        .resource(patch)
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager("pghealth")
                .withForce(true)
                .build(),
            patch);
  }

  private static List<String> hostile() {
    Random random = new Random(9);
    List<String> names = new ArrayList<>();
    for (String separator : List.of("\n", "\r", "\r\n", "\u2028", "\u0085", "\u000b", "\f", "\0")) {
      names.add("x" + separator + FORGED + ":  True");
    }
    names.add("\u001b[2K" + FORGED);
    names.add("\"';-- " + FORGED + " {{}} %s \\n");
    names.add("\ud800" + FORGED + "\udc00");
    names.add("🐘".repeat(3_000));
    names.add("日\n".repeat(3_000));
    names.add("");
    for (int i = 0; i < 20; i++) {
      StringBuilder name = new StringBuilder();
      for (int j = 0; j < 50; j++) {
        name.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x30 : 0x3000));
        if (random.nextInt(10) == 0) {
          name.append("\n").append(FORGED);
        }
      }
      names.add("x" + name);
    }
    return names;
  }
}
