package io.pghealth.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.testing.HypoPg;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.PgVersions;
import io.pghealth.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  /** At least so many times fewer blocks per call, in the middle of all advised indexes. */
  private static final double MEDIAN_GAIN = 10;

  private static final String ALL = "all";
  private static final Path TABLES = Path.of("target/accuracy");

  private final List<Score> scores = new ArrayList<>();
  private HypoPg hypoPg;

  @TestFactory
  Stream<DynamicTest> scenarios(Servers servers) {
    String wanted = System.getProperty("pghealth.pg", "");
    Stream<DynamicTest> plain =
        Scenario.all().stream()
            .flatMap(scenario ->
                majors(scenario, wanted).stream()
                    .map(major ->
                        DynamicTest.dynamicTest(
                            scenario + " on PostgreSQL " + major,
                            () -> run(scenario, servers, major))));
    return Stream.of(
            plain,
            wanted.equals(ALL) ? withHypoPg() : Stream.<DynamicTest>empty(),
            Stream.of(DynamicTest.dynamicTest("what advised indexes gain", this::gain)))
        .flatMap(tests -> tests);
  }

  /** Where the planner can be asked, the same indexes must be advised. */
  private Stream<DynamicTest> withHypoPg() {
    if (!HypoPg.installed()) {
      System.out.println("SKIPPED scenarios with HypoPG: " + HypoPg.LIBRARY + " is not installed");
      return Stream.empty();
    }
    return Scenario.all().stream()
        .filter(scenario -> scenario.check().equals("MissingIndex"))
        .map(scenario ->
            DynamicTest.dynamicTest(
                scenario + " with HypoPG",
                () -> {
                  hypoPg = hypoPg == null ? HypoPg.start() : hypoPg;
                  PgDatabase database = hypoPg.server().createDatabase();
                  database.execute("CREATE EXTENSION hypopg");
                  judge(new ScenarioRun(scenario, database).run());
                }));
  }

  private void gain() {
    List<Gain> gains = gains();
    if (!gains.isEmpty()) {
      assertThat(new GainTable(gains).medianFactor()).isGreaterThanOrEqualTo(MEDIAN_GAIN);
    }
  }

  private List<Gain> gains() {
    return scores.stream().flatMap(s -> s.gains().stream()).toList();
  }

  @AfterAll
  void report() throws IOException {
    if (hypoPg != null) {
      hypoPg.close();
    }
    Files.createDirectories(TABLES);
    Files.writeString(TABLES.resolve("scenarios.txt"), new ScoreTable(scores).text());
    Files.writeString(TABLES.resolve("scenarios-causes.txt"), new CauseTable(scores).text());
    Files.writeString(TABLES.resolve("scenarios-gains.txt"), new GainTable(gains()).text());
  }

  private static List<Integer> majors(Scenario scenario, String wanted) {
    List<Integer> possible = scenario.expected().majors();
    if (wanted.equals(ALL)) {
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
    judge(score);
  }

  private void judge(Score score) {
    scores.add(score);
    assertThat(score.wrong()).as("found though nothing is wrong").isEmpty();
    assertThat(score.missed()).as("not found; not assessed: %s", score.gaps()).isEmpty();
    assertThat(score.assessed()).as("should not be assessed; was not: %s", score.gaps()).isEmpty();
    assertThat(score.causes()).as("causes").allMatch(NamedCause::right);
    assertThat(score.gains()).as("useless indexes").allMatch(Gain::useful);
  }
}
