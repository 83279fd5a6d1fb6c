package io.pghealth.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the indexes that MissingIndex advised were worth once they were there. */
record GainTable(List<Gain> gains) {
  String text() {
    StringBuilder table =
        new StringBuilder(
            "MissingIndex: blocks per call of the statements named, without and with the index\n");
    table.append(line("scenario", "server", "without", "with", "factor"));
    for (Gain gain : gains) {
      table.append(
          line(
              gain.scenario(),
              gain.server(),
              number(gain.before()),
              number(gain.after()),
              number(gain.factor())));
    }
    return table
        .append(
            line(
                "median of " + gains.size(),
                "",
                "",
                "",
                gains.isEmpty() ? "-" : number(medianFactor())))
        .toString();
  }

  /** By how much a call reads less, in the middle of all; 0 for none. */
  double medianFactor() {
    double[] factors = gains.stream().mapToDouble(Gain::factor).sorted().toArray();
    int half = factors.length / 2;
    return factors.length == 0
        ? 0
        : factors.length % 2 == 1
            ? factors[half]
            : Arrays.stream(factors, half - 1, half + 1).average().orElseThrow();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-44s %-12s %9s %9s %9s%n", cells);
  }
}
