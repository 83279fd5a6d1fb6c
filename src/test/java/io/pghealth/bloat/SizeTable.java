package io.pghealth.bloat;

import io.pghealth.bloat.RebuiltSize.Estimated;
import io.pghealth.bloat.RebuiltSize.NotEstimated;
import io.pghealth.bloat.SizeShapes.Life;
import io.pghealth.bloat.SizeTrial.Trial;
import io.pghealth.bloat.SizeVerdicts.Verdict;
import io.pghealth.finding.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What came of the trials, as a table for people and as numbers to hold to bounds. */
record SizeTable(List<Trial> trials) {

  /** Whether a verdict may rest on it. */
  static boolean counts(Trial trial) {
    return trial.predicted() instanceof Estimated e && e.confidence() != Confidence.LOW;
  }

  /** A quantile of absolute errors, of those that count. */
  double error(double quantile) {
    return quantile(quantile, SizeTable::counts, Trial::error);
  }

  /** The same of the published formula, on the same indexes. */
  double formulaError(double quantile) {
    return quantile(quantile, SizeTable::counts, Trial::formulaError);
  }

  private double quantile(double quantile, Predicate<Trial> which, ToDoubleFunction<Trial> error) {
    List<Double> errors =
        trials.stream()
            .filter(which)
            .mapToDouble(error)
            .filter(e -> !Double.isNaN(e))
            .map(Math::abs)
            .sorted()
            .boxed()
            .toList();
    return errors.get(Math.max(0, (int) Math.ceil(quantile * errors.size()) - 1));
  }

  /** Share of the indexes without an estimate that counts. */
  double uncertain() {
    return trials.stream().filter(t -> !counts(t)).count() / (double) trials.size();
  }

  /** Indexes that the check finds though no delete or update made room in them. */
  List<String> invented(Function<Trial, Verdict> verdict) {
    return named(
        t -> verdict.apply(t).found() && (t.life() != Life.DELETED || t.reclaimed() < 0.36));
  }

  /** Indexes much of which deletes or updates made room in, and the check is silent. */
  List<String> missed(Function<Trial, Verdict> verdict) {
    return named(t -> wasted(t) && verdict.apply(t).silent());
  }

  /** Of these, those that the check leaves open though the estimate counts. */
  List<String> leftOpen(Function<Trial, Verdict> verdict) {
    return named(
        t -> wasted(t) && counts(t) && !verdict.apply(t).silent() && !verdict.apply(t).found());
  }

  private static boolean wasted(Trial trial) {
    return trial.life() == Life.DELETED && trial.reclaimed() >= 0.4;
  }

  private List<String> named(Predicate<Trial> which) {
    return trials.stream().filter(which).map(Trial::index).toList();
  }

  private String verdicts(String how, Function<Trial, Verdict> verdict) {
    return String.format(
        Locale.ROOT,
        "IndexBloat %s: %d of %d found that deletes or updates left 40%% or more to a rebuild of,"
            + " %d missed %s, %d not assessed; %d invented %s",
        how,
        trials.stream().filter(t -> wasted(t) && verdict.apply(t).found()).count(),
        trials.stream().filter(SizeTable::wasted).count(),
        missed(verdict).size(),
        missed(verdict),
        trials.stream()
            .filter(t -> !verdict.apply(t).found() && !verdict.apply(t).silent())
            .count(),
        invented(verdict).size(),
        invented(verdict));
  }

  /** One line an index, and a summary. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%2s  %-26s %-8s %10s %10s %10s %8s %9s %8s %8s  %s"
            .formatted(
                "PG",
                "index",
                "life",
                "KiB",
                "rebuilt",
                "estimate",
                "error",
                "ioguix",
                "verdict",
                "alone",
                "confidence of the estimate"));
    for (Trial trial : trials) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%2d  %-26s %-8s %10d %10d %10s %8s %9s %8s %8s  %s",
              trial.major(),
              trial.index(),
              trial.life().name().toLowerCase(Locale.ROOT),
              trial.before() >> 10,
              trial.truth() >> 10,
              trial.predicted() instanceof Estimated e ? e.bytes() >> 10 : "-",
              percent(trial.error()),
              percent(trial.formulaError()),
              trial.measured().word(),
              trial.alone().word(),
              switch (trial.predicted()) {
                case Estimated e ->
                    e.confidence().text() + (e.doubt() == null ? "" : ": " + e.doubt());
                case NotEstimated n -> "not assessed: " + n.reason();
              }));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%d indexes: median error %.2f%%, 95th percentile %.2f%%, worst %.2f%%; ioguix formula"
                + " %.1f%%, %.0f%%, %.0f%%; %.1f%% of low confidence or not assessed",
            trials.size(),
            100 * error(0.5),
            100 * error(0.95),
            100 * error(1),
            100 * formulaError(0.5),
            100 * formulaError(0.95),
            100 * formulaError(1),
            100 * uncertain()));
    lines.add(verdicts("with pgstatindex", Trial::measured));
    lines.add(verdicts("by estimate alone", Trial::alone));
    for (Trial trial : trials) {
      if (!trial.measured().found() && !trial.measured().silent()) {
        lines.add("? " + trial.index() + ": " + trial.measured().text());
      }
    }
    return String.join("\n", lines);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%+.2f%%", 100 * share);
  }
}
