package io.pghealth.plan;

import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.TableScans.Read;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.PlanTables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Conditions that the statement always carries, and that few rows meet.
 *
 * @param sql null for none
 * @param share of the rows that meet them
 * @param columns that they are about
 */
record PartialCondition(String sql, double share, Set<String> columns) {

  /** The first column that they are about; there is one where {@link #sql} is not null. */
  String column() {
    return columns.iterator().next();
  }

  /** Of the conditions on a table. */
  static PartialCondition of(KnownTables known, Read read, List<Of> all) {
    Set<String> sql = new TreeSet<>();
    Set<String> columns = new LinkedHashSet<>();
    double share = 1;
    for (Of predicate : all) {
      PlanTables.Column column = known.column(read, predicate.column().name());
      if (column == null || predicate.column().cast() != null) {
        continue;
      }
      Double met =
          switch (predicate.kind()) {
            case NULL -> column.nulls();
            case NOT_NULL -> column.nulls() == null ? null : (Double) (1 - column.nulls());
            case TRUE -> column.trueShare();
            case FALSE ->
                column.trueShare() == null || column.nulls() == null
                    ? null
                    : (Double) (1 - column.trueShare() - column.nulls());
            default -> null;
          };
      if (met == null || met > 0.5) {
        continue;
      }
      String quoted = Identifiers.quote(predicate.column().name());
      sql.add(
          switch (predicate.kind()) {
            case NULL -> quoted + " IS NULL";
            case NOT_NULL -> quoted + " IS NOT NULL";
            case TRUE -> quoted;
            default -> "NOT " + quoted;
          });
      columns.add(predicate.column().name());
      share *= Math.max(met, 1e-9);
    }
    return new PartialCondition(sql.isEmpty() ? null : String.join(" AND ", sql), share, columns);
  }
}
