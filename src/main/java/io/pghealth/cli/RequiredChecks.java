package io.pghealth.cli;

import io.pghealth.check.Check;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code --require-assessed} asks for.
 *
 * @param demanded whether it was given
 * @param checks names of checks; empty for every check that runs
 */
record RequiredChecks(boolean demanded, Set<String> checks) {
  /** Stands for the flag without a value; no check can be called so. */
  static final String EVERY = "*";

  static RequiredChecks of(List<String> typed, List<Check<?>> all) throws UsageException {
    if (typed == null) {
      return new RequiredChecks(false, Set.of());
    }
    if (typed.contains(EVERY)) {
      return new RequiredChecks(true, Set.of());
    }
    return new RequiredChecks(true, new CheckNames(all).resolve("--require-assessed", typed));
  }

  /** Whether the exit code must say that something is missing. */
  boolean violatedBy(Report report) {
    return demanded && (missing(report) > 0 || !notRun(report).isEmpty());
  }

  /** One sentence for stderr; null where there is nothing to say. */
  String sentence(Report report) {
    int gaps = report.notAssessed().size();
    if (!demanded) {
      return gaps == 0
          ? null
          : things(gaps)
              + " could not be assessed, listed in the report;"
              + " --require-assessed makes that exit 3.";
    }
    String notRun =
        notRun(report).isEmpty()
            ? ""
            : "not run at all: " + String.join(", ", notRun(report)) + "; ";
    return violatedBy(report)
        ? notRun
            + things(missing(report))
            + " that --require-assessed demands could not be assessed."
        : null;
  }

  private int missing(Report report) {
    return (int)
        report.notAssessed().stream()
            .filter(gap -> checks.isEmpty() || gap.checks().stream().anyMatch(checks::contains))
            .count();
  }

  /** Demanded by name, but switched off. */
  private Set<String> notRun(Report report) {
    Set<String> run =
        report.scopes().stream()
            .flatMap(scope -> scope.checksRun().stream())
            .collect(Collectors.toSet());
    return checks.stream()
        .filter(check -> !run.contains(check))
        .filter(
            check -> report.notAssessed().stream().noneMatch(gap -> gap.checks().contains(check)))
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  private static String things(int count) {
    return count == 1 ? "1 thing" : count + " things";
  }
}
