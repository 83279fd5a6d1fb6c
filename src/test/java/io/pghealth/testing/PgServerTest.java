package io.pghealth.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pghealth.target.Credentials;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

class PgServerTest {
  private static final String COUNTED =
      "SELECT n_tup_ins FROM pg_stat_user_tables WHERE relname = 'orders'";
  private static final String STARTED = "SELECT pg_postmaster_start_time()";

  @OnEveryVersion(why = "the binaries and the settings of each major are its own")
  void isTheMajorItSaysWithStatementsTrackedAndPasswordsAskedFor(PgServer server) {
    var database = server.createDatabase().execute("CREATE EXTENSION pg_stat_statements");
    assertThat(database.number("SELECT current_setting('server_version_num')::int / 10000"))
        .isEqualTo(server.major());
    assertThat(database.number("SELECT count(*) FROM pg_stat_statements")).isPositive();
    assertThat(
            database.column(
                "SELECT DISTINCT auth_method FROM pg_hba_file_rules WHERE type = 'host'"))
        .containsExactly("scram-sha-256");
    assertThatIllegalStateException()
        .isThrownBy(() -> database.connect(new Credentials("postgres", "wrong")))
        .withMessageContaining("password authentication failed");
    var role = server.createRole("CONNECTION LIMIT 1");
    assertThat(database.connect(role)).isNotNull();
  }

  @OnEveryVersion(why = "functions that make a base backup were renamed in 15")
  void aReplicaReallyReplays(PgServer shared) {
    try (var primary = PgServer.start(shared.major())) {
      var database = primary.createDatabase().execute("CREATE TABLE orders (id int)");
      try (var replica = primary.replica("hot_standby_feedback = on")) {
        database.execute("INSERT INTO orders SELECT generate_series(1, 1000)");
        replica.awaitReplayOf(primary);
        var copy = new PgDatabase(replica, database.name());
        assertThat(copy.number("SELECT count(*) FROM orders")).isEqualTo(1000);
        assertThat(copy.value("SELECT pg_is_in_recovery()")).isEqualTo("t");
        assertThat(copy.value("SHOW hot_standby_feedback")).isEqualTo("on");
        assertThat(primary.postgres().column("SELECT state FROM pg_stat_replication"))
            .containsExactly("streaming");
      }
    }
  }

  @OnEveryVersion(why = "15 moved statistics into shared memory")
  void aKilledBackendLosesTheCountersButNeitherDataNorStartTime(PgServer shared) {
    try (var server = PgServer.start(shared.major())) {
      var database =
          server
              .createDatabase()
              .execute("CREATE TABLE orders (id int)", "INSERT INTO orders VALUES (1)");
      Awaitility.await().until(() -> database.number(COUNTED) == 1);
      String started = database.value(STARTED);
      server.killBackend();
      assertThat(database.number("SELECT count(*) FROM orders")).isEqualTo(1);
      assertThat(database.number("SELECT coalesce(sum(n_tup_ins), 0) FROM pg_stat_user_tables"))
          .isZero();
      assertThat(database.value(STARTED)).isEqualTo(started);
    }
  }

  @OnOneVersion
  void aRestartKeepsCountersAndPort(PgServer shared) {
    try (var server = PgServer.start(shared.major(), "work_mem = '7MB' # with a blank")) {
      var database =
          server
              .createDatabase()
              .execute("CREATE TABLE orders (id int)", "INSERT INTO orders VALUES (1)");
      Awaitility.await().until(() -> database.number(COUNTED) == 1);
      String started = database.value(STARTED);
      server.restart();
      assertThat(database.number(COUNTED)).isEqualTo(1);
      assertThat(database.value(STARTED)).isNotEqualTo(started);
      assertThat(database.value("SHOW work_mem")).isEqualTo("7MB");
    }
  }

  @OnOneVersion
  void tlsIsRefusedByTheClientWhenTheNameIsAnother(PgServer shared, @TempDir Path folder)
      throws SQLException {
    var right = TestCertificate.forHost("localhost", folder);
    try (var server = PgServer.startWithTls(shared.major(), right)) {
      try (var connection = DriverManager.getConnection(tls(server, right));
          var rows =
              connection
                  .createStatement()
                  .executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
        assertThat(rows.next() && rows.getBoolean(1)).isTrue();
      }
    }
    var wrong = TestCertificate.forHost("elsewhere.example", folder);
    try (var server = PgServer.startWithTls(shared.major(), wrong)) {
      assertThatThrownBy(() -> DriverManager.getConnection(tls(server, wrong)).close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("could not be verified");
    }
  }

  @OnOneVersion
  void aSharedServerRefusesWhatOtherTestsWouldFeel(PgServer shared) {
    assertThatIllegalStateException()
        .isThrownBy(shared::restart)
        .withMessageContaining("of your own");
    assertThatIllegalStateException()
        .isThrownBy(shared::replica)
        .withMessageContaining("of your own");
    assertThatIllegalStateException()
        .isThrownBy(shared::killBackend)
        .withMessageContaining("of your own");
  }

  private static String tls(PgServer server, TestCertificate certificate) {
    return "jdbc:postgresql://localhost:%d/postgres?user=%s&password=%s&sslmode=verify-full&sslrootcert=%s"
        .formatted(
            server.endpoint().port(),
            server.superuser().user(),
            server.superuser().password(),
            certificate.caFile());
  }

  @OnOneVersion
  void statementsOfADatabaseAndOfARoleMakeRoom(PgServer server) {
    PgDatabase gone = server.createDatabase().execute("SELECT 1 AS marker_of_gone");
    PgDatabase stays = server.createDatabase().execute("CREATE EXTENSION pg_stat_statements");
    Credentials role = server.createRole("");
    stays.execute("SELECT 1 AS marker_of_stays");

    server.forgetStatements(gone, role);

    assertThat(
            stays.column(
                "SELECT query FROM pg_stat_statements WHERE query LIKE 'SELECT $1 AS marker_of_%'"))
        .containsExactly("SELECT $1 AS marker_of_stays");
  }
}
