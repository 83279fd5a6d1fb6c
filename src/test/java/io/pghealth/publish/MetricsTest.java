package io.pghealth.publish;

import static io.pghealth.publish.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.pghealth.finding.LedgerResult;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.NotAssessed;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Remedy;
import io.pghealth.testing.NeedsTools;
import io.pghealth.testing.Tools;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** On the registry that Quarkus brings, which Micrometer has deprecated for its newer one. */
@SuppressWarnings("deprecation")
class MetricsTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Metrics metrics = new Metrics(registry);

  @Test
  void countsOpenFindingsByTheLabelsOfTheContract() {
    publish(
        NOW,
        Samples.ledger(
            Samples.finding("a", Severity.HIGH),
            Samples.finding("b", Severity.HIGH),
            Samples.finding("c", Severity.LOW)));
    assertThat(value("pghealth_findings", "shop", "UnusedIndex", "high")).isEqualTo(2);
    assertThat(value("pghealth_findings", "shop", "UnusedIndex", "low")).isEqualTo(1);
    assertThat(registry.scrape())
        .contains(
            "pghealth_findings{check=\"UnusedIndex\",database=\"shop\",monitor=\"orders\","
                + "namespace=\"prod\",severity=\"high\",} 2.0");
  }

  @Test
  void leavesOutWhatAnotherFindingExplains() {
    var cause = Samples.finding("a", Severity.MEDIUM);
    publish(
        NOW,
        Samples.ledger(
            cause, Samples.builder("b", Severity.HIGH).causedBy(cause.fingerprint()).build()));
    assertThat(registry.scrape()).doesNotContain("severity=\"high\"");
  }

  @Test
  void theResolvedGoesToZeroAndIsDroppedLater() {
    publish(NOW, Samples.ledger(Samples.finding("a", Severity.HIGH)));
    publish(NOW.plusSeconds(60), Samples.ledger());
    assertThat(value("pghealth_findings", "shop", "UnusedIndex", "high")).isZero();
    publish(NOW.plusSeconds(599), Samples.ledger());
    assertThat(value("pghealth_findings", "shop", "UnusedIndex", "high")).isZero();
    publish(NOW.plusSeconds(600), Samples.ledger());
    assertThat(registry.scrape()).doesNotContain("pghealth_findings{");
    publish(NOW.plusSeconds(660), Samples.ledger(Samples.finding("a", Severity.HIGH)));
    assertThat(value("pghealth_findings", "shop", "UnusedIndex", "high")).isEqualTo(1);
  }

  @Test
  void saysWhatIsNotAssessedWhatIsUpAndWhatItCost() {
    publish(
        NOW,
        Samples.ledger(
            LedgerState.empty(),
            NOW,
            List.of(),
            List.of(
                NotAssessed.wholly("UnusedIndex", "shop", "too young", Remedy.none()),
                NotAssessed.wholly("UnusedIndex", null, "no", Remedy.none()))));
    metrics.instances("prod", "orders", Map.of("db:5432", true, "replica:5432", false), NOW);
    metrics.instances("prod", "orders", Map.of("db:5432", true, "other:5432", false), NOW);
    metrics.success("prod", "orders", NOW);
    metrics.cycle(Duration.ofMillis(1500));
    metrics.cost("prod", "orders", 12, Duration.ofMillis(250));
    metrics.cost("prod", "orders", 3, Duration.ofMillis(250));
    assertThat(registry.scrape())
        .contains(
            "pghealth_not_assessed{check=\"UnusedIndex\",database=\"shop\",monitor=\"orders\",namespace=\"prod\",} 1.0",
            "pghealth_not_assessed{check=\"UnusedIndex\",database=\"\",monitor=\"orders\",namespace=\"prod\",} 1.0",
            "pghealth_monitor_up{instance=\"db:5432\",monitor=\"orders\",namespace=\"prod\",} 1.0",
            "pghealth_monitor_up{instance=\"other:5432\",monitor=\"orders\",namespace=\"prod\",} 0.0",
            "pghealth_cycle_seconds_count 1.0",
            "pghealth_cycle_seconds_sum 1.5",
            "pghealth_server_statements_total{monitor=\"orders\",namespace=\"prod\",} 15.0",
            "pghealth_server_statement_seconds_total{monitor=\"orders\",namespace=\"prod\",} 0.5")
        .doesNotContain("instance=\"replica:5432\"");
    assertThat(
            registry
                .get("pghealth.last.success.timestamp.seconds")
                .tags("namespace", "prod", "monitor", "orders")
                .gauge()
                .value())
        .isEqualTo(NOW.getEpochSecond());
  }

  @Test
  void goesWithItsMonitorAndLeavesTheOthers() {
    saysWhatIsNotAssessedWhatIsUpAndWhatItCost();
    publish(NOW, Samples.ledger(Samples.finding("a", Severity.HIGH)));
    metrics.ledger("prod", "other", Samples.ledger(Samples.finding("a", Severity.HIGH)), NOW);
    metrics.remove("prod", "orders");
    assertThat(registry.scrape())
        .doesNotContain("monitor=\"orders\"")
        .contains("monitor=\"other\"");
    metrics.remove("prod", "never there");
  }

  @Test
  void neverThrows() {
    assertThatCode(
            () -> {
              metrics.ledger(null, null, null, null);
              metrics.instances("a", "b", null, NOW);
              metrics.success("a", "b", null);
              metrics.cycle(null);
              metrics.cost("a", "b", -1, null);
              metrics.remove(null, null);
            })
        .doesNotThrowAnyException();
    registry.gauge("pghealth.monitor.up", 1);
    assertThatCode(() -> metrics.instances("a", "b", Map.of("x", true), NOW))
        .as("somebody else has the name with other labels")
        .doesNotThrowAnyException();
  }

  @Test
  @NeedsTools("promtool")
  void promtoolAcceptsTheWholePage() throws Exception {
    PrometheusMeterRegistry whole = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    whole.config().meterFilter(MetricNames.filter());
    new ProcessorMetrics().bindTo(whole);
    new JvmMemoryMetrics().bindTo(whole);
    new JvmThreadMetrics().bindTo(whole);
    new UptimeMetrics().bindTo(whole);
    try (JvmGcMetrics gc = new JvmGcMetrics()) {
      gc.bindTo(whole);
      Metrics all = new Metrics(whole);
      LedgerResult ledger =
          Samples.ledger(
              LedgerState.empty(),
              NOW,
              List.of(Samples.finding("a", Severity.HIGH)),
              List.of(NotAssessed.wholly("UnusedIndex", "we\"ird\n\\é", "no", Remedy.none())));
      all.ledger("prod", "orders", ledger, NOW);
      all.instances("prod", "orders", Map.of("[::1]:5432", true), NOW);
      all.success("prod", "orders", NOW);
      all.cycle(Duration.ofMillis(3));
      all.cost("prod", "orders", 1, Duration.ofMillis(3));
      String page = whole.scrape();
      assertThat(page).contains("pghealth_not_assessed", "system_cpu_usage");
      assertThat(promtool(page)).isEmpty();
    }
    assertThat(promtool("# HELP x_count a\n# TYPE x_count gauge\nx_count 1\n"))
        .as("promtool complains where there is something to complain about")
        .isNotEmpty();
  }

  private static String promtool(String page) throws Exception {
    Process process =
        new ProcessBuilder(Tools.find("promtool").orElseThrow().toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(page.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    return exit == 0 ? output : output + "exit " + exit;
  }

  private void publish(Instant at, LedgerResult ledger) {
    metrics.ledger("prod", "orders", ledger, at);
  }

  private double value(String name, String database, String check, String severity) {
    var matcher =
        Pattern.compile(
                Pattern.quote(
                        name
                            + "{check=\""
                            + check
                            + "\",database=\""
                            + database
                            + "\",monitor=\"orders\",namespace=\"prod\",severity=\""
                            + severity
                            + "\",} ")
                    + "(\\S+)")
            .matcher(registry.scrape());
    assertThat(matcher.find()).as(registry.scrape()).isTrue();
    return Double.parseDouble(matcher.group(1));
  }
}
