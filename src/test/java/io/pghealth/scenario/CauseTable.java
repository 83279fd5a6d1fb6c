package io.pghealth.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether regressions got the cause that was seeded, by scenario. */
record CauseTable(List<Score> scores) {
  String text() {
    StringBuilder table =
        new StringBuilder("Causes of regressions: what was seeded, and what was named\n");
    table.append(line("scenario", "named", "right", "wrong", "unknown", "seeded"));
    Map<String, List<NamedCause>> byScenario =
        scores.stream()
            .filter(s -> !s.causes().isEmpty())
            .collect(
                Collectors.groupingBy(
                    s -> s.scenario().toString(),
                    TreeMap::new,
                    Collectors.flatMapping(s -> s.causes().stream(), Collectors.toList())));
    byScenario.forEach(
        (scenario, causes) -> table.append(row(scenario, causes, causes.getFirst().wanted())));
    table.append(
        row("all", byScenario.values().stream().flatMap(List::stream).toList(), "")
            .stripTrailing());
    return table.append('\n').toString();
  }

  private static String row(String scenario, List<NamedCause> causes, String seeded) {
    long right = causes.stream().filter(NamedCause::right).count();
    long unknown = causes.stream().filter(NamedCause::unknown).count();
    return line(scenario, causes.size(), right, causes.size() - right - unknown, unknown, seeded);
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-44s %6s %6s %6s %8s  %s%n", cells);
  }
}
