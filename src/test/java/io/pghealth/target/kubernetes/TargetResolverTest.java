package io.pghealth.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import io.pghealth.target.kubernetes.UnresolvedTargetException.Reason;
import io.pghealth.testing.ControlPlane;
import io.pghealth.testing.TestCertificate;
import io.pghealth.testing.WithControlPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a monitor and its Secrets become, and what is said where they cannot work. */
@WithControlPlane
class TargetResolverTest {
  private static final String PASSWORD = "planted-secret-value";
  private static final String GOOD =
      "connection: {host: db.example}\ncredentialsSecretRef: {name: good}\n";

  @TempDir Path folder;

  private final ControlPlane server;
  private final String namespace;

  TargetResolverTest(ControlPlane server) {
    this.server = server;
    this.namespace = server.namespace();
    secret("good", "Opaque", Map.of("username", "watcher", "password", PASSWORD));
  }

  @Test
  void aShortSpecGetsTheDefaults() throws Exception {
    Target target = resolve(GOOD);
    assertThat(target.primary()).isEqualTo(new Endpoint("db.example", 5432));
    assertThat(target.maintenanceDatabase()).isEqualTo("postgres");
    assertThat(target.replicas()).isEmpty();
    assertThat(target.credentials().user()).isEqualTo("watcher");
    assertThat(target.credentials().password()).isEqualTo(PASSWORD);
    assertThat(target.planCredentials()).isNull();
    assertThat(target.tls().mode()).isEqualTo(Tls.Mode.VERIFY_FULL);
    assertThat(target.schedule().interval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(target.limits().bloatScanBudget()).isEqualTo(2L << 30);
    assertThat(target.databases().accepts("anything")).isTrue();
    assertThat(target.weakAuthentication()).isFalse();
    assertThat(target.toString()).doesNotContain(PASSWORD);
  }

  @Test
  void everyFieldIsRead() throws Exception {
    secret("plans", "kubernetes.io/basic-auth", Map.of("username", "planner", "password", "p"));
    secret("keys", "Opaque", Map.of("login", "other", "pw", "x"));
    server
        .client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName("ca")
                .endMetadata()
                .addToData(
                    "ca.crt",
                    Files.readString(TestCertificate.forHost("localhost", folder).caFile()))
                .build())
        .create();
    Target target =
        resolve(
            """
            connection: {host: p, port: 6432, database: admin}
            credentialsSecretRef: {name: keys, usernameKey: login, passwordKey: pw}
            replicas: [{host: r1}, {host: r1, port: 5433}]
            tls: {mode: verify-ca, caConfigMapRef: {name: ca}}
            databases: {include: ["shop*"], exclude: [shop_old]}
            schedule: {interval: 1m30s, planInterval: 1h, bloatInterval: 2d}
            limits: {statementTimeout: 5s, lockTimeout: 100ms, maxConnections: 3,
              explainsPerCycle: 0, statementsPerDatabase: 7, bloatScanBudget: 512Mi}
            plans: {credentialsSecretRef: {name: plans}, trustedOwners: [app]}
            """);
    assertThat(target.primary()).isEqualTo(new Endpoint("p", 6432));
    assertThat(target.maintenanceDatabase()).isEqualTo("admin");
    assertThat(target.credentials().user()).isEqualTo("other");
    assertThat(target.replicas())
        .containsExactly(new Endpoint("r1", 5432), new Endpoint("r1", 5433));
    assertThat(target.tls().mode()).isEqualTo(Tls.Mode.VERIFY_CA);
    assertThat(target.tls().caPem()).contains("BEGIN CERTIFICATE");
    assertThat(target.databases().accepts("shop_new")).isTrue();
    assertThat(target.databases().accepts("shop_old")).isFalse();
    assertThat(target.schedule().interval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(target.schedule().bloatInterval()).isEqualTo(Duration.ofDays(2));
    assertThat(target.limits().lockTimeout()).isEqualTo(Duration.ofMillis(100));
    assertThat(target.limits().explainsPerCycle()).isZero();
    assertThat(target.limits().bloatScanBudget()).isEqualTo(512L << 20);
    assertThat(target.planCredentials().user()).isEqualTo("planner");
    assertThat(target.trustedOwners()).containsExactly("app");
  }

  @Test
  void aRotatedSecretIsReadAnew() throws Exception {
    TargetResolver resolver = new TargetResolver(server.client(), false);
    assertThat(resolver.resolve(monitor(GOOD)).credentials().password()).isEqualTo(PASSWORD);
    secret("good", "Opaque", Map.of("username", "watcher2", "password", "rotated"));
    assertThat(resolver.resolve(monitor(GOOD)).credentials().user()).isEqualTo("watcher2");
    assertThat(resolver.resolve(monitor(GOOD)).credentials().password()).isEqualTo("rotated");
  }

  @Test
  void weakAuthenticationIsTheOperatorsChoice() throws Exception {
    assertThat(
            new TargetResolver(server.client(), true).resolve(monitor(GOOD)).weakAuthentication())
        .isTrue();
  }

  @Test
  void aMissingSecretIsNamed() {
    refused(
        "connection: {host: db}\ncredentialsSecretRef: {name: nowhere}",
        Reason.SECRET_NOT_FOUND,
        "spec.credentialsSecretRef: Secret \"nowhere\" does not exist in namespace \""
            + namespace
            + "\"; create it");
  }

  @Test
  void aMissingKeyIsNamedWithTheKeysThatAreThere() {
    secret("half", "Opaque", Map.of("username", "watcher", "passwort", PASSWORD));
    refused(
        "connection: {host: db}\ncredentialsSecretRef: {name: half}",
        Reason.SECRET_KEY_MISSING,
        "spec.credentialsSecretRef.passwordKey: Secret \"half\" has no key \"password\", or it is"
            + " empty; its keys are passwort, username");
  }

  @Test
  void aSecretOfAnotherTypeIsNotSentAnywhere() {
    secret("token", "example.com/token", Map.of("username", "u", "password", PASSWORD));
    refused(
        "connection: {host: db}\ncredentialsSecretRef: {name: token}",
        Reason.SECRET_TYPE_REFUSED,
        "spec.credentialsSecretRef: Secret \"token\" is of type example.com/token; only Opaque and"
            + " kubernetes.io/basic-auth are read");
  }

  @Test
  void aSecretOfAnotherNamespaceIsOutOfReach() {
    String other = server.namespace();
    server
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(other)
                .withName("theirs")
                .endMetadata()
                .withStringData(Map.of("username", "u", "password", PASSWORD))
                .build())
        .create();
    refused(
        "connection: {host: db}\ncredentialsSecretRef: {name: theirs}",
        Reason.SECRET_NOT_FOUND,
        "does not exist in namespace \"" + namespace + "\"");
  }

  @Test
  void aLineBreakInTheUserNameIsSaid() {
    secret("break", "Opaque", Map.of("username", "watcher\n", "password", PASSWORD));
    refused(
        "connection: {host: db}\ncredentialsSecretRef: {name: break}",
        Reason.SECRET_INVALID,
        "has a line break or another control character in it");
  }

  @Test
  void certificatesMustBeCertificates() {
    secret("junk", "Opaque", Map.of("ca.crt", PASSWORD));
    refused(
        GOOD + "tls: {caSecretRef: {name: junk}}",
        Reason.CERTIFICATE_INVALID,
        "spec.tls.caSecretRef: key \"ca.crt\" holds no certificate in PEM");
    refused(
        GOOD + "tls: {caConfigMapRef: {name: nowhere}}",
        Reason.CONFIG_MAP_NOT_FOUND,
        "spec.tls.caConfigMapRef: ConfigMap \"nowhere\" does not exist");
    refused(
        GOOD + "tls: {clientCertSecretRef: {name: junk}}",
        Reason.SECRET_KEY_MISSING,
        "spec.tls.clientCertSecretRef: Secret \"junk\" has no key \"tls.crt\"");
  }

  /** An older definition may still be installed, without the newer one's rules. */
  @Test
  void whatTheSchemaRefusesIsRefusedHereToo() {
    refused("credentialsSecretRef: {name: good}", Reason.SPEC_REFUSED, "spec.connection: missing");
    refused("connection: {host: db}", Reason.SPEC_REFUSED, "spec.credentialsSecretRef: missing");
    refused(
        GOOD.replace("db.example}", "db, port: 70000}"),
        Reason.SPEC_REFUSED,
        "spec.connection: port 70000 is not between 1 and 65535");
    refused(
        GOOD + "schedule: {interval: 4s}",
        Reason.SPEC_REFUSED,
        "spec.schedule.interval: \"4s\" must be at least 5s");
    refused(
        GOOD + "schedule: {interval: abc}",
        Reason.SPEC_REFUSED,
        "spec.schedule.interval: \"abc\" is not a duration");
    refused(
        GOOD + "limits: {lockTimeout: 2s}",
        Reason.SPEC_REFUSED,
        "spec.limits.lockTimeout: \"2s\" must be longer than 0 and below 1s");
    refused(
        GOOD + "limits: {bloatScanBudget: lots}",
        Reason.SPEC_REFUSED,
        "spec.limits.bloatScanBudget: \"lots\" is not a size");
    refused(
        GOOD + "tls: {mode: prefer}",
        Reason.SPEC_REFUSED,
        "spec.tls.mode: \"prefer\" is none of verify-full, verify-ca, require, disable");
    refused(
        GOOD + "replicas: [{host: r}, {host: db.example}]",
        Reason.SPEC_REFUSED,
        "spec.replicas[1]: db.example:5432 is declared twice");
  }

  private void refused(String spec, Reason reason, String message) {
    assertThatExceptionOfType(UnresolvedTargetException.class)
        .isThrownBy(() -> resolve(spec))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(PASSWORD));
  }

  private Target resolve(String spec) throws UnresolvedTargetException {
    return new TargetResolver(server.client(), false).resolve(monitor(spec));
  }

  private PostgresMonitor monitor(String spec) {
    PostgresMonitor monitor =
        Serialization.unmarshal("spec:\n" + spec.indent(2), PostgresMonitor.class);
    monitor.getMetadata().setNamespace(namespace);
    monitor.getMetadata().setName("orders");
    return monitor;
  }

  private void secret(String name, String type, Map<String, String> values) {
    server
        .client()
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withType(type)
                .withStringData(values)
                .build())
        .createOr(existing -> existing.update());
  }
}
