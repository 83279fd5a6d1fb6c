package io.pghealth.plan;

import io.pghealth.finding.Fix;
import io.pghealth.history.CatalogChange;
import io.pghealth.history.CatalogChange.Kind;
import io.pghealth.history.Flip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What may have changed a plan, in the light of what its calls cost and return since.
 *
 * @param changes likeliest first
 */
public record FlipCauses(List<CatalogChange> changes) {
  /** By which a result has grown enough to be a cause. */
  private static final double GROWN = 1.5;

  private static final Set<Kind> GROWTH = EnumSet.of(Kind.RESULT_GREW, Kind.GREW);
  private static final Set<Kind> OTHER_DATA =
      EnumSet.of(Kind.RESULT_GREW, Kind.GREW, Kind.ANALYZED, Kind.STATISTICS_OLD);

  /** Copies the list. */
  public FlipCauses {
    changes = List.copyOf(changes);
  }

  /** Of a plan that changed. */
  public static FlipCauses of(Flip flip, Comparison comparison) {
    List<CatalogChange> all = new ArrayList<>(flip.causes());
    if (comparison.rowsFactor() >= GROWN) {
      all.add(
          new CatalogChange(
              Kind.RESULT_GREW,
              flip.after(),
              flip.until(),
              null,
              new CatalogChange.Detail(
                  null,
                  rounded(comparison.before().rowsPerCall()),
                  rounded(comparison.after().rowsPerCall()))));
    }
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    all.forEach(change -> kinds.add(change.kind()));
    all.sort(Comparator.comparingInt(change -> rank(change.kind(), kinds)));
    return new FlipCauses(all);
  }

  /**
   * An index that was created is to blame only where the plan uses it and the data did not become
   * other data. Growth is what the ANALYZE after it saw, but statistics that nobody renewed can be.
   */
  private static int rank(Kind kind, Set<Kind> all) {
    return switch (kind) {
      case INDEX_CREATED ->
          all.stream().anyMatch(OTHER_DATA::contains) ? after(Kind.GREW) : 10 * kind.ordinal();
      case GREW ->
          all.contains(Kind.STATISTICS_OLD)
              ? 10 * kind.ordinal()
              : 10 * Kind.ANALYZED.ordinal() - 1;
      default -> 10 * kind.ordinal();
    };
  }

  private static int after(Kind kind) {
    return 10 * kind.ordinal() + 1;
  }

  /** The likeliest; null where nothing is known. */
  public CatalogChange likeliest() {
    return changes.isEmpty() ? null : changes.getFirst();
  }

  /** What the likeliest says; null where nothing is known. */
  public FlipCause cause(String database, PresentNames names) {
    if (changes.isEmpty()) {
      return null;
    }
    FlipCause cause = FlipCause.of(likeliest(), database, names);
    return likeliest().kind() == Kind.SETTING_CHANGED && grew()
        ? new FlipCause(
            cause.text(),
            new Fix(
                List.of(),
                "more rows were read or returned as well: compare both plans with the rows that"
                    + " there are now, before the setting is set back"),
            null)
        : cause;
  }

  /** Whether something else that happened may be what costs more. */
  public boolean contested() {
    return changes.stream().anyMatch(c -> c.kind() == Kind.RESULT_GREW)
        || (grew()
            && changes.stream()
                .anyMatch(c -> c.kind() == Kind.INDEX_CREATED || c.kind() == Kind.SETTING_CHANGED));
  }

  private boolean grew() {
    return changes.stream().anyMatch(c -> GROWTH.contains(c.kind()));
  }

  /** Two digits: the others change in every cycle. */
  private static String rounded(double rows) {
    return new java.math.BigDecimal(rows)
        .round(new java.math.MathContext(2))
        .stripTrailingZeros()
        .toPlainString();
  }
}
