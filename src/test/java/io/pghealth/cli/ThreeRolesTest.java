package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pghealth.target.Credentials;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code pghealth check} as a role that may only connect, as one with pg_monitor, and as one with
 * pg_read_all_data too: none says what is not so, each says what it cannot know, and the printed
 * GRANT is what unlocks it.
 */
class ThreeRolesTest {
  private static final String[] TROUBLE = {
    "CREATE EXTENSION pg_stat_statements",
    "CREATE SCHEMA \"Odd \"\"schema\"",
    // A sequence near its end, a constraint that was never validated, no primary key.
    "CREATE TABLE orders (id serial PRIMARY KEY, placed int, note text, kind int)"
        + " WITH (autovacuum_enabled = off)",
    "INSERT INTO orders (placed, note, kind)"
        + " SELECT i, 'note ' || i, i % 5 FROM generate_series(1, 20000) i",
    "SELECT setval('orders_id_seq', 2100000000)",
    "ALTER TABLE orders ADD CONSTRAINT placed_early CHECK (placed < 100000) NOT VALID",
    "CREATE TABLE \"Odd \"\"schema\".keyless AS SELECT i FROM generate_series(1, 5000) i",
    // Two indexes of the same columns, and one that took many deletes.
    "CREATE INDEX orders_placed_idx ON orders (placed)",
    "CREATE INDEX orders_placed_again_idx ON orders (placed)",
    "CREATE INDEX orders_lower_idx ON orders (lower(note))",
    "CREATE TABLE emptied (id int, note text) WITH (autovacuum_enabled = off)",
    "INSERT INTO emptied SELECT i, 'note ' || i FROM generate_series(1, 600000) i",
    "CREATE INDEX emptied_id_idx ON emptied (id)",
    "DELETE FROM emptied WHERE id % 20 <> 0",
    "VACUUM emptied",
    // Rows that only some may see.
    "CREATE TABLE secrets (id int, owner text) WITH (autovacuum_enabled = off)",
    "INSERT INTO secrets SELECT i, 'owner ' || i FROM generate_series(1, 3000) i",
    "CREATE INDEX secrets_id_idx ON secrets (id)",
    "DELETE FROM secrets WHERE id % 20 <> 0",
    "ALTER TABLE secrets ENABLE ROW LEVEL SECURITY",
    "ANALYZE",
    "VACUUM secrets",
  };

  /** What may be found: whatever the role, nothing else is wrong there. */
  private static final Set<String> TRUE =
      Set.of(
          "SequenceExhaustion orders_id_seq",
          "NotValidatedConstraint placed_early",
          "NoPrimaryKey keyless",
          "NoPrimaryKey emptied",
          "NoPrimaryKey secrets",
          "DuplicateIndex orders_placed_idx",
          "AutovacuumOverdue orders",
          "DuplicateIndex orders_placed_again_idx",
          "IndexBloat emptied_id_idx",
          // As the test servers are started.
          "DangerousSettings fsync");

  /** Reasons that a GRANT must go with. */
  private static final Pattern OF_PRIVILEGES =
      Pattern.compile("may not|hidden|permission|privilege|not allowed|not visible");

  private record Gap(String check, String object, String reason, List<String> sql) {
    /** Without what it says helps. */
    String key() {
      return check + " " + object + ": " + reason;
    }
  }

  private record Report(Set<String> findings, List<Gap> gaps) {
    Set<String> keys() {
      return gaps.stream().map(Gap::key).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @OnOneVersion
  void threeRolesThreeHonestReportsAndEveryGrantUnlocksWhatItSays(PgServer server) {
    PgDatabase database = server.createDatabase().execute(TROUBLE);
    for (int i = 0; i < 30; i++) {
      database.execute("SELECT note FROM orders WHERE placed = " + i);
    }
    List<Credentials> roles =
        List.of(
            server.createRole(""),
            server.createRole("IN ROLE pg_monitor"),
            server.createRole("IN ROLE pg_monitor, pg_read_all_data"));

    List<Report> reports = roles.stream().map(r -> check(database, r)).toList();

    for (Report report : reports) {
      assertThat(TRUE).containsAll(unversioned(report.findings()));
      assertThat(report.gaps())
          .filteredOn(g -> OF_PRIVILEGES.matcher(g.reason()).find())
          .allSatisfy(g -> assertThat(g.sql()).as(g.key()).isNotEmpty());
    }
    assertThat(new HashSet<>(reports.stream().map(Report::keys).toList())).hasSize(3);
    assertThat(reports.get(2).findings())
        .containsAll(reports.get(1).findings())
        .contains("SequenceExhaustion orders_id_seq");
    assertThat(reports.get(1).findings()).containsAll(reports.get(0).findings());
    for (Credentials role : roles) {
      assertThat(unlock(database, role))
          .contains("SequenceExhaustion orders_id_seq", "IndexBloat emptied_id_idx");
    }
  }

  /** Does what the gaps say, round by round, since behind one lock may be another. */
  private static Set<String> unlock(PgDatabase database, Credentials role) {
    Report report = check(database, role);
    for (int round = 0; round < 4; round++) {
      Set<String> sql = new LinkedHashSet<>();
      report.gaps().forEach(g -> sql.addAll(g.sql()));
      if (sql.isEmpty()) {
        return report.findings();
      }
      List<Gap> before = report.gaps().stream().filter(g -> !g.sql().isEmpty()).toList();
      database.execute(sql.toArray(String[]::new));
      report = check(database, role);
      assertThat(report.keys())
          .as("unlocked by %s", sql)
          .doesNotContainAnyElementsOf(before.stream().map(Gap::key).toList());
      assertThat(TRUE).containsAll(unversioned(report.findings()));
    }
    throw new AssertionError("still locked: " + report.gaps());
  }

  /** Majors come to their end without anybody's doing. */
  private static Set<String> unversioned(Set<String> findings) {
    Set<String> rest = new TreeSet<>(findings);
    rest.removeIf(f -> f.startsWith("UnsupportedVersion "));
    return rest;
  }

  private static Report check(PgDatabase database, Credentials role) {
    CommandRun run = CommandRun.of("check", "--output", "json", "--url", database.uri(role));
    assertThat(run.exit()).as(run.err()).isLessThan(2);
    try {
      JsonNode json = new ObjectMapper().readTree(run.out());
      Set<String> findings = new TreeSet<>();
      List<Gap> gaps = new ArrayList<>();
      for (JsonNode list : json.findValues("findings")) {
        list.forEach(f ->
            findings.add(f.path("check").asText() + " " + f.path("object").path("name").asText()));
      }
      for (JsonNode list : json.findValues("notAssessed")) {
        if (list.isArray()) {
          list.forEach(g -> gaps.add(gap(g)));
        }
      }
      return new Report(findings, gaps);
    } catch (JsonProcessingException e) {
      throw new AssertionError(run.out(), e);
    }
  }

  private static Gap gap(JsonNode gap) {
    List<String> sql = new ArrayList<>();
    gap.path("remedy").path("sql").forEach(s -> sql.add(s.asText()));
    return new Gap(
        gap.path("check").asText(),
        gap.path("object").path("name").asText(""),
        gap.path("reason").asText(),
        sql);
  }
}
