package io.pghealth.bloat;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.IndexBloat;
import io.pghealth.check.InvalidSettingException;
import io.pghealth.cycle.Cycle;
import io.pghealth.cycle.CycleRequest;
import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.History;
import io.pghealth.postgres.PgSessions;
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the check says of every index of a database, through a real cycle without history.
 *
 * @param byName of an index
 */
record SizeVerdicts(Map<String, Verdict> byName) {
  /** Such small shapes would not be worth a word; the share is the default. */
  private static final Map<String, Map<String, Object>> SETTINGS =
      Map.of("indexBloat", Map.of("minWaste", "64Ki", "minWastePercent", 40));

  /**
   * One.
   *
   * @param found whether there is a finding
   * @param text its confidence, or why there is none; empty for silence
   */
  record Verdict(boolean found, String text) {
    boolean silent() {
      return !found && text.isEmpty();
    }

    /** One word. */
    String word() {
      return found ? text : silent() ? "-" : "?";
    }
  }

  static SizeVerdicts of(Target target) throws InvalidSettingException {
    List<Check<?>> checks = List.of(new IndexBloat());
    CycleResult result =
        new Cycle(PgSessions::new, checks)
            .run(
                new CycleRequest(
                    target,
                    CheckSettings.parse(checks, SETTINGS),
                    History.empty(),
                    Set.of(),
                    CycleRequest.Mode.COMMAND_LINE,
                    Instant.now()));
    assertThat(result.connectionProblem()).isEmpty();
    Map<String, Verdict> verdicts = new HashMap<>();
    for (NotAssessed gap : result.ledger().notAssessed()) {
      assertThat(gap.object()).as(gap.reason()).isNotNull();
      verdicts.put(gap.object().name(), new Verdict(false, gap.reason()));
    }
    result
        .ledger()
        .entries()
        .forEach(e ->
            verdicts.put(
                e.finding().object().name(), new Verdict(true, e.finding().confidence().text())));
    return new SizeVerdicts(verdicts);
  }

  Verdict of(String index) {
    return byName.getOrDefault(index, new Verdict(false, ""));
  }
}
