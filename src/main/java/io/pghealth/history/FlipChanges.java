package io.pghealth.history;

import io.pghealth.postgres.Identifiers;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which changes can have made a statement's plan another. */
final class FlipChanges {
  private FlipChanges() {}

  /** Changes since the old plan was last seen that can have to do with this statement. */
  static List<CatalogChange> of(
      DatabasePlans plans, StatementHistory statement, ShapeSet seen, Instant after, Instant at) {
    Set<Shape.Relation> relations =
        Stream.concat(
                plans.relations(statement.plans().reference()).stream(),
                plans.relations(seen).stream())
            .collect(Collectors.toSet());
    Set<Shape.IndexUse> used = plans.indexes(statement.plans().reference());
    Set<Shape.IndexUse> uses = plans.indexes(seen);
    return plans.changes().stream()
        .filter(change -> change.until().isAfter(after))
        .filter(change ->
            switch (change.kind()) {
              case INDEX_DROPPED, INDEX_INVALID -> used.contains(use(change));
              case INDEX_CREATED -> uses.contains(use(change)) && !used.contains(use(change));
              case ANALYZED, STATISTICS_OLD, GREW, STATISTICS_DROPPED, PARTITIONING_CHANGED ->
                  relations.contains(change.table());
              case COLUMN_TYPE_CHANGED ->
                  relations.contains(change.table())
                      && named(statement.text(), used, uses, change.detail().name());
              case SETTING_CHANGED ->
                  change.concerns(statement.role()) && !undoes(change, statement);
              // Only what calls return says so.
              case RESULT_GREW -> false;
              case UPGRADED -> true;
              // Of another clock than ours: what seems to come after the new plan did not cause it.
              case ROLLED_OUT -> !change.until().isAfter(at);
            })
        .sorted(Comparator.comparing(CatalogChange::kind))
        .distinct()
        .toList();
  }

  /**
   * Whether the statement, or an index of its plans, names a column. Whoever wrote the statement
   * may have written an unquoted name in any case.
   */
  private static boolean named(
      String text, Set<Shape.IndexUse> used, Set<Shape.IndexUse> uses, String column) {
    return text != null
            && Identifiers.named(text.toLowerCase(Locale.ROOT), column.toLowerCase(Locale.ROOT))
        || Stream.concat(used.stream(), uses.stream())
            .anyMatch(use -> Identifiers.named(use.definition(), column));
  }

  /** Whether a setting is what it was when the plan that all is compared with was there. */
  private static boolean undoes(CatalogChange change, StatementHistory statement) {
    return statement.flipped()
        && statement.flip().causes().stream()
            .filter(c -> c.kind() == CatalogChange.Kind.SETTING_CHANGED)
            .filter(change::ofSameSetting)
            .anyMatch(c -> Objects.equals(c.before(), change.now()));
  }

  private static Shape.IndexUse use(CatalogChange change) {
    return new Shape.IndexUse(change.table(), change.index().definition());
  }
}
