package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pghealth.check.CheckRun.Seen;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.history.History;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** One holder is named, wherever it is; what the scenarios cannot set up. */
class XminHorizonHeldTest {
  private static final String BURN =
      "CREATE PROCEDURE burn() LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..20 LOOP"
          + " PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$";

  private static final String ASLEEP =
      " WHERE query = 'SELECT pg_sleep(60)' AND wait_event = 'PgSleep'";

  @OnOneVersion
  void aTransactionOfAnotherDatabaseIsNamedWhereItHoldsThisOne(PgServer server) throws Exception {
    PgDatabase mine = server.createDatabase().execute(BURN);
    PgDatabase other = server.createDatabase().execute("CREATE TABLE t (i int)");
    CheckRun run = run(mine, "10");
    try (Connection writer = other.connect();
        Connection reader = other.connect();
        Connection here = mine.connect()) {
      begin(reader, "SELECT count(*) FROM t");
      mine.execute("CALL burn()");
      assertThat(run.now().findings()).as("another database's reader holds nothing here").isEmpty();

      begin(writer, "INSERT INTO t VALUES (1)");
      reader.rollback();
      Thread running =
          Thread.startVirtualThread(() -> {
            try (var statement = here.createStatement()) {
              statement.execute("SELECT pg_sleep(60)");
            } catch (SQLException e) {
              // It is ended below.
            }
          });
      await("a statement of this database")
          .until(() -> mine.number("SELECT count(*) FROM pg_stat_activity" + ASLEEP) == 1);
      mine.execute("CALL burn()");

      Finding found = run.now().of("PostgreSQL JDBC Driver");
      assertThat(found.message()).contains("in database " + other.name()).contains("20 trans");
      run.mend(found);
      mine.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity" + ASLEEP);
      running.join();
      assertThat(run.now().findings()).isEmpty();
    }
  }

  @OnOneVersion
  void aSnapshotThatIsKeptIsNamedAndNotTheTransactionThatItSaw(PgServer server) throws Exception {
    PgDatabase mine = server.createDatabase().execute(BURN);
    PgDatabase other = server.createDatabase().execute("CREATE TABLE t (i int)");
    CheckRun run = run(mine, "10");
    try (Connection writer = other.connect();
        Connection here = mine.connect()) {
      begin(writer, "INSERT INTO t VALUES (1)");
      begin(here, "SELECT 1");
      mine.execute("CALL burn()");

      Finding found = run.now().of("PostgreSQL JDBC Driver");
      assertThat(found.message()).contains("in database " + mine.name());
      run.mend(found);
      assertThat(run.now().findings()).as("the other database's holds nothing here").isEmpty();
    }
  }

  @Test
  void aStandbyIsNamedOnceWithAndWithoutASlot() throws Exception {
    try (PgServer primary = PgServer.start(17)) {
      PgDatabase database =
          primary
              .postgres()
              .execute(
                  BURN,
                  "CREATE TABLE t (i int)",
                  "SELECT pg_create_physical_replication_slot('nearby')");
      CheckRun run = run(database, "10");
      try (PgServer standby =
              primary.replica(
                  "hot_standby_feedback = on",
                  "wal_receiver_status_interval = 1",
                  "primary_slot_name = nearby");
          Connection reader = standby.postgres().connect()) {
        begin(reader, "SELECT count(*) FROM t");
        await("feedback")
            .until(() ->
                database.number("SELECT count(*) FROM pg_replication_slots WHERE xmin IS NOT NULL")
                    == 1);
        database.execute("CALL burn()");

        assertThat(run.now().findings())
            .singleElement()
            .satisfies(f -> assertThat(f.object().name()).isEqualTo("nearby"))
            .satisfies(f -> assertThat(f.fix().sql()).isEmpty())
            .satisfies(f -> assertThat(f.message()).contains("by hot_standby_feedback"));
      }
      try (PgServer standby =
              primary.replica(
                  "hot_standby_feedback = on",
                  "wal_receiver_status_interval = 1",
                  "cluster_name = far");
          Connection reader = standby.postgres().connect()) {
        database.execute("SELECT pg_drop_replication_slot('nearby')");
        begin(reader, "SELECT count(*) FROM t");
        await("feedback")
            .until(() ->
                database.number(
                        "SELECT count(*) FROM pg_stat_replication WHERE backend_xmin IS NOT NULL")
                    == 1);
        database.execute("CALL burn()");

        assertThat(run.now().findings())
            .singleElement()
            .satisfies(f -> assertThat(f.object().kind().text()).isEqualTo("instance"))
            .satisfies(f -> assertThat(f.message()).startsWith("standby far at 127.0.0.1"));

        reader.rollback();
        await("a connection that is older than what it feeds back")
            .until(() ->
                database.number(
                        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walsender'"
                            + " AND query_start < now() - interval '2 s'")
                    == 1);
        begin(reader, "SELECT count(*) FROM t");
        database.execute("CALL burn()");
        assertThat(
                CheckRun.of(new XminHorizonHeld(), database)
                    .with("minAge", "2s")
                    .with("minTransactions", "0")
                    .now()
                    .findings())
            .as("how long it has been connected says nothing")
            .isEmpty();
      }
    }
  }

  @OnOneVersion
  void timeComesFromWhatEarlierCyclesSaw(PgServer server) throws Exception {
    PgDatabase database = server.createDatabase().execute(BURN, "CREATE TABLE t (i int)");
    CheckRun run =
        CheckRun.of(new XminHorizonHeld(), database)
            .with("minTransactions", "0")
            .with("minAge", "2h");
    Instant now = Instant.now();
    try (Connection holder = database.connect()) {
      begin(holder, "INSERT INTO t VALUES (1)");
      database.execute("CALL burn()");
      Seen first = run.at(now.minus(Duration.ofHours(3)), History.empty());
      assertThat(first.findings()).isEmpty();

      // Its own time says that it began seconds ago, whatever our clock says.
      assertThat(run.at(now, first.history()).findings()).isEmpty();
    }
    if (server.major() < 17) {
      return;
    }
    assertThat(run.now().notAssessed()).isEmpty();
  }

  @OnOneVersion
  void zeroLeavesAThresholdOut(PgServer server) throws Exception {
    PgDatabase database = server.createDatabase().execute(BURN, "CREATE TABLE t (i int)");
    try (Connection holder = database.connect()) {
      begin(holder, "INSERT INTO t VALUES (1)");
      database.execute("CALL burn()");
      CheckRun run = CheckRun.of(new XminHorizonHeld(), database).with("minAge", "0s");

      assertThat(run.with("minTransactions", "0").now().findings()).isEmpty();
      assertThat(run.with("minTransactions", "20").now().findings())
          .singleElement()
          .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.MEDIUM));
      assertThat(run.with("minTransactions", "21").now().findings()).isEmpty();
    }
  }

  private static CheckRun run(PgDatabase database, String transactions) {
    return CheckRun.of(new XminHorizonHeld(), database)
        .with("minAge", "0s")
        .with("minTransactions", transactions);
  }

  private static void begin(Connection connection, String sql) throws Exception {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
