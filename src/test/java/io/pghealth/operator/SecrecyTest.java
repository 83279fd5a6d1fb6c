package io.pghealth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.pghealth.api.MonitorState;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.api.PostgresMonitorStatus;
import io.pghealth.api.ReportedFinding;
import io.pghealth.target.Credentials;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.WithControlPlane;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;

/** No password, and no literal of a statement, comes out anywhere. */
@WithControlPlane
class SecrecyTest {
  private static final String COMMON = "sown-common-value";
  private static final List<String> PLANTED =
      List.of(
          COMMON,
          "sown-rare-value",
          "sown-password-of-a-role",
          "sown-literal-of-a-block",
          "sown-comment",
          "sown-wrong-password");

  private final ControlPlane kubernetes;
  private final String namespace;
  private final Captured logs = new Captured();

  SecrecyTest(ControlPlane kubernetes) {
    this.kubernetes = kubernetes;
    this.namespace = kubernetes.namespace();
  }

  @OnOneVersion
  void nothingPlantedComesOut(PgServer server, @TempDir Path folder) throws Exception {
    PgDatabase shop = shop(server);
    Credentials role = server.createRole("IN ROLE pg_monitor");
    shop.execute("GRANT SELECT ON orders TO " + role.user());
    List<String> everything = new ArrayList<>();
    Logger.getLogger("").addHandler(logs);
    try (OperatorRun operator = OperatorRun.start(kubernetes.client(), namespace)) {
      secret(role.user(), role.password());
      monitor(server, shop);
      work(shop);
      patience().until(() -> found().contains("UnusedIndex"));
      shop.execute("DROP INDEX orders_note_idx");
      patience()
          .until(() -> {
            work(shop);
            return found().containsAll(Set.of("UnusedIndex", "PlanRegression"));
          });
      everything.addAll(objects());
      everything.addAll(operator.meters());

      secret(role.user(), "sown-wrong-password");
      patience().until(() -> objects().toString().contains("refused the user name or password"));
      everything.addAll(objects());
    } finally {
      Logger.getLogger("").removeHandler(logs);
    }
    everything.addAll(logs.lines);
    everything.addAll(commandLine(shop, role, folder));

    List<String> planted = new ArrayList<>(PLANTED);
    planted.add(role.password());
    assertThat(everything).as("what could be read").hasSizeGreaterThan(20);
    for (String secret : planted) {
      assertThat(everything).noneMatch(text -> text.contains(secret));
      String encoded =
          Base64.getEncoder()
              .encodeToString(secret.getBytes(StandardCharsets.UTF_8))
              .substring(0, 8);
      assertThat(everything).noneMatch(text -> text.contains(encoded));
    }
  }

  private static PgDatabase shop(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE EXTENSION pg_stat_statements",
            "CREATE TABLE orders (id int PRIMARY KEY, note text, placed int)",
            "INSERT INTO orders SELECT i, CASE WHEN i % 10 = 0 THEN '"
                + COMMON
                + "' ELSE md5(i::text)"
                + " END, i FROM generate_series(1, 100000) i",
            "CREATE INDEX idle_idx ON orders (placed)",
            "CREATE INDEX orders_note_idx ON orders (note)",
            "ANALYZE orders",
            "CREATE ROLE sown_" + System.nanoTime() + " PASSWORD 'sown-password-of-a-role'",
            "DO $$ BEGIN PERFORM 'sown-literal-of-a-block'; END $$",
            "SET application_name = 'sown-literal-of-a-block'");
  }

  /** One statement, many times; its index goes while this goes on. */
  private static void work(PgDatabase shop) {
    String[] calls =
        Collections.nCopies(
                60, "SELECT placed /* sown-comment */ FROM orders WHERE note = 'sown-rare-value'")
            .toArray(String[]::new);
    shop.execute(calls);
  }

  /** Everything that the operator has written, states unpacked. */
  private List<String> objects() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String kind : List.of("pgmon", "pgreport", "pgstate", "events.v1.events.k8s.io")) {
      texts.add(kubernetes.kubectl("get", kind, "-n", namespace, "-o", "json").orFail().out());
      texts.add(kubernetes.kubectl("describe", kind, "-n", namespace).orFail().out());
    }
    for (MonitorState state :
        kubernetes
            .client()
            .resources(MonitorState.class)
            .inNamespace(namespace)
            .list()
            .getItems()) {
      if (state.getSpec().parts() == 1) {
        texts.add(unpacked(state.getSpec().data()));
      }
    }
    return texts;
  }

  private static String unpacked(String data) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(data)))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).as("the state is what was unpacked").contains("evidence");
      return text;
    }
  }

  private static List<String> commandLine(PgDatabase shop, Credentials role, Path folder)
      throws IOException, InterruptedException {
    List<String> outputs = new ArrayList<>();
    String url = shop.uri(role);
    Path history = folder.resolve("history");
    outputs.add(pghealth("check", "--url", url, "--history", history.toString()));
    work(shop);
    outputs.add(
        pghealth("check", "--url", url, "--history", history.toString(), "--output", "json"));
    outputs.add(pghealth("grants", "--url", url));
    outputs.add(pghealth("check", "--url", url.replace(role.password(), "sown-wrong-password")));
    outputs.add(pghealth("check", "--url", url.replace("postgresql://", "postgresq://")));
    outputs.add(pghealth("check", "--url", url + "?sslmode=nonsense"));
    outputs.add(pghealth("check", "--url", url + "x", "--output", "json"));
    return outputs;
  }

  /** What a process of its own prints, on both streams. */
  private static String pghealth(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), io.pghealth.Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(output).isNotBlank();
    return output;
  }

  private Set<String> found() {
    PostgresMonitorStatus status =
        kubernetes
            .client()
            .resources(PostgresMonitor.class)
            .inNamespace(namespace)
            .withName("orders")
            .get()
            .getStatus();
    return status.findings().stream().map(ReportedFinding::check).collect(Collectors.toSet());
  }

  private void secret(String user, String password) {
    kubernetes
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("watcher")
                .endMetadata()
                .withStringData(Map.of("username", user, "password", password))
                .build())
        .createOr(existing -> existing.update());
  }

  private void monitor(PgServer server, PgDatabase database) {
    kubernetes
        .client()
        .resource(
            Serialization.unmarshal(
                """
                apiVersion: pghealth.io/v1alpha1
                kind: PostgresMonitor
                metadata: {name: orders, namespace: %s}
                spec:
                  connection: {host: 127.0.0.1, port: %d}
                  credentialsSecretRef: {name: watcher}
                  tls: {mode: disable}
                  databases: {include: [%s]}
                  schedule: {interval: 5s, planInterval: 5s}
                  checks: {unusedIndex: {observationWindow: 1s}, planRegression: {minLoadSharePercent: 0}}
                """
                    .formatted(namespace, server.endpoint().port(), database.name()),
                PostgresMonitor.class))
        .create();
  }

  private static org.awaitility.core.ConditionFactory patience() {
    return await().atMost(Duration.ofSeconds(180)).ignoreExceptions();
  }

  /** Every log line, exceptions with all their causes included. */
  private static final class Captured extends Handler {
    final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    Captured() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord event) {
      StringBuilder line = new StringBuilder(String.valueOf(event.getMessage()));
      if (event.getParameters() != null) {
        line.append(List.of(event.getParameters()));
      }
      for (Throwable t = event.getThrown(); t != null; t = t.getCause()) {
        line.append('\n').append(t);
      }
      lines.add(line.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
