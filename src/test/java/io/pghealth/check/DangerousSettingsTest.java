package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings of real servers, changed as an administrator would. */
class DangerousSettingsTest {
  private static final int MAJOR = 16;

  @OnOneVersion
  void aServerAsItComesIsLeftAlone(PgServer server) {
    PgDatabase database = server.createDatabase();
    assertThat(findings(database)).extracting(f -> f.object().name()).doesNotContain("autovacuum");
  }

  @Test
  void whatIsOffIsFoundAndItsFixAndUndoDoWhatTheySay() {
    try (PgServer server = PgServer.start(MAJOR)) {
      PgDatabase database = server.createDatabase();
      alter(server, "full_page_writes", "off");
      alter(server, "autovacuum", "off");
      // Near misses: these have values of their own and no danger in them.
      alter(server, "synchronous_commit", "off");
      alter(server, "autovacuum_max_workers", "1");

      Finding found =
          findings(database).stream()
              .filter(f -> f.object().name().equals("autovacuum"))
              .findFirst()
              .orElseThrow();
      assertThat(found.severity()).isEqualTo(Severity.HIGH);
      assertThat(found.evidence()).containsEntry("value", "off");
      assertThat(findings(database))
          .extracting(f -> f.object().name())
          .contains("full_page_writes")
          .doesNotContain("synchronous_commit", "autovacuum_max_workers");

      run(server, found.fix().sql());
      server.postgres().execute("ALTER SYSTEM SET full_page_writes = on");
      run(server, List.of("SELECT pg_reload_conf()"));
      assertThat(findings(database))
          .extracting(f -> f.object().name())
          .doesNotContain("autovacuum", "full_page_writes");
      run(server, found.undo().sql());
      assertThat(server.postgres().value("SHOW autovacuum")).isEqualTo("off");
    }
  }

  @OnOneVersion
  void onTheCommandLineOfTheServerAlterSystemIsNotOffered(PgServer server) {
    // The runner of the test servers turns fsync off there.
    assertThat(findings(server.createDatabase()))
        .filteredOn(f -> f.object().name().equals("fsync"))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(f.fix().sql()).isEmpty();
          assertThat(f.fix().note()).contains("command line");
          assertThat(f.undo()).isNull();
          assertThat(f.message()).contains("fsync is off on " + server.endpoint());
        });
  }

  @Test
  void aSettingOfTheMonitoringRoleAloneSaysNothingOfTheServer() {
    try (PgServer server = PgServer.start(MAJOR)) {
      PgDatabase database = server.createDatabase();
      var role = server.createRole("SUPERUSER");
      server.postgres().execute("ALTER ROLE \"" + role.user() + "\" SET track_counts = off");
      CycleResult result = new OneCycle(new DangerousSettings(), database, role).run();
      assertThat(OneCycle.findings(result))
          .extracting(f -> f.object().name())
          .doesNotContain("track_counts");
    }
  }

  @Test
  void aReplicaIsAskedAsWell() {
    try (PgServer primary = PgServer.start(MAJOR);
        PgServer replica = primary.replica("autovacuum=off")) {
      PgDatabase database = primary.createDatabase();
      var role = primary.createRole("IN ROLE pg_monitor");
      replica.awaitReplayOf(primary);
      OneCycle cycle = new OneCycle(new DangerousSettings(), database, role, replica);
      CycleResult result = cycle.run();
      assertThat(replica.postgres().value("SHOW autovacuum")).isEqualTo("off");
      assertThat(OneCycle.gaps(result)).isEmpty();
      assertThat(OneCycle.findings(result))
          .filteredOn(f -> f.object().name().equals("autovacuum"))
          .singleElement()
          .satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
            assertThat(f.message()).contains(replica.endpoint().toString(), "promotion");
          });
      assertThat(OneCycle.gaps(result)).isEmpty();
      replica.stop();
      assertThat(OneCycle.gaps(cycle.run())).singleElement().asString().contains("no connection");
    }
  }

  private static void alter(PgServer server, String setting, String value) {
    run(server, List.of("ALTER SYSTEM SET " + setting + " = " + value, "SELECT pg_reload_conf()"));
  }

  private static void run(PgServer server, List<String> sql) {
    server.postgres().execute(sql.toArray(String[]::new));
    if (sql.stream().anyMatch(s -> s.contains("pg_reload_conf"))) {
      // A new session begins with what the postmaster has read by then.
      String last = server.postgres().value("SELECT pg_conf_load_time()");
      assertThat(last).isNotNull();
    }
  }

  private static List<Finding> findings(PgDatabase database) {
    return OneCycle.findings(
        new OneCycle(new DangerousSettings(), database, database.server().createRole("")).run());
  }
}
