package io.pghealth.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pghealth.postgres.SessionException.Reason;
import io.pghealth.target.Limits;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class PgSessionTest {
  private static final Sql SETTINGS = new Sql("test-settings");
  private static final Sql SLEEP = new Sql("test-sleep");
  private static final Sql TABLES = new Sql("test-tables");

  @OnEveryVersion(why = "start-up options must be known to every major")
  void isReadOnlyBoundedAndNamed(PgServer server) throws SessionException {
    var database = server.createDatabase();
    // What the role and the owner of the database say must not count.
    database.execute(
        "ALTER DATABASE %s SET statement_timeout = 0".formatted(database.name()),
        "ALTER DATABASE %s SET default_transaction_read_only = off".formatted(database.name()),
        "ALTER DATABASE %s SET lock_timeout = 0".formatted(database.name()),
        "ALTER DATABASE %s SET search_path = public, pg_catalog".formatted(database.name()),
        "ALTER DATABASE %s SET quote_all_identifiers = on".formatted(database.name()));
    try (var session =
        new PgSessions(Targets.of(database)).open(server.endpoint(), database.name())) {
      assertThat(session.version().major()).isEqualTo(server.major());
      assertThat(session.query(SETTINGS, row -> row.getString(1) + "=" + row.getString(2)))
          .contains(
              "application_name=pghealth",
              "search_path=pg_catalog",
              "transaction_read_only=on",
              "statement_timeout=15000",
              "lock_timeout=500",
              "idle_in_transaction_session_timeout=20000",
              "client_connection_check_interval=1000",
              "quote_all_identifiers=off");
    }
  }

  @OnOneVersion
  void anOperatorOfTheDatabaseOwnersRunsNothing(PgServer server) throws SessionException {
    var database = server.createDatabase();
    plantEquals(database);
    try (var session =
        new PgSessions(Targets.of(database)).open(server.endpoint(), database.name())) {
      assertThat(session.query(TABLES, row -> row.getString(1), "pg_class")).hasSize(1);
    }
    assertThat(database.number("SELECT count(*) FROM pg_stat_user_functions WHERE calls > 0"))
        .isZero();
    // The trap is a real one: without our start-up options it runs.
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("SELECT relname FROM pg_catalog.pg_class WHERE relname = 'pg_class'::text");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    org.awaitility.Awaitility.await()
        .until(() ->
            database.number("SELECT count(*) FROM pg_stat_user_functions WHERE calls > 0") > 0);
  }

  private static void plantEquals(PgDatabase database) {
    database.execute(
        "CREATE SCHEMA evil",
        "CREATE FUNCTION evil.eq(name, text) RETURNS boolean LANGUAGE plpgsql AS"
            + " 'BEGIN RETURN true; END'",
        "CREATE OPERATOR evil.= (LEFTARG = name, RIGHTARG = text, FUNCTION = evil.eq)",
        "ALTER DATABASE %s SET search_path = evil, pg_catalog".formatted(database.name()));
  }

  @OnOneVersion
  void aStatementThatTakesTooLongIsCancelledByTheServer(PgServer server) throws SessionException {
    var limits = new Limits(Duration.ofMillis(200), Duration.ofMillis(100), 1, 0, 0, 0);
    var database = server.createDatabase();
    var sessions = new PgSessions(Targets.of(database, limits));
    try (var session = sessions.open(server.endpoint(), database.name())) {
      assertThatThrownBy(() -> session.query(SLEEP, row -> 1, 60))
          .isInstanceOfSatisfying(
              SessionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
      assertThat(session.query(SLEEP, row -> 1, 0)).hasSize(1);
    }
  }

  @OnOneVersion
  void noMoreSessionsThanAllowedAreOpenAtATime(PgServer server) throws Exception {
    var limits = new Limits(Duration.ofMillis(200), Duration.ofMillis(100), 1, 0, 0, 0);
    var database = server.createDatabase();
    var sessions = new PgSessions(Targets.of(database, limits));
    var first = sessions.open(server.endpoint(), database.name());
    var second =
        CompletableFuture.supplyAsync(() -> {
          try {
            return sessions.open(server.endpoint(), database.name());
          } catch (SessionException e) {
            throw new AssertionError(e);
          }
        });
    first.query(SLEEP, row -> 1, 0.1);
    assertThat(second).isNotDone();
    first.close();
    first.close();
    try (var session = second.get()) {
      assertThat(session.query(SLEEP, row -> 1, 0)).hasSize(1);
    }
  }

  @OnOneVersion
  void aTextThatTheServerItselfCannotConvertIsNamed(PgServer server) throws SessionException {
    var database = server.createDatabase();
    try (var session =
        new PgSessions(Targets.of(database)).open(server.endpoint(), database.name())) {
      assertThatThrownBy(() -> session.query(new Sql("test-broken"), row -> row.getString(1)))
          .isInstanceOfSatisfying(
              SessionException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.BROKEN_ENCODING));
    }
  }

  @OnOneVersion
  void textThatIsNotUtf8IsReadAsEscapes(PgServer server) throws SessionException {
    var name = "ascii" + System.nanoTime();
    server
        .postgres()
        .execute(
            "CREATE DATABASE %s TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"
                .formatted(name));
    var database = new PgDatabase(server, name);
    database.execute(
        "CREATE FUNCTION broken() RETURNS text LANGUAGE sql AS"
            + " $$ SELECT convert_from('\\x636166e9'::bytea, 'SQL_ASCII') $$",
        "DO $$ BEGIN EXECUTE 'CREATE TABLE \"' || broken() || '\" ()'; END $$",
        "DO $$ BEGIN EXECUTE 'CREATE TABLE \"' || convert_from('\\xc3a9'::bytea, 'SQL_ASCII') ||"
            + " '\" ()'; END $$");
    try (var session = new PgSessions(Targets.of(database)).open(server.endpoint(), name)) {
      assertThat(session.query(new Sql("test-public"), row -> row.getString("relname")))
          .contains("caf\\xE9", "é");
      assertThat(
              session.query(
                  new Sql("test-public"), row -> List.of((String[]) row.getArray(2).getArray())))
          .contains(List.of("caf\\xE9"), List.of("é"));
      assertThat(session.query(TABLES, row -> row.getString(1), "é")).containsExactly("é");
      assertThat(session.query(new Sql("test-any"), row -> row.getString(1), List.of("é")))
          .containsExactly("é");
    }
  }
}
