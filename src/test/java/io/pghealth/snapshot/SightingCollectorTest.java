package io.pghealth.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.Session;
import io.pghealth.snapshot.SightingFacts.Seen;
import io.pghealth.target.Credentials;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

/** Who is seen at what, on real servers. */
class SightingCollectorTest {

  @OnEveryVersion(why = "what becomes of the query id of a session's last statement")
  void aSessionIsSeenAtItsLastStatementByWhoMaySeeIt(PgServer server) throws Exception {
    PgDatabase database = server.createDatabase();
    try (Connection named = database.connect();
        Connection nameless = database.connect();
        Connection committed = database.connect();
        Connection ours = database.connect();
        Statement of = named.createStatement();
        Statement ofNobody = nameless.createStatement();
        Statement ofTransaction = committed.createStatement();
        Statement ofOurs = ours.createStatement()) {
      ofOurs.execute("SET application_name = 'pghealth'");
      ofOurs.execute("SELECT 1 AS one");
      of.execute("SET application_name = 'shop; \"web\"'");
      of.execute("SELECT 1 AS one");
      ofNobody.execute("SET application_name = ''");
      ofNobody.execute("SELECT 1 AS one");
      ofTransaction.execute("SET application_name = 'late'");
      ofTransaction.execute("BEGIN");
      ofTransaction.execute("SELECT 1 AS one");
      ofTransaction.execute("COMMIT");

      List<Seen> seen = seen(server, database, "IN ROLE pg_monitor");
      Seen shop =
          seen.stream()
              .filter(s -> s.application().equals("shop; \"web\""))
              .findFirst()
              .orElseThrow();
      assertThat(shop.databaseId())
          .isEqualTo(
              database.number("SELECT oid FROM pg_database WHERE datname = current_database()"));
      assertThat(shop.ago()).isBetween(java.time.Duration.ZERO, java.time.Duration.ofMinutes(10));
      assertThat(seen)
          .noneMatch(s -> s.application().isEmpty() || s.application().equals("pghealth"));
      assertThat(seen)
          .as("a transaction's end is a statement of its own")
          .noneMatch(s -> s.application().equals("late") && s.queryId() == shop.queryId());

      Seen again =
          seen(server, database, "IN ROLE pg_monitor").stream()
              .filter(s -> s.application().equals(shop.application()))
              .findFirst()
              .orElseThrow();
      assertThat(again.session()).isEqualTo(shop.session());
      assertThat(again.queryId()).isEqualTo(shop.queryId());
      assertThat(again.ago()).as("idle since").isGreaterThan(shop.ago());

      assertThat(seen(server, database, ""))
          .as("hidden from a role that may only connect")
          .isEmpty();
    }
  }

  private static List<Seen> seen(PgServer server, PgDatabase database, String options)
      throws Exception {
    Credentials role = server.createRole(options);
    try (Session session =
        new PgSessions(Targets.of(server, role)).open(server.endpoint(), database.name())) {
      Collected<SightingFacts> read = new SightingCollector().collect(session);
      assertThat(read.missing()).isNull();
      return read.toOptional().orElseThrow().sessions();
    }
  }
}
