package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pghealth.target.Credentials;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The script of {@code pghealth grants}: every statement of it runs, and then nothing is missing.
 */
class GrantsCommandTest {
  private static final String[] SHOP = {
    "CREATE TABLE numbered (id serial PRIMARY KEY)",
    "CREATE SCHEMA \"Odd \"\"schema\"",
    "CREATE TABLE orders (id int PRIMARY KEY, note text)",
    "CREATE TABLE \"Odd \"\"schema\".\"select\" (id int PRIMARY KEY)",
    "INSERT INTO orders SELECT g, 'planted-value' FROM generate_series(1, 1000) g",
    "ANALYZE"
  };

  @OnEveryVersion(why = "what can be granted differs: parameters from 15 on")
  void whatItPrintsForAnAdministratorRunsAndLeavesNothingMissing(PgServer server)
      throws SQLException {
    try (PgServer own = PgServer.start(server.major())) {
      PgDatabase shop = own.createDatabase().execute(SHOP);

      CommandRun before = CommandRun.of("grants", "--url", shop.uri());
      assertThat(before.err()).isEmpty();
      assertThat(before.exit()).isZero();
      assertThat(before.out())
          .contains("CREATE ROLE \"pghealth\" LOGIN", "GRANT pg_monitor TO \"pghealth\";")
          .contains("it reads everything, the password")
          .doesNotContain("present: GRANT pg_monitor", "GRANT pg_read_all_data");
      run(own, before.out());
      own.postgres().execute("ALTER ROLE pghealth PASSWORD 'of-the-role'");

      var role = new Credentials("pghealth", "of-the-role");
      CommandRun after = CommandRun.of("grants", "--url", shop.uri(role));
      assertThat(statements(after.out())).isEmpty();
      assertThat(after.out()).contains("-- present: GRANT pg_monitor TO \"pghealth\";");
      assertThat(CommandRun.of("grants", "--url", shop.uri()).out()).isEqualTo(after.out());

      shop.execute("CREATE TABLE later (id int)");
      assertThat(statements(CommandRun.of("grants", "--url", shop.uri(role)).out())).isEmpty();

      CommandRun check = CommandRun.of("check", "--output", "json", "--url", shop.uri(role));
      assertThat(check.exit()).as(check.err()).isLessThan(2);
      assertThat(remedies(check.out())).isEmpty();
    }
  }

  @OnOneVersion
  void anOrdinaryRoleIsToldWhatItLacksItself(PgServer server) throws SQLException {
    PgDatabase shop = server.createDatabase().execute(SHOP);
    Credentials role = server.createRole("");
    shop.execute("REVOKE CREATE, USAGE ON SCHEMA public FROM PUBLIC");
    shop.execute("GRANT USAGE ON SCHEMA \"Odd \"\"schema\" TO " + role.user());

    String script = CommandRun.of("grants", "--url", shop.uri(role)).out();

    assertThat(script)
        .contains("GRANT pg_monitor TO \"" + role.user() + "\";")
        .contains("-- present: GRANT USAGE ON SCHEMA \"Odd \"\"schema\" TO")
        .contains("\nGRANT USAGE ON SCHEMA \"public\" TO")
        .doesNotContain("CREATE ROLE \"pghealth\"");
    run(server, script);
    assertThat(statements(CommandRun.of("grants", "--url", shop.uri(role)).out())).isEmpty();
  }

  @OnOneVersion
  void itTakesTheDatabaseOfTheUrlOrAll(PgServer server) {
    PgDatabase shop = server.createDatabase();
    PgDatabase other = server.createDatabase();
    other.execute("REVOKE CONNECT ON DATABASE " + other.name() + " FROM PUBLIC");

    assertThat(CommandRun.of("grants", "--url", shop.uri()).out())
        .contains("\\connect \"" + shop.name() + "\"")
        .contains("--all-databases")
        .doesNotContain("\"" + other.name() + "\"");
    assertThat(CommandRun.of("grants", "--all-databases", "--url", shop.uri()).out())
        .contains("\\connect \"" + shop.name() + "\"", "\\connect \"" + other.name() + "\"")
        .contains("GRANT CONNECT ON DATABASE \"" + other.name() + "\" TO");
  }

  @OnOneVersion
  void functionsThatExplainCouldRunAreSaid(PgServer server) {
    PgDatabase shop = server.createDatabase();
    Credentials owner = server.createRole("");
    shop.execute(
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER FUNCTION f() OWNER TO " + owner.user());

    assertThat(CommandRun.of("grants", "--url", shop.uri()).out().replace("\n-- ", " "))
        .contains("Functions of " + owner.user() + " can be executed by the role")
        .contains("spec.plans.trustedOwners");
  }

  @OnOneVersion
  void aHostileNameEndsNoCommentAndNoStatement(PgServer server) throws SQLException {
    PgDatabase shop = server.createDatabase();
    String schema = "x\nCREATE ROLE planted; --\u001b\"";
    shop.execute(
        "CREATE SCHEMA \"" + schema.replace("\"", "\"\"") + "\"",
        "CREATE TABLE \"" + schema.replace("\"", "\"\"") + "\".t (id int)");
    Credentials role = server.createRole("");

    String script = CommandRun.of("grants", "--url", shop.uri(role)).out();

    assertThat(script).doesNotContain("\u001b");
    assertThat(script.lines()).noneMatch(line -> line.startsWith("CREATE ROLE planted"));
    run(server, script);
    assertThat(
            shop.value(
                "SELECT has_schema_privilege('"
                    + role.user()
                    + "', oid, 'USAGE') FROM pg_namespace WHERE nspname LIKE 'x%planted%'"))
        .isEqualTo("t");
  }

  /** As psql would: one statement a line, {@code \connect} goes to another database. */
  private static void run(PgServer server, String script) throws SQLException {
    String database = "postgres";
    for (String line : script.lines().toList()) {
      if (line.startsWith("\\connect ")) {
        database = line.substring("\\connect \"".length(), line.length() - 1).replace("\"\"", "\"");
      } else if (!line.isBlank() && !line.startsWith("--")) {
        try (var connection = server.connect(database, server.superuser());
            Statement statement = connection.createStatement()) {
          statement.execute(line);
        }
      }
    }
  }

  private static List<String> statements(String script) {
    return script
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("--") && !line.startsWith("\\connect"))
        .toList();
  }

  /** Whatever a GRANT or an extension would unlock. */
  private static List<String> remedies(String json) {
    List<String> sql = new ArrayList<>();
    try {
      for (JsonNode gap : new ObjectMapper().readTree(json).findValues("notAssessed")) {
        gap.findValues("sql").forEach(list -> list.forEach(one -> sql.add(one.asText())));
        gap.findValuesAsText("reason").stream()
            .filter(reason -> reason.contains("permission") || reason.contains("privilege"))
            .forEach(sql::add);
      }
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
    return sql;
  }
}
