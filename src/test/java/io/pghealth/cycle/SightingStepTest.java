package io.pghealth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.NPlusOne;
import io.pghealth.check.UnboundedResult;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.History;
import io.pghealth.history.Sighting;
import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.RowReader;
import io.pghealth.postgres.ServerVersion;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.postgres.Sql;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Target;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is at statements: asked once per server, only where a check wants it, and never vital. */
class SightingStepTest {
  private final List<String> asked = new ArrayList<>();
  private PgDatabase shop;
  private PgDatabase other;
  private boolean refused;

  @OnOneVersion
  void applicationsAreSeenAtFollowedQueriesOnly(PgServer server) throws Exception {
    shop = server.createDatabase().execute("CREATE EXTENSION pg_stat_statements");
    other = server.createDatabase();
    try (Connection reader = shop.connect();
        Connection writer = shop.connect();
        Statement reads = reader.createStatement();
        Statement writes = writer.createStatement()) {
      writes.execute("CREATE TABLE orders (id int)");
      writes.execute("SET application_name = 'writer'");
      writes.execute("INSERT INTO orders VALUES (1)");
      reads.execute("SET application_name = 'reader'");
      reads.execute("SELECT * FROM orders");

      CycleResult seen = run(server, new NPlusOne());
      assertThat(sightings(seen)).extracting(Sighting::application).containsExactly("reader");
      assertThat(asked).filteredOn("sightings"::equals).hasSize(1);
      assertThat(seen.snapshot().at()).isAfterOrEqualTo(sightings(seen).getFirst().at());

      assertThat(sightings(run(server, new UnboundedResult()))).isEmpty();
      assertThat(asked).doesNotContain("sightings");

      refused = true;
      CycleResult without = run(server, new NPlusOne());
      assertThat(sightings(without)).isEmpty();
      assertThat(without.snapshot().statements().toOptional()).as("the counters").isPresent();
    }
  }

  private CycleResult run(PgServer server, Check<?> check) throws Exception {
    asked.clear();
    Target all = Targets.of(server, server.createRole("IN ROLE pg_monitor"));
    Target target = Targets.only(all, List.of(shop.name(), other.name()));
    return new Cycle(t -> new Recorded(new PgSessions(t)), List.of(check))
        .run(
            new CycleRequest(
                target,
                CheckSettings.parse(List.of(check), Map.of()),
                History.empty(),
                Set.of(),
                CycleRequest.Mode.COMMAND_LINE,
                Instant.now()));
  }

  private List<Sighting> sightings(CycleResult result) {
    DatabasePlans plans = result.history().plans().databases().get(shop.name());
    assertThat(plans.statements()).isNotEmpty();
    return plans.sightings();
  }

  private final class Recorded implements Sessions {
    private final Sessions sessions;

    Recorded(Sessions sessions) {
      this.sessions = sessions;
    }

    @Override
    public Session open(Endpoint endpoint, String database) throws SessionException {
      Session session = sessions.open(endpoint, database);
      return new Session() {
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
          asked.add(sql.name());
          if (refused && sql.name().equals("sightings")) {
            throw new SessionException(SessionException.Reason.CANCELLED, "too slow", null);
          }
          return session.query(sql, reader, binds);
        }

        @Override
        public void close() {
          session.close();
        }
      };
    }

    @Override
    public Explainer openExplainer(Endpoint endpoint, String database) throws SessionException {
      return sessions.openExplainer(endpoint, database);
    }
  }
}
