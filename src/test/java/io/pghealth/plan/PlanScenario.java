package io.pghealth.plan;

import io.pghealth.check.Facts;
import io.pghealth.check.PlanRegression;
import io.pghealth.check.PlanRegressionSettings;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.history.History;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.InstanceFacts.DatabaseFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.snapshot.StatementCollector;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.target.Credentials;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import io.pghealth.target.Tls;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One database under load, observed at chosen instants: counters, plans, check, as a cycle does it.
 */
final class PlanScenario {
  static final PlanRegressionSettings DEFAULTS = new PlanRegressionSettings(100, 20, 1);

  final PgServer server;
  final PgDatabase database;
  final Credentials monitor;
  final Credentials application;
  PlanHistory history = PlanHistory.empty();
  PlanObservation seen;
  StatementFacts facts;
  Instant now = Instant.parse("2026-11-24T10:00:00Z");
  Limits limits = Limits.defaults();
  private long oid;

  PlanScenario(PgServer server, String... ddl) {
    this.server = server;
    this.database = server.createDatabase();
    this.application = server.createRole("");
    this.monitor = server.createRole("");
    database.execute("CREATE EXTENSION pg_stat_statements");
    database.execute(ddl);
    // What autovacuum sees of the rows after ANALYZE would renew the statistics at any moment.
    database.execute(
        "SET pg_stat_statements.track = none",
        """
        DO $$ DECLARE statement text; BEGIN
          FOR statement IN
            SELECT pg_catalog.format('ALTER TABLE %s SET (autovacuum_enabled = off)', c.oid::regclass)
            FROM pg_catalog.pg_class c
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
          LOOP EXECUTE statement; END LOOP;
        END $$
        """);
    database.execute(
        "GRANT pg_monitor TO " + monitor.user(),
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO " + application.user(),
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + monitor.user());
    oid = database.number("SELECT oid FROM pg_database WHERE datname = current_database()");
  }

  Target target() {
    return new Target(
        server.endpoint(),
        "postgres",
        List.of(),
        monitor,
        null,
        List.of(),
        new Tls(Tls.Mode.DISABLE, null, null, null),
        DatabaseFilter.all(),
        limits,
        Schedule.defaults(),
        false);
  }

  /** Runs a query of the application so many times, each of these arguments in turn. */
  void run(int times, String sql, Object... arguments) {
    try (Connection connection = database.connect(application)) {
      run(connection, times, sql, arguments);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static void run(Connection connection, int times, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < times; i++) {
        if (arguments.length > 0) {
          statement.setObject(1, arguments[i % arguments.length]);
        }
        statement.execute();
      }
    }
  }

  /** A cycle, a minute after the last one. */
  Assessment observe() {
    return observe(Duration.ofMinutes(1));
  }

  Assessment observe(Duration later) {
    return observe(later, DEFAULTS);
  }

  Assessment observe(Duration later, PlanRegressionSettings settings) {
    now = now.plus(later);
    database.awaitShown();
    PgSessions sessions = new PgSessions(target());
    facts =
        collected()
            .toOptional()
            .orElseThrow(() -> new AssertionError(collected().missing().toString()));
    history =
        history.advance(facts, Map.of(oid, database.name()), now, limits.statementsPerDatabase());
    seen =
        new PlanObserver(sessions)
            .observe(target(), named(), facts, history, limits.explainsPerCycle(), now);
    history = history.observed(seen, target().schedule().planInterval());
    return assess(settings);
  }

  Collected<StatementFacts> collected() {
    try (Session session = new PgSessions(target()).open(server.endpoint(), database.name())) {
      return new StatementCollector().collect(session);
    } catch (SessionException e) {
      throw new IllegalStateException(e);
    }
  }

  Assessment assess(PlanRegressionSettings settings) {
    DatabaseSnapshot snapshot = snapshot();
    return new PlanRegression()
        .assess(
            new Facts(
                new Snapshot(
                    now,
                    List.of(
                        new InstanceSnapshot(
                            server.endpoint(), Collected.unknown("", Remedy.none()))),
                    List.of(snapshot),
                    Collected.known(facts)),
                snapshot,
                History.empty().withPlans(history),
                target()),
            settings);
  }

  private DatabaseFacts named() {
    return new DatabaseFacts(oid, database.name(), null, true);
  }

  private DatabaseSnapshot snapshot() {
    return new DatabaseSnapshot(
        oid,
        database.name(),
        Collected.known(new IndexFacts(Map.of(), List.of(), List.of(), null)),
        Map.of());
  }

  /** The followed statement whose shown text holds this. */
  io.pghealth.history.StatementHistory statement(String text) {
    return history.databases().get(database.name()).statements().stream()
        .filter(s -> s.text() != null && s.text().contains(text))
        .findFirst()
        .orElseThrow(() ->
            new AssertionError(
                "no statement with "
                    + text
                    + " in "
                    + history.databases().get(database.name()).statements().stream()
                        .map(s -> s.kind() + " " + s.text())
                        .toList()));
  }

  static Finding only(Assessment assessment) {
    if (assessment.findings().size() != 1) {
      throw new AssertionError(
          assessment.findings().size()
              + " findings: "
              + assessment.findings()
              + "; not assessed: "
              + assessment.notAssessed());
    }
    return assessment.findings().getFirst();
  }
}
