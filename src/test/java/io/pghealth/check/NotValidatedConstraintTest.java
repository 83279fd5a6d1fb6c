package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.CheckRun.Seen;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Constraints that are enforced, and hold for new rows only. */
class NotValidatedConstraintTest {
  private static final String SHAPE =
      "SELECT concat_ws(' ', conrelid::regclass, conname, contype, convalidated, conislocal,"
          + " pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint'))"
          + " FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1";

  private static PgDatabase seeded(PgServer server) {
    return server
        .createDatabase()
        .execute(
            "CREATE TABLE parent (id int PRIMARY KEY)",
            "CREATE TABLE \"Child;\" (id int, parent int, other int CHECK (other > 0),"
                + " FOREIGN KEY (parent) REFERENCES parent)",
            "ALTER TABLE \"Child;\" ADD CONSTRAINT \"the \"\"key\"\"\" FOREIGN KEY (other)"
                + " REFERENCES parent ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID",
            "COMMENT ON CONSTRAINT \"the \"\"key\"\"\" ON \"Child;\" IS 'it''s a \\ key'",
            "ALTER TABLE \"Child;\" ADD CONSTRAINT small CHECK (other < 100) NO INHERIT NOT VALID",
            "CREATE TABLE log (id int, day date) PARTITION BY RANGE (day)",
            "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
            "ALTER TABLE log ADD CONSTRAINT positive CHECK (id > 0) NOT VALID",
            "CREATE TABLE base (id int)",
            "CREATE TABLE heir () INHERITS (base)",
            "ALTER TABLE base ADD CONSTRAINT based CHECK (id > 0) NOT VALID",
            "CREATE DOMAIN share AS int",
            "CREATE TABLE shares (s share)",
            "ALTER DOMAIN share ADD CONSTRAINT below CHECK (VALUE < 100) NOT VALID",
            // The server makes a constraint for each partition of what is referenced.
            "CREATE TABLE target (id int PRIMARY KEY) PARTITION BY RANGE (id)",
            "CREATE TABLE target_1 PARTITION OF target FOR VALUES FROM (0) TO (10)",
            "CREATE TABLE source (target int)",
            "ALTER TABLE source ADD CONSTRAINT to_target FOREIGN KEY (target) REFERENCES target"
                + " NOT VALID");
  }

  @OnEveryVersion(why = "which constraints can be NOT VALID, and how the catalog says it")
  void theFixValidatesAndTheUndoBringsItBackAsItWas(PgServer server) {
    PgDatabase database = seeded(server);
    CheckRun run = CheckRun.of(new NotValidatedConstraint(), database);
    List<String> before = database.column(SHAPE);

    Seen seen = run.now();

    assertThat(seen.names())
        .containsExactly("based", "below", "positive", "small", "the \"key\"", "to_target");
    assertThat(seen.of("the \"key\"").severity()).isEqualTo(Severity.MEDIUM);
    assertThat(seen.of("small").severity()).isEqualTo(Severity.LOW);
    for (Finding finding : seen.findings()) {
      run.mend(finding);
    }
    assertThat(run.now().findings()).isEmpty();
    for (Finding finding : seen.findings()) {
      run.undo(finding);
    }
    assertThat(database.column(SHAPE)).isEqualTo(before);
  }

  @OnEveryVersion(why = "NOT NULL NOT VALID and NOT ENFORCED came with 18", from = 18)
  void notNullIsOneToValidateAndNotEnforcedIsNone(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE t (id int, a int, b int)",
                "ALTER TABLE t ADD CONSTRAINT needed NOT NULL a NOT VALID",
                "ALTER TABLE t ADD CONSTRAINT wish CHECK (b > 0) NOT ENFORCED",
                "ALTER TABLE t ADD CONSTRAINT hint FOREIGN KEY (id) REFERENCES parent NOT ENFORCED",
                "CREATE TABLE log (id int, day date) PARTITION BY RANGE (day)",
                "CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
                "ALTER TABLE log ADD CONSTRAINT log_key FOREIGN KEY (id) REFERENCES parent NOT VALID",
                "ALTER TABLE log ADD CONSTRAINT log_needed NOT NULL id NOT VALID");
    CheckRun run = CheckRun.of(new NotValidatedConstraint(), database);
    List<String> before = database.column(SHAPE);

    Seen seen = run.now();

    assertThat(seen.names()).containsExactly("log_key", "log_needed", "needed");
    seen.findings().forEach(run::mend);
    assertThat(run.now().findings()).isEmpty();
    seen.findings().forEach(run::undo);
    assertThat(database.column(SHAPE)).isEqualTo(before);
  }

  @OnOneVersion
  void underALockItIsFoundWithoutItsDefinition(PgServer server) throws SQLException {
    PgDatabase database = seeded(server);
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE \"Child;\"");

      Seen seen = CheckRun.of(new NotValidatedConstraint(), database).now();

      assertThat(seen.names()).contains("small", "positive");
      assertThat(seen.of("small").undo().sql()).isEmpty();
      assertThat(seen.of("positive").undo().sql()).isNotEmpty();
    }
  }

  @OnOneVersion
  void aRoleThatMayOnlyConnectSeesAllOfIt(PgServer server) {
    PgDatabase database = seeded(server);

    Seen seen = CheckRun.of(new NotValidatedConstraint(), database).as(server.createRole("")).now();

    assertThat(seen.findings()).hasSize(6);
    assertThat(seen.notAssessed()).isEmpty();
  }
}
