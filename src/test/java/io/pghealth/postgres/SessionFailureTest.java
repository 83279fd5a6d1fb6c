package io.pghealth.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pghealth.postgres.SessionException.Reason;
import io.pghealth.target.Credentials;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Limits;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.TestCertificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that fail: each for one of the fixed reasons, and without a word of the server's. */
class SessionFailureTest {
  private static final Credentials ROLE = new Credentials("watcher", "s3cret-of-watcher");
  private static final Limits SHORT =
      new Limits(Duration.ofMillis(200), Duration.ofMillis(100), 1, 0, 0, 0);

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void aServerThatAsksForAWeakPasswordGetsNone(int how) {
    try (var server = FakeServer.askingForPassword(how)) {
      assertThat(failure(server.endpoint(), ROLE, Targets.PLAIN).reason())
          .isEqualTo(Reason.WEAK_AUTHENTICATION);
      assertThat(String.join("", server.heard()))
          .contains("watcher")
          .doesNotContain("s3cret", "md5");
    }
  }

  @Test
  void onlyTheOperatorsFlagAnswersAWeakPasswordRequest() {
    try (var server = FakeServer.askingForPassword(3)) {
      Target strict = Targets.of(server.endpoint(), ROLE, Targets.PLAIN, SHORT);
      Target weak =
          new Target(
              strict.primary(),
              strict.maintenanceDatabase(),
              strict.replicas(),
              ROLE,
              null,
              strict.trustedOwners(),
              strict.tls(),
              strict.databases(),
              strict.limits(),
              strict.schedule(),
              true);
      failure(weak, "postgres");
      assertThat(String.join("", server.heard())).contains("s3cret-of-watcher");
    }
  }

  @Test
  @Timeout(60)
  void aServerThatNeverAnswersIsGivenUp() {
    try (var server = FakeServer.mute()) {
      var target = Targets.of(server.endpoint(), ROLE, Targets.PLAIN, SHORT);
      var sessions = new PgSessions(target, Duration.ofSeconds(1));
      var e =
          catchThrowableOfType(
              SessionException.class, () -> sessions.open(server.endpoint(), "postgres").close());
      assertThat(e.reason()).isEqualTo(Reason.TIMEOUT);
    }
  }

  @Test
  void aServerThatIsTooOldIsNotRead() {
    try (var server = FakeServer.ofVersion("13.14")) {
      var e = failure(server.endpoint(), ROLE, Targets.PLAIN);
      assertThat(e.reason()).isEqualTo(Reason.TOO_OLD);
      assertThat(e).hasMessageContaining("13.14");
      // It refused the first attempt, for a parameter that it does not know.
      assertThat(server.met()).isEqualTo(2);
    }
  }

  @Test
  void aServerNewerThanAnyKnownIsTakenAsTheNewest() throws SessionException {
    try (var server = FakeServer.ofVersion("27devel")) {
      var target = Targets.of(server.endpoint(), ROLE, Targets.PLAIN, SHORT);
      try (var session = new PgSessions(target).open(server.endpoint(), "postgres")) {
        assertThat(session.version().major()).isEqualTo(27);
        assertThat(new Sql("explain-generic").text(session.version())).contains("GENERIC_PLAN");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "28P01, WRONG_PASSWORD",
    "53300, TOO_MANY_CONNECTIONS",
    "57P03, STARTING_UP",
    "08P01, POOLER",
    "42501, NO_CONNECT_PRIVILEGE",
    "XX000, OTHER",
    "give me your password, OTHER",
  })
  void whatAServerSaysBeforeItKnowsUsIsNeverRepeated(String state, Reason reason) {
    try (var server = FakeServer.refusing(state, "call 0900-PLANTED now")) {
      var e = failure(server.endpoint(), ROLE, Targets.PLAIN);
      assertThat(e.reason()).isEqualTo(reason);
      assertThat(e).hasNoCause();
      assertThat(e.toString() + e.sqlState()).doesNotContain("PLANTED", "password now", "give me");
    }
  }

  @Test
  void nobodyListensThere() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(failure(new Endpoint("127.0.0.1", port), ROLE, Targets.PLAIN).reason())
        .isEqualTo(Reason.UNREACHABLE);
    assertThat(failure(new Endpoint("no-such-host.invalid", 5432), ROLE, Targets.PLAIN).reason())
        .isEqualTo(Reason.UNKNOWN_HOST);
  }

  @OnOneVersion
  void whatARealServerRefuses(PgServer server) {
    var role = server.createRole("");
    var closed = server.createDatabase();
    server.postgres().execute("REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(closed.name()));
    var postgres = server.postgres();
    assertThat(failure(Targets.of(closed, role), closed.name()).reason())
        .isEqualTo(Reason.NO_CONNECT_PRIVILEGE);
    assertThat(failure(Targets.of(postgres, role), "nowhere").reason())
        .isEqualTo(Reason.NO_SUCH_DATABASE);
    var wrong = new Credentials(role.user(), "s3cret-but-wrong");
    var e = failure(Targets.of(postgres, wrong), "postgres");
    assertThat(e.reason()).isEqualTo(Reason.WRONG_PASSWORD);
    assertThat(e.toString()).doesNotContain("s3cret");
    var none = new Credentials(role.user(), null);
    assertThat(failure(Targets.of(postgres, none), "postgres").reason())
        .isEqualTo(Reason.NO_PASSWORD);
    var injected = new Credentials(role.user() + "\0options\0-c search_path=public", "x");
    assertThat(failure(Targets.of(postgres, injected), "postgres").reason())
        .isEqualTo(Reason.OTHER);
    var demanded = new Tls(Tls.Mode.REQUIRE, null, null, null);
    assertThat(failure(server.endpoint(), role, demanded).reason())
        .isEqualTo(Reason.TLS_NOT_OFFERED);
  }

  @OnOneVersion
  void certificatesAreChecked(PgServer shared, @TempDir Path folder) throws Exception {
    var right = TestCertificate.forHost("localhost", Files.createDirectory(folder.resolve("a")));
    var other = TestCertificate.forHost("localhost", Files.createDirectory(folder.resolve("b")));
    var wrongHost = TestCertificate.forHost("elsewhere.example", folder);
    String bundle =
        Files.readString(other.caFile()) + "\n# two\n" + Files.readString(right.caFile());
    Path hba =
        Files.writeString(
            folder.resolve("pg_hba.conf"),
            """
            hostssl all localhost 127.0.0.1/32 cert
            host all all 127.0.0.1/32 scram-sha-256
            """);
    try (var server =
        PgServer.startWithTls(
            shared.major(),
            right,
            "ssl_ca_file = '" + right.caFile() + "'",
            "hba_file = '" + hba + "'")) {
      var database = server.postgres();
      opens(database, server.superuser(), tls(Tls.Mode.VERIFY_FULL, bundle));
      opens(database, server.superuser(), tls(Tls.Mode.VERIFY_CA, bundle));
      opens(database, server.superuser(), tls(Tls.Mode.REQUIRE, null));
      opens(database, server.superuser(), tls(Tls.Mode.PREFER, null));
      opens(database, server.superuser(), tls(Tls.Mode.DISABLE, null));
      for (String ca : new String[] {Files.readString(other.caFile()), null}) {
        assertThat(refusal(database, tls(Tls.Mode.VERIFY_FULL, ca)))
            .isEqualTo(Reason.TLS_UNTRUSTED);
      }
      assertThat(refusal(database, tls(Tls.Mode.REQUIRE, Files.readString(other.caFile()))))
          .isEqualTo(Reason.TLS_UNTRUSTED);
      assertThat(refusal(database, tls(Tls.Mode.VERIFY_FULL, "nonsense")))
          .isEqualTo(Reason.TLS_FAILED);

      database.execute("CREATE ROLE localhost LOGIN");
      var client =
          new Tls(
              Tls.Mode.VERIFY_FULL,
              bundle,
              Files.readString(right.chainFile()),
              Files.readString(right.keyFile()));
      opens(database, new Credentials("localhost", null), client);
    }
    try (var server = PgServer.startWithTls(shared.major(), wrongHost)) {
      String ca = Files.readString(wrongHost.caFile());
      assertThat(refusal(server.postgres(), tls(Tls.Mode.VERIFY_FULL, ca)))
          .isEqualTo(Reason.TLS_WRONG_HOST);
      opens(server.postgres(), server.superuser(), tls(Tls.Mode.VERIFY_CA, ca));
    }
  }

  private static Tls tls(Tls.Mode mode, String ca) {
    return new Tls(mode, ca, null, null);
  }

  private static void opens(PgDatabase database, Credentials role, Tls tls)
      throws SessionException {
    var endpoint = database.server().endpoint();
    var target = Targets.of(endpoint, role, tls, Limits.defaults());
    try (var session = new PgSessions(target).open(endpoint, database.name())) {
      assertThat(session.query(new Sql("current-role"), row -> row.getString(1)))
          .containsExactly(role.user());
    }
  }

  private static Reason refusal(PgDatabase database, Tls tls) {
    return failure(database.server().endpoint(), database.server().superuser(), tls).reason();
  }

  private static SessionException failure(Endpoint endpoint, Credentials role, Tls tls) {
    return failure(Targets.of(endpoint, role, tls, SHORT), "postgres");
  }

  private static SessionException failure(Target target, String database) {
    var sessions = new PgSessions(target);
    var e =
        catchThrowableOfType(
            SessionException.class, () -> sessions.open(target.primary(), database).close());
    assertThat(e).as("nothing was refused").isNotNull();
    return e;
  }
}
