package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.NotAssessed;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever turned track_counts off, the statement that is printed turns it on. */
class CountersOffTest {
  private static final int MAJOR = 16;
  private static final List<Check<?>> CHECKS =
      List.of(new AutovacuumOverdue(), new StaleStatistics(), new QueueTableChurn());

  @Test
  void theRemedyReachesWhereItIsSet() {
    try (PgServer server = PgServer.start(MAJOR)) {
      PgDatabase database = server.createDatabase().execute("CREATE TABLE t (id int)");
      String name = "\"" + database.name() + "\"";
      String role = "\"" + server.superuser().user() + "\"";
      helps(database, "nobody counts", "ALTER SYSTEM SET track_counts = off");
      helps(database, "nobody counts", "ALTER ROLE ALL SET track_counts = off");
      helps(database, "nobody counts", "ALTER DATABASE " + name + " SET track_counts = off");
      helps(database, "is not known", "ALTER ROLE " + role + " SET track_counts = off");
      helps(
          database,
          "is not known",
          "ALTER ROLE " + role + " IN DATABASE " + name + " SET track_counts = off");
    }
  }

  private static void helps(PgDatabase database, String reason, String off) {
    for (Check<?> check : CHECKS) {
      CheckRun run = CheckRun.of(check, database);
      assertThat(run.now().notAssessed()).as(off).isEmpty();
      change(database, List.of(off));
      NotAssessed gap = run.now().notAssessed().getFirst();
      assertThat(gap.reason()).as(off).startsWith("track_counts is off").contains(reason);
      change(database, gap.remedy().sql());
      assertThat(run.now().notAssessed()).as(off + " and " + gap.remedy().sql()).isEmpty();
    }
  }

  private static void change(PgDatabase database, List<String> sql) {
    database.execute(sql.toArray(String[]::new));
    database.execute("SELECT pg_reload_conf()", "SELECT pg_sleep(0.2)");
  }
}
