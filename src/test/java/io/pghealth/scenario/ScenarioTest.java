package io.pghealth.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.testing.PgServer;
import io.pghealth.testing.PgVersions;
import io.pghealth.testing.Servers;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The corpus: seeded defects and near misses, on real servers. Each scenario runs on one major,
 * chosen by its name; with {@code -Dpghealth.pg=all} on all for which it means anything.
 */
@ExtendWith(Servers.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioTest {
  private final List<Score> scores = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> scenarios(Servers servers) {
    String wanted = System.getProperty("pghealth.pg", "");
    return Scenario.all().stream()
        .flatMap(scenario ->
            majors(scenario, wanted).stream()
                .map(major ->
                    DynamicTest.dynamicTest(
                        scenario + " on PostgreSQL " + major,
                        () -> run(scenario, servers, major))));
  }

  @AfterAll
  void report() throws IOException {
    new ScoreTable(scores).write();
  }

  private static List<Integer> majors(Scenario scenario, String wanted) {
    List<Integer> possible = scenario.expected().majors();
    if (wanted.equals("all")) {
      return possible;
    }
    return !wanted.isEmpty() && possible.contains(Integer.valueOf(wanted))
        ? List.of(Integer.valueOf(wanted))
        : List.of(PgVersions.chosen(scenario.toString(), possible));
  }

  private void run(Scenario scenario, Servers servers, int major) throws SQLException {
    Score score;
    List<String> own = scenario.expected().server();
    if (own == null) {
      score = new ScenarioRun(scenario, servers.of(major).createDatabase()).run();
    } else {
      try (PgServer server = PgServer.start(major, own.toArray(String[]::new))) {
        score = new ScenarioRun(scenario, server.createDatabase()).run();
      }
    }
    scores.add(score);
    assertThat(score.wrong()).as("found though nothing is wrong").isEmpty();
    assertThat(score.missed()).as("not found; not assessed: %s", score.gaps()).isEmpty();
    assertThat(score.assessed()).as("should not be assessed; was not: %s", score.gaps()).isEmpty();
  }
}
