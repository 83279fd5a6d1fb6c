package io.pghealth.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Precision and recall by check, which {@code make accuracy} prints. */
record ScoreTable(List<Score> scores) {

  String text() {
    StringBuilder table =
        new StringBuilder(
            "Scenarios on real servers, beside pg-index-health where it has the check\n");
    table.append(
        line(
            "check",
            "runs",
            "true",
            "false",
            "missed",
            "precision",
            "recall",
            "its true",
            "its false",
            "its missed"));
    Map<String, List<Score>> byCheck =
        scores.stream()
            .collect(
                Collectors.groupingBy(
                    s -> s.scenario().check(), TreeMap::new, Collectors.toList()));
    byCheck.forEach((check, all) -> table.append(row(check, all)));
    table.append(row("all", scores));
    return table.toString();
  }

  private static String row(String name, List<Score> all) {
    int right = all.stream().mapToInt(Score::right).sum();
    int wrong = all.stream().mapToInt(s -> s.wrong().size()).sum();
    int missed = all.stream().mapToInt(s -> s.missed().size()).sum();
    List<Peer.Result> its = all.stream().map(Score::peer).filter(Objects::nonNull).toList();
    return line(
        name,
        all.size(),
        right,
        wrong,
        missed,
        share(right, wrong),
        share(right, missed),
        its.isEmpty() ? "-" : its.stream().mapToInt(Peer.Result::right).sum(),
        its.isEmpty() ? "-" : its.stream().mapToInt(Peer.Result::wrong).sum(),
        its.isEmpty() ? "-" : its.stream().mapToInt(Peer.Result::missed).sum());
  }

  private static String share(int right, int other) {
    return right + other == 0
        ? "-"
        : String.format(Locale.ROOT, "%.3f", (double) right / (right + other));
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-26s %5s %5s %6s %7s %10s %7s %9s %10s %11s%n", cells);
  }
}
