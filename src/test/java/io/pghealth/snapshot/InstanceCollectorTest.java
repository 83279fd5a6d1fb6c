package io.pghealth.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.InstanceFacts.DatabaseFacts;
import io.pghealth.snapshot.InstanceFacts.StandbyFacts;
import io.pghealth.target.Credentials;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.awaitility.Awaitility;

class InstanceCollectorTest {
  private final InstanceCollector collector = new InstanceCollector();

  @OnEveryVersion(why = "views and their privileges differ, and a role that may only CONNECT reads")
  void primaryAndStandbySayWhoTheyAre(PgServer shared) throws Exception {
    try (var primary = PgServer.start(shared.major())) {
      var lowly = primary.createRole("");
      primary
          .postgres()
          .execute(
              "CREATE DATABASE closed",
              "REVOKE CONNECT ON DATABASE closed FROM PUBLIC",
              "CREATE DATABASE never ALLOW_CONNECTIONS false",
              "SELECT pg_create_physical_replication_slot('s1')",
              "SELECT pg_create_physical_replication_slot('idle')",
              "CREATE TABLE t ()");
      try (var replica = primary.replica("primary_slot_name = 's1'", "cluster_name = 'second'")) {
        var seen = known(primary, primary.superuser());
        var hidden = known(primary, lowly);
        assertThat(seen.version().major()).isEqualTo(shared.major());
        assertThat(seen.standby()).isFalse();
        assertThat(seen.lsn()).isPositive();
        assertThat(seen.timeline()).isEqualTo(1);
        assertThat(seen.address()).isEqualTo("127.0.0.1");
        assertThat(seen.serverTime()).isAfter(seen.postmasterStart());
        assertThat(seen.databases())
            .extracting(DatabaseFacts::name, DatabaseFacts::mayConnect)
            .containsExactly(
                org.assertj.core.groups.Tuple.tuple("closed", true),
                org.assertj.core.groups.Tuple.tuple("postgres", true));
        assertThat(hidden.databases())
            .extracting(DatabaseFacts::name, DatabaseFacts::mayConnect)
            .containsExactly(
                org.assertj.core.groups.Tuple.tuple("closed", false),
                org.assertj.core.groups.Tuple.tuple("postgres", true));
        assertThat(seen.systemIdentifier())
            .isEqualTo(
                primary.postgres().value("SELECT system_identifier FROM pg_control_system()"))
            .isEqualTo(hidden.systemIdentifier());
        assertThat(seen.standbys().toOptional().orElseThrow())
            .containsExactly(new StandbyFacts("127.0.0.1", "second", "s1"));

        var unknown = hidden.standbys().missing();
        assertThat(unknown.reason()).isEqualTo("1 standby is hidden");
        primary.postgres().execute(unknown.remedy().sql().toArray(String[]::new));
        assertThat(known(primary, lowly).standbys()).isEqualTo(seen.standbys());

        var standby = known(replica, replica.superuser());
        assertThat(standby.standby()).isTrue();
        assertThat(standby.systemIdentifier()).isEqualTo(seen.systemIdentifier());
        assertThat(standby.lsn()).isPositive();
        assertThat(standby.receiverSlot()).isEqualTo("s1");
        assertThat(standby.standbys()).isEqualTo(Collected.known(List.of()));
        replica.awaitReplayOf(primary);
        assertThat(known(replica, lowly).receiverSlot()).isEqualTo("s1");
      }
    }
  }

  @OnOneVersion
  void aStatisticsResetShows(PgServer shared) throws Exception {
    var database = shared.createDatabase();
    database.execute("SELECT pg_stat_reset()");
    Awaitility.await()
        .until(() ->
            known(shared, shared.superuser()).databases().stream()
                .anyMatch(d -> d.name().equals(database.name()) && d.statisticsReset() != null));
  }

  @OnOneVersion
  void withoutStandbysNobodyIsHidden(PgServer shared) throws Exception {
    assertThat(known(shared, shared.createRole("")).standbys())
        .isEqualTo(Collected.known(List.of()));
  }

  @OnOneVersion
  void aRevokedControlFunctionIsToldWithItsGrant(PgServer shared) throws Exception {
    try (var server = PgServer.start(shared.major())) {
      var lowly = server.createRole("");
      server.postgres().execute("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
      var unknown = collect(server, lowly).missing();
      assertThat(unknown.reason()).isEqualTo("permission denied");
      server.postgres().execute(unknown.remedy().sql().toArray(String[]::new));
      assertThat(collect(server, lowly)).isInstanceOf(Collected.Known.class);
    }
  }

  @OnOneVersion
  void aTableThatIsBeingRewrittenHoldsNothingUp(PgServer shared) throws Exception {
    var database = shared.createDatabase().execute("CREATE TABLE busy ()");
    try (Connection rewriting = database.connect();
        Statement statement = rewriting.createStatement()) {
      rewriting.setAutoCommit(false);
      statement.execute("LOCK TABLE busy IN ACCESS EXCLUSIVE MODE");
      assertThat(collect(shared, shared.superuser())).isInstanceOf(Collected.Known.class);
      rewriting.rollback();
    }
  }

  private InstanceFacts known(PgServer server, Credentials role) throws SessionException {
    return collect(server, role).toOptional().orElseThrow();
  }

  private Collected<InstanceFacts> collect(PgServer server, Credentials role)
      throws SessionException {
    var target =
        new Target(
            server.endpoint(),
            "postgres",
            List.of(),
            role,
            null,
            List.of(),
            new Tls(Tls.Mode.DISABLE, null, null, null),
            DatabaseFilter.all(),
            Limits.defaults(),
            Schedule.defaults(),
            false);
    try (var session = new PgSessions(target).open(server.endpoint(), "postgres")) {
      return collector.collect(session);
    }
  }
}
