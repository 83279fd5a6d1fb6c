package io.pghealth.plan;

import io.pghealth.history.IndexWish.Method;
import io.pghealth.plan.Predicate.Kind;
import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.TableScans.Read;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.PlanTables;
import java.util.List;
import java.util.Set;

/**
 * An index for an operator that no btree knows.
 *
 * @param method of it
 * @param column that it is on
 * @param operatorClass as SQL; null for the default
 */
record SearchIndex(Method method, String column, String operatorClass) {
  private static final Set<String> TEXT_SEARCHES = Set.of("~~", "~~*", "~", "~*");
  private static final Set<String> JSON_SEARCHES = Set.of("@>", "?", "?|", "?&");
  private static final Set<String> ARRAY_SEARCHES = Set.of("@>", "&&");

  /** For the first of a table's conditions that has one; null for none. */
  static SearchIndex of(KnownTables known, Read read, List<Of> all) {
    for (Of predicate : all) {
      PlanTables.Column column = known.column(read, predicate.column().name());
      if (predicate.kind() != Kind.SEARCH
          || column == null
          || !KnownTables.fits(predicate.column(), column)) {
        continue;
      }
      String operator = predicate.operator();
      boolean gin =
          (column.type().equals("jsonb") && JSON_SEARCHES.contains(operator))
              || (column.type().equals("tsvector") && operator.equals("@@"))
              || (column.array() && ARRAY_SEARCHES.contains(operator));
      boolean text = column.type().equals("text") || column.type().equals("varchar");
      String trigrams = known.statistics().trigrams();
      if (gin) {
        return new SearchIndex(Method.GIN, predicate.column().name(), null);
      }
      if (text && TEXT_SEARCHES.contains(operator) && trigrams != null) {
        return new SearchIndex(
            Method.TRIGRAM,
            predicate.column().name(),
            Identifiers.quote(trigrams) + ".gin_trgm_ops");
      }
    }
    return null;
  }
}
