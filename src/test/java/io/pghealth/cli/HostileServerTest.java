package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.postgres.FakeServer;
import org.junit.jupiter.api.Test;

/** Servers that no real one can stand in for: too old, or saying what must not be repeated. */
class HostileServerTest {

  @Test
  void aServerOlderThan14IsRefused() {
    try (var server = FakeServer.ofVersion("13.22")) {
      CommandRun run = check(server);

      CommandLineTest.assertRefused(run, "the server is older than PostgreSQL 14");
      assertThat(run.err()).contains("13.22");
    }
  }

  @Test
  void whatAnUnknownServerSaysIsNotRepeated() {
    try (var server = FakeServer.refusing("28P01", "planted\u001b[2J words")) {
      CommandRun run = check(server);

      CommandLineTest.assertRefused(run, "refused the user name or password");
      assertThat(run.everything()).doesNotContain("planted", "\u001b", "s3cret");
    }
  }

  @Test
  void aPasswordInClearIsNotSent() {
    try (var server = FakeServer.askingForPassword(3)) {
      CommandLineTest.assertRefused(check(server), "the server asked for a password in clear");
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    try (var server = FakeServer.mute()) {
      CommandLineTest.assertRefused(check(server), "did not answer in time");
    }
  }

  private static CommandRun check(FakeServer server) {
    return CommandRun.of(
        "check",
        "--url",
        "postgresql://app:s3cret@" + server.endpoint() + "/shop?sslmode=disable&connect_timeout=1");
  }
}
