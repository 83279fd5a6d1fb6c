package io.pghealth.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.Checks;
import io.pghealth.check.InvalidSettingException;
import io.pghealth.cycle.Cycle;
import io.pghealth.cycle.CycleRequest;
import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.Finding;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.History;
import io.pghealth.history.PlanObservation;
import io.pghealth.postgres.PgSessions;
import io.pghealth.scenario.Expected.Expectation;
import io.pghealth.scenario.Expected.Gap;
import io.pghealth.scenario.Expected.Silence;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.target.DurationText;
import io.pghealth.target.Target;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.Targets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One scenario in one database, through the real cycle as the command line runs it. */
final class ScenarioRun {
  /** The check whose advice is measured. */
  private static final String MEASURED = "MissingIndex";

  private final Scenario scenario;
  private final PgDatabase database;
  private final Target target;
  private final CheckSettings settings;
  private final boolean hypoPg;
  private History history = History.empty();
  private Duration ahead = Duration.ZERO;

  ScenarioRun(Scenario scenario, PgDatabase database) {
    this.scenario = scenario;
    this.database = database;
    Target all =
        Targets.of(database.server(), database.server().createRole(scenario.expected().role()));
    this.target = Targets.only(all, List.of(database.name()));
    this.settings = settings(scenario);
    this.hypoPg = database.number("SELECT count(*) FROM pg_extension WHERE extname = 'hypopg'") > 0;
  }

  /**
   * Statements and EXPLAINs are the most expensive part of a cycle: checks that ask for more of
   * them than the scenario's own are off, but where no check at all may find anything.
   */
  private static CheckSettings settings(Scenario scenario) {
    Map<String, Map<String, Object>> given = new HashMap<>(scenario.expected().settings());
    Set<Class<?>> needed =
        Checks.all().stream()
            .filter(c -> c.name().equals(scenario.check()))
            .flatMap(c -> c.needs().stream())
            .collect(Collectors.toSet());
    for (Check<?> check : Checks.all()) {
      if (!scenario.expected().nothing()
          && Stream.of(StatementFacts.class, PlanObservation.class)
              .anyMatch(c -> check.needs().contains(c) && !needed.contains(c))) {
        given.putIfAbsent(check.settingsKey(), Map.of("enabled", false));
      }
    }
    try {
      return CheckSettings.parse(Checks.all(), given);
    } catch (InvalidSettingException e) {
      throw new IllegalStateException(scenario + ": " + e.getMessage(), e);
    }
  }

  Score run() throws SQLException {
    assertThat(Checks.all().stream().<String>map(Check::name)).contains(scenario.check());
    try (OpenSessions sessions = new OpenSessions(database)) {
      sessions.once(scenario.setup(), 0);
      sessions.open(scenario.sessions());
      CycleResult result = cycle();
      for (int i = 1; i < scenario.expected().cycles(); i++) {
        if (scenario.expected().restart()) {
          database.server().restart();
        }
        work(sessions, i);
        if (scenario.expected().nothing()) {
          assertThat(findings(result)).as("%s, cycle %d", scenario, i).isEmpty();
        }
        ahead = ahead.plus(DurationText.parse(scenario.expected().advance()));
        result = cycle();
      }
      Score score = judge(result);
      return score.perfect() && scenario.expected().loop() == null
          ? score.with(closeTheLoop(result, sessions))
          : score;
    } finally {
      database.server().forgetStatements(database, target.credentials());
    }
  }

  private void work(OpenSessions sessions, int cycle) throws SQLException {
    sessions.again(cycle);
    sessions.once(scenario.workload(), cycle);
  }

  private CycleResult cycle() {
    CycleResult result =
        new Cycle(PgSessions::new, Checks.all())
            .run(
                new CycleRequest(
                    target,
                    settings,
                    history,
                    Set.of(),
                    CycleRequest.Mode.COMMAND_LINE,
                    clock().plus(ahead)));
    assertThat(result.connectionProblem()).isEmpty();
    history = result.history();
    return result;
  }

  private Instant clock() {
    Instant at = scenario.expected().at();
    return at == null ? Instant.now() : at;
  }

  private Score judge(CycleResult result) {
    Expected expected = scenario.expected();
    for (Silence silence : expected.silent()) {
      assertThat(Definitions.exists(database, silence.schema(), silence.name()))
          .as("%s: silent about %s, which must exist", scenario, silence.name())
          .isTrue();
    }
    List<Finding> findings = findings(result);
    List<Expectation> wanted = new ArrayList<>(expected.findings());
    List<Finding> surplus = new ArrayList<>();
    List<String> right = new ArrayList<>();
    List<NamedCause> causes = new ArrayList<>();
    for (Finding finding : findings) {
      Expectation met =
          wanted.stream()
              .filter(e -> e.meets(finding, scenario.check(), hypoPg))
              .findFirst()
              .orElse(null);
      if (met != null) {
        wanted.remove(met);
        right.add(finding.fingerprint());
        Optional.ofNullable(NamedCause.of(met, finding)).ifPresent(causes::add);
      } else if (expected.nothing() || finding.check().equals(scenario.check())) {
        surplus.add(finding);
      }
    }
    List<NotAssessed> gaps = result.ledger().notAssessed();
    List<Gap> missing =
        expected.notAssessed().stream()
            .filter(g -> gaps.stream().noneMatch(n -> g.meets(n, scenario.check())))
            .toList();
    return new Score(
        scenario,
        database.server().major(),
        right.size(),
        surplus.stream().map(ScenarioRun::show).toList(),
        wanted.stream().map(Object::toString).toList(),
        missing.stream().map(Object::toString).toList(),
        causes,
        List.of(),
        peer(),
        gaps.stream()
            .filter(g -> g.check().equals(scenario.check()))
            .map(g -> (g.object() == null ? "" : g.object().name() + ": ") + g.reason())
            .toList());
  }

  /** It is asked where the accuracy of both is measured. */
  private Peer.Result peer() {
    return System.getProperty("pghealth.pg", "").equals("all")
            && Peer.CHECKS.containsKey(scenario.check())
        ? new Peer(database)
            .ask(
                scenario.check(),
                scenario.expected().findings().stream()
                    .filter(e -> e.check() == null || e.check().equals(scenario.check()))
                    .map(Expectation::name)
                    .toList())
        : null;
  }

  /** Runs every fix as printed, looks again, runs the undo, and compares. */
  private List<Gain> closeTheLoop(CycleResult before, OpenSessions sessions) throws SQLException {
    List<String> after = new ArrayList<>();
    List<Gain> gains = new ArrayList<>();
    for (Finding finding : findings(before)) {
      if (!finding.check().equals(scenario.check())
          || finding.fix() == null
          || finding.fix().sql().isEmpty()) {
        continue;
      }
      List<String> definitions = Definitions.of(database);
      database.execute(finding.fix().sql().toArray(String[]::new));
      if (scenario.expected().again()) {
        work(sessions, scenario.expected().cycles());
      }
      Map<String, Finding> then = afterFix(finding);
      assertThat(then.keySet())
          .as("%s: the fix mends it: %s", scenario, finding.fix().sql())
          .doesNotContain(finding.fingerprint());
      Map<String, Finding> known = byFingerprint(before);
      then.values().stream()
          .filter(f -> !known.containsKey(f.fingerprint()))
          .filter(f -> f.severity().compareTo(finding.severity()) <= 0)
          .filter(f ->
              Stream.concat(
                      scenario.expected().afterFix().stream(),
                      scenario.expected().brings().stream())
                  .noneMatch(e -> e.meets(f, scenario.check(), hypoPg)))
          .map(ScenarioRun::show)
          .forEach(after::add);
      assertThat(after).as("%s: nothing worse after %s", scenario, finding.fix().sql()).isEmpty();
      assertThat(scenario.expected().brings())
          .as("%s: what %s brings", scenario, finding.fix().sql())
          .allMatch(
              e -> then.values().stream().anyMatch(f -> e.meets(f, scenario.check(), hypoPg)));
      if (finding.undo() != null && !finding.undo().sql().isEmpty()) {
        boolean measured = finding.check().equals(MEASURED);
        GainMeter meter = new GainMeter(scenario, database, sessions);
        double with = measured ? meter.blocksPerCall(finding.statements()) : 0;
        database.execute(finding.undo().sql().toArray(String[]::new));
        assertThat(Definitions.of(database))
            .as("%s: the undo brings back what was: %s", scenario, finding.undo().sql())
            .containsExactlyElementsOf(definitions);
        if (measured) {
          gains.add(
              new Gain(
                  scenario,
                  server(),
                  finding.fix().sql().getFirst(),
                  meter.blocksPerCall(finding.statements()),
                  with));
        }
      }
    }
    return gains;
  }

  private String server() {
    return database.server().major() + (hypoPg ? " + HypoPG" : "");
  }

  /** PostgreSQL 14 shows counters as they were half a second ago. */
  private Map<String, Finding> afterFix(Finding finding) {
    Map<String, Finding> then = byFingerprint(cycle());
    for (int left = 5; left > 0 && database.server().major() == 14; left--) {
      if (!then.containsKey(finding.fingerprint())) {
        break;
      }
      then = byFingerprint(cycle());
    }
    return then;
  }

  private static Map<String, Finding> byFingerprint(CycleResult result) {
    return findings(result).stream()
        .collect(Collectors.toMap(Finding::fingerprint, f -> f, (a, b) -> a, LinkedHashMap::new));
  }

  private static List<Finding> findings(CycleResult result) {
    return result.ledger().entries().stream()
        .filter(e -> !e.stale())
        .map(LedgerEntry::finding)
        .toList();
  }

  private static String show(Finding finding) {
    return finding.check()
        + " "
        + finding.severity()
        + "/"
        + finding.confidence()
        + " "
        + Objects.toString(finding.object(), "")
        + ": "
        + finding.message();
  }
}
