package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.history.CatalogChange;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.Flip;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanLine;
import io.pghealth.history.Shape;
import io.pghealth.history.ShapeSet;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.Window;
import io.pghealth.plan.Comparison;
import io.pghealth.plan.FlipCause;
import io.pghealth.plan.FlipCauses;
import io.pghealth.plan.PresentNames;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Puts a regressed plan into words.
 *
 * @param causes of the other plan, likeliest first
 * @param names that an index which comes back cannot have
 * @param causedBy fingerprint of the finding about a fix of ours that did it; null for none
 */
record PlanRegressionFinding(
    String database,
    List<String> planSources,
    DatabasePlans plans,
    StatementHistory statement,
    Comparison comparison,
    Comparison.Worse worse,
    FlipCauses causes,
    PresentNames names,
    String causedBy) {
  private static final double MUCH = 10;

  static final Comparator<PlanRegressionFinding> WORST_FIRST =
      Comparator.comparing(PlanRegressionFinding::severity)
          .thenComparing(f -> -f.comparison.after().totalMillis())
          .thenComparing(f -> f.statement.key().text());

  /** The finding about the worst of these, which are of one query id. */
  static Finding worst(List<PlanRegressionFinding> all) {
    List<String> roles =
        all.stream()
            .map(f -> f.statement.role())
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList();
    return all.stream().min(WORST_FIRST).orElseThrow().finding(roles);
  }

  private Finding finding(List<String> roles) {
    Flip flip = statement.flip();
    List<ShapeSet.Member> members = flip.from().differing(flip.to());
    ShapeSet.Member member = members.isEmpty() ? ShapeSet.Member.GENERIC : members.getFirst();
    String before = tree(flip.from().of(member));
    String after = tree(flip.to().of(member));
    FlipCause cause = causes.cause(database, names);
    Finding.Builder finding =
        Finding.of(PlanHistory.CHECK, severity(), confidence())
            .database(database)
            .queryId(Long.toString(statement.key().queryId()))
            .causedBy(causedBy)
            .message(message(before, after, cause))
            .evidence("statement", Objects.requireNonNullElse(statement.text(), "unknown"))
            .evidence("roles", String.join(", ", roles))
            .evidence(
                "what changed",
                members.stream().map(ShapeSet.Member::text).collect(Collectors.joining(", ")))
            .evidence("plan before", before)
            .evidence("plan after", after);
    String trees = PlanTrees.sideBySide(lines(flip.from().of(member)), lines(flip.to().of(member)));
    if (trees != null) {
      finding.evidence(Finding.PLANS, trees);
    }
    finding
        .evidence(
            "blocks per call",
            blocks(comparison.before().blocksPerCall(), comparison.after().blocksPerCall()))
        .evidence(
            "temporary blocks per call",
            blocks(comparison.before().tempBlocksPerCall(), comparison.after().tempBlocksPerCall()))
        .evidence(
            "rows per call",
            blocks(comparison.before().rowsPerCall(), comparison.after().rowsPerCall()))
        .evidence("mean time", times())
        .evidence(
            "calls compared",
            rounded(comparison.before().calls(), 2)
                + " → "
                + rounded(comparison.after().calls(), 2))
        .evidence("share of database time", percent())
        .evidence("plans come from", source())
        .evidence("flipped", between(flip))
        .evidence("cause", cause == null ? "unknown" : cause.text());
    others().ifPresent(text -> finding.evidence("also changed meanwhile", text));
    if (worse == Comparison.Worse.TIME) {
      finding.evidence(
          "other statements",
          Double.isNaN(comparison.peers())
              ? "none to compare with"
              : rounded(comparison.peers(), 2) + " times as slow as before (median)");
    }
    if (statement.plans().transitions().size() > 2) {
      finding.evidence(
          "plan changes", statement.plans().transitions().size() + ", it comes and goes");
    }
    if (statement.plans().missing() != null) {
      finding.evidence("plans with values", "not all could be had: " + statement.plans().missing());
    }
    return finding
        .impact(impact())
        .fix(
            cause == null
                ? new Fix(
                    List.of(),
                    "no index, setting or statistics changed as far as could be seen: compare the"
                        + " plans, and the settings that the application sets for itself")
                : cause.fix())
        .undo(cause == null ? null : cause.undo())
        .build();
  }

  private String source() {
    String own =
        "EXPLAIN of pghealth"
            + (statement.flip().to().ofPartition()
                ? ", of one partition that stands for all of a table, whose plan takes too many"
                    + " locks"
                : "");
    return planSources.isEmpty()
        ? own
        : own + "; " + String.join(", ", planSources) + " is there and is not read";
  }

  private String message(String before, String after, FlipCause cause) {
    return "A query went from "
        + before
        + " to "
        + after
        + ": "
        + costs()
        + "; cause"
        + (cause == null
            ? " unknown"
            : inCatalog()
                ? ": " + cause.text() + " " + when()
                : " not seen in the catalog, but " + cause.text());
  }

  /** Whether the likeliest cause is more than that somebody else was busy at the time. */
  private boolean inCatalog() {
    return causes.likeliest() != null && causes.likeliest().kind() != CatalogChange.Kind.ROLLED_OUT;
  }

  /** Whether the likeliest cause is something that happened, and not how things are. */
  private boolean happened() {
    return inCatalog() && causes.likeliest().kind() != CatalogChange.Kind.STATISTICS_OLD;
  }

  /** What it cost and costs. */
  String costs() {
    return "blocks per call "
        + blocks(comparison.before().blocksPerCall(), comparison.after().blocksPerCall())
        + (worse == Comparison.Worse.TEMP_BLOCKS
            ? ", temporary blocks per call "
                + blocks(
                    comparison.before().tempBlocksPerCall(), comparison.after().tempBlocksPerCall())
            : "")
        + ", mean "
        + times()
        + ", "
        + percent()
        + " of database time";
  }

  private String when() {
    CatalogChange cause = causes.likeliest();
    return "between " + time(cause.after()) + " and " + time(cause.until());
  }

  private static String between(Flip flip) {
    return "between " + time(flip.after()) + " and " + time(flip.until());
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private java.util.Optional<String> others() {
    String text =
        causes.changes().stream()
            .skip(1)
            .limit(3)
            .map(c -> FlipCause.of(c, database).text())
            .distinct()
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(text);
  }

  String tree(String hash) {
    Shape shape = plans.shape(hash);
    return shape == null ? "a plan that was forgotten" : shape.tree();
  }

  private List<PlanLine> lines(String hash) {
    Shape shape = plans.shape(hash);
    return shape == null ? List.of() : shape.lines();
  }

  /** By how much it is worse, and how much of the load it is. */
  Severity severity() {
    double factor =
        (worse == Comparison.Worse.TIME ? comparison.timeFactor() : comparison.blocksFactor())
            / comparison.rowsFactor();
    double share = load().share();
    if (share >= 0.25 && factor >= MUCH) {
      return Severity.CRITICAL;
    }
    return share >= 0.1 || factor >= MUCH ? Severity.HIGH : Severity.MEDIUM;
  }

  Confidence confidence() {
    if (worse == Comparison.Worse.TIME) {
      return Double.isNaN(comparison.peers()) ? Confidence.LOW : Confidence.MEDIUM;
    }
    boolean measured = comparison.before() != statement.costs().first();
    return measured && happened() && !causes.contested() ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /** Since the flip, so that one busy minute of others does not change the severity. */
  private Window load() {
    Window all = statement.costs().recent().stream().reduce(Window.none(), Window::plus);
    return statement.flipped() && all.calls() > 0 ? all : comparison.after();
  }

  String impact() {
    double more = comparison.after().meanMillis() - comparison.before().meanMillis();
    return more > 0
        ? "each call takes " + millis(more) + " longer; " + percent() + " of the database's time"
        : "each call reads more blocks than before; " + percent() + " of the database's time";
  }

  private String times() {
    return millis(comparison.before().meanMillis())
        + " → "
        + millis(comparison.after().meanMillis());
  }

  private String percent() {
    double percent = load().share() * 100;
    return percent < 1 ? "below 1%" : rounded(percent, 2) + "%";
  }

  private static String blocks(double before, double after) {
    return rounded(before, 3) + " → " + rounded(after, 3);
  }

  private static String millis(double value) {
    return rounded(value, 2) + " ms";
  }

  /** Few digits: the last ones change in every cycle and say nothing. */
  private static String rounded(double value, int digits) {
    BigDecimal few = BigDecimal.valueOf(value).round(new MathContext(digits));
    return few.abs().compareTo(BigDecimal.TEN) >= 0
        ? String.format(Locale.ROOT, "%,.0f", few)
        : few.stripTrailingZeros().toPlainString();
  }
}
