package io.pghealth.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.Tools;
import io.pghealth.testing.WithControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real API server takes the definitions, and refuses with a clear message what cannot work. */
@WithControlPlane
class CrdServerTest {
  private static final String GOOD = "connection: {host: db}, credentialsSecretRef: {name: s}";

  private final ControlPlane server;

  @TempDir Path folder;

  CrdServerTest(ControlPlane server) {
    this.server = server;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", connection: {host: '::1', port: 65535}",
        ", schedule: {interval: 5s, planInterval: 1ms, bloatInterval: 2w}",
        ", schedule: {interval: 4s1000ms}",
        ", limits: {lockTimeout: 999ms, statementTimeout: 10m, bloatScanBudget: 1.5Gi}",
        ", checks: {unusedIndex: {enabled: false, minSize: '0', observationWindow: 0s}}",
        ", tls: {mode: disable}",
        ", replicas: [{host: r1}, {host: r1, port: 5433}], suspend: true",
      })
  void takesWhatWorks(String more) throws IOException {
    String spec = more.startsWith(", connection") ? GOOD.substring(23) + more : GOOD + more;
    assertThat(create(spec)).contains("created (server dry run)");
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of(GOOD.replace("db}", "db, port: 70000}"), "spec.connection.port", "65535"),
        Arguments.of(GOOD.replace("db}", "db, port: 0}"), "spec.connection.port", "equal to 1"),
        Arguments.of(GOOD.replace("db}", "''}"), "spec.connection.host", "at least 1 chars"),
        Arguments.of(GOOD.replace("db}", "'postgresql://db'}"), "spec.connection.host", "match"),
        Arguments.of(GOOD.substring(24), "spec", "set connection: {host: ..., port: ...}"),
        Arguments.of("connection: {host: db}", "spec", "set credentialsSecretRef: {name: ...}"),
        Arguments.of(GOOD + ", clusterRef: {name: c}", "spec.clusterRef", "unknown field"),
        Arguments.of(interval("0s"), "spec.schedule.interval", "interval must be at least 5s"),
        Arguments.of(interval("4s999ms"), "spec.schedule.interval", "must be at least 5s"),
        Arguments.of(interval("abc"), "spec.schedule.interval", "write a duration: numbers with"),
        Arguments.of(interval("-5m"), "spec.schedule.interval", "write a duration: numbers with"),
        Arguments.of(interval("'60'"), "spec.schedule.interval", "write a duration: numbers with"),
        Arguments.of(
            interval("99999999999999999999w"), "spec.schedule.interval", "write a duration:"),
        Arguments.of(
            GOOD + ", limits: {lockTimeout: 600ms600ms}",
            "spec.limits.lockTimeout",
            "below 1s, such as 500ms"),
        Arguments.of(
            GOOD + ", limits: {bloatScanBudget: lots}",
            "spec.limits.bloatScanBudget",
            "write a size in bytes"),
        Arguments.of(
            GOOD + ", checks: {unusedIndx: {enabled: false}}",
            "spec.checks.unusedIndx",
            "unknown field"),
        Arguments.of(
            GOOD + ", checks: {unusedIndex: {minSise: 1Mi}}",
            "spec.checks.unusedIndex.minSise",
            "unknown field"),
        Arguments.of(
            GOOD + ", checks: {unusedIndex: {minSize: lots}}",
            "spec.checks.unusedIndex.minSize",
            "write a size in bytes"),
        Arguments.of(
            GOOD + ", checks: {planRegression: {minLoadSharePercent: 101}}",
            "spec.checks.planRegression.minLoadSharePercent",
            "less than or equal to 100"),
        Arguments.of(
            GOOD + ", tls: {mode: prefer}",
            "spec.tls.mode",
            "\"verify-full\", \"verify-ca\", \"require\", \"disable\""),
        Arguments.of(
            GOOD + ", tls: {caSecretRef: {name: a}, caConfigMapRef: {name: b}}",
            "spec.tls",
            "set only one of caSecretRef and caConfigMapRef"),
        Arguments.of(
            GOOD + ", tls: {mode: disable, caSecretRef: {name: a}}",
            "spec.tls",
            "mode disable uses no certificate"),
        Arguments.of(
            GOOD + ", tls: {mode: require, caSecretRef: {name: a}}",
            "spec.tls",
            "mode require checks no certificate"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesWhatCannotWork(String spec, String field, String message) throws IOException {
    assertThat(create(spec)).contains(field).contains(message).doesNotContain("created");
  }

  @Test
  void asksForASpec() throws IOException {
    assertThat(
            dryRun(
                "{apiVersion: pghealth.io/v1alpha1, kind: PostgresMonitor, metadata: {name: a}}"))
        .contains("spec: Required value");
  }

  @Test
  void explainsEachFieldAndItsDefault() {
    assertThat(server.kubectl("explain", "pgmon.spec.checks.unusedIndex").orFail().out())
        .contains("enabled", "observationWindow", "Default:", "14d.", "minSize");
    assertThat(server.kubectl("explain", "pgmon.spec.connection").orFail().out())
        .contains("DNS name or IP address of the primary");
  }

  @Test
  void listsByShortNameAndCategory() throws IOException {
    String namespace = server.namespace();
    server.kubectl("create", "-n", namespace, "-f", file(manifest(GOOD))).orFail();
    assertThat(server.kubectl("get", "pgmon", "-n", namespace).orFail().out())
        .containsPattern("NAME +READY +FINDINGS +CRITICAL +HIGH +LAST-CHECK +AGE");
    assertThat(server.kubectl("get", "pghealth", "-n", namespace).orFail().out())
        .contains("postgresmonitor.pghealth.io/orders");
  }

  private static String interval(String value) {
    return GOOD + ", schedule: {interval: " + value + "}";
  }

  private String create(String spec) throws IOException {
    return dryRun(manifest(spec));
  }

  private String dryRun(String manifest) throws IOException {
    Tools.Result result = server.kubectl("create", "--dry-run=server", "-f", file(manifest));
    return result.out() + result.err();
  }

  private String file(String manifest) throws IOException {
    return Files.writeString(folder.resolve("monitor.yaml"), manifest).toString();
  }

  private static String manifest(String spec) {
    return "{apiVersion: pghealth.io/v1alpha1, kind: PostgresMonitor, metadata: {name: orders},"
        + " spec: {"
        + spec
        + "}}";
  }
}
