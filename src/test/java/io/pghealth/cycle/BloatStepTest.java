package io.pghealth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.IndexBloat;
import io.pghealth.history.History;
import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.RowReader;
import io.pghealth.postgres.ServerVersion;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.postgres.Sql;
import io.pghealth.target.DatabaseFilter;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where indexes are measured. */
class BloatStepTest {
  private final List<Endpoint> scanned = new ArrayList<>();

  @OnOneVersion
  void aReplicaIsReadAndThePrimaryOnlyForWhatItDoesNotTell(PgServer any) throws Exception {
    try (PgServer server = PgServer.start(any.major())) {
      PgDatabase database =
          server
              .createDatabase()
              .execute(
                  "CREATE EXTENSION pgstattuple",
                  "CREATE TABLE t (a int) WITH (autovacuum_enabled = off)",
                  "INSERT INTO t SELECT generate_series(1, 30000)",
                  "CREATE INDEX logged ON t (a)",
                  "DELETE FROM t WHERE a % 10 > 0",
                  "VACUUM t",
                  "CREATE UNLOGGED TABLE u (a int) WITH (autovacuum_enabled = off)",
                  "INSERT INTO u SELECT generate_series(1, 30000)",
                  "CREATE INDEX unlogged ON u (a)");
      try (PgServer replica = server.replica()) {
        CycleResult result = run(target(database, List.of(replica.endpoint())));
        assertThat(result.ledger().entries())
            .extracting(e -> e.finding().object().name())
            .containsExactly("logged");
        // A standby cannot read what is not in the WAL.
        assertThat(scanned)
            .containsExactly(replica.endpoint(), replica.endpoint(), server.endpoint());
        assertThat(result.history().bloat().indexes()).hasSize(2);
      }
      scanned.clear();
      run(target(database, List.of()));
      assertThat(scanned).containsExactly(server.endpoint(), server.endpoint());
    }
  }

  private CycleResult run(Target target) throws Exception {
    List<Check<?>> checks = List.of(new IndexBloat());
    return new Cycle(t -> new Watched(new PgSessions(t)), checks)
        .run(
            new CycleRequest(
                target,
                CheckSettings.parse(checks, Map.of("indexBloat", Map.of("minWaste", "64Ki"))),
                History.empty(),
                Set.of(),
                CycleRequest.Mode.COMMAND_LINE,
                Instant.now()));
  }

  private static Target target(PgDatabase database, List<Endpoint> replicas) {
    Target all = Targets.of(database.server(), database.server().superuser());
    return new Target(
        all.primary(),
        all.maintenanceDatabase(),
        replicas,
        all.credentials(),
        null,
        List.of(),
        all.tls(),
        new DatabaseFilter(List.of(database.name()), List.of()),
        all.limits(),
        all.schedule(),
        false);
  }

  private final class Watched implements Sessions {
    private final Sessions sessions;

    Watched(Sessions sessions) {
      this.sessions = sessions;
    }

    @Override
    public Session open(Endpoint endpoint, String database) throws SessionException {
      return new WatchedSession(endpoint, sessions.open(endpoint, database));
    }

    @Override
    public Explainer openExplainer(Endpoint endpoint, String database) throws SessionException {
      return sessions.openExplainer(endpoint, database);
    }
  }

  private final class WatchedSession implements Session {
    private final Endpoint endpoint;
    private final Session session;

    WatchedSession(Endpoint endpoint, Session session) {
      this.endpoint = endpoint;
      this.session = session;
    }

    @Override
    public ServerVersion version() {
      return session.version();
    }

    @Override
    public String database() {
      return session.database();
    }

    @Override
    public <T> List<T> query(Sql sql, RowReader<T> reader, Object... binds)
        throws SessionException {
      if (sql.name().equals("index-bloat")) {
        scanned.add(endpoint);
      }
      return session.query(sql, reader, binds);
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
