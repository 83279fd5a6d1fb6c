package io.pghealth.bloat;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How many different keys the statistics speak of, and how surely. */
record Groups(
    SizeFacts facts, Index index, List<ColumnModel> columns, int keyColumns, RowCount count) {
  private static final int SAMPLE_PER_TARGET = 300;

  private List<IndexKeys.Column> keys() {
    return facts.keys().keys(index.oid());
  }

  /** Number of keys from extended statistics, or from one column that is unique; 0 for unknown. */
  double known() {
    boolean unique =
        columns.subList(0, keyColumns).stream()
            .anyMatch(c -> c.unique() || c.sizes().values().distinct() == -1);
    if (unique) {
      // The columns' own numbers say it.
      return 0;
    }
    Set<Integer> attnums = new HashSet<>();
    keys().forEach(key -> attnums.add(key.attnum()));
    return facts.statistics().extended().stream()
        .filter(e -> e.tableOid() == index.tableOid())
        .map(ColumnStatistics.Extended::values)
        .map(Collected::toOptional)
        .flatMap(java.util.Optional::stream)
        .map(g -> g.distinct().get(attnums))
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(0.0);
  }

  /** The fewest keys that there can be: as many as the column with the most values has. */
  double least() {
    return columns.subList(0, keyColumns).stream()
        .mapToDouble(c -> Math.min(count.rows(), c.unique() ? count.rows() : distinct(c)))
        .max()
        .orElse(1);
  }

  private static double distinct(ColumnModel column) {
    return Math.max(1, column.sizes().values().distinctOf(column.rows()));
  }

  /** Extended statistics that would tell. */
  Remedy create() {
    List<String> names =
        keys().stream()
            .filter(k -> k.name() != null)
            .map(k -> Identifiers.quote(k.name()))
            .toList();
    String table = Identifiers.quote(index.schema()) + "." + Identifiers.quote(index.table());
    return names.size() < keyColumns
        ? Remedy.none()
        : Remedy.sql(
            "CREATE STATISTICS "
                + Identifiers.quote(index.schema(), index.name() + "_keys")
                + " (ndistinct) ON "
                + String.join(", ", names)
                + " FROM "
                + table
                + ";",
            "ANALYZE " + table + ";");
  }

  /** Relative error of the number of values outside the most common ones; 0 where all was seen. */
  double noise() {
    double noise = 0;
    for (int i = 0; i < keyColumns; i++) {
      ColumnModel column = columns.get(i);
      double sample = SAMPLE_PER_TARGET * target(i);
      double mates = column.rowsOfOthers() - 1;
      if (!column.unique() && !column.complete() && sample < column.rows() && mates > 0.01) {
        double pairs = sample * column.othersShare() * mates * sample / column.rows() / 2;
        noise = Math.max(noise, 1.5 / Math.sqrt(Math.max(0.25, pairs)));
      }
    }
    return Math.min(2, noise);
  }

  private double target(int i) {
    return facts
        .statistics()
        .column(index, keys().get(i))
        .map(ColumnStatistics.Column::target)
        .orElse(100);
  }

  /**
   * Whether ANALYZE saw a part of the pages only, of a column with repeated values: rows of a value
   * on one page are then seen together, and values counted too few.
   */
  boolean clustered() {
    for (int i = 0; i < keyColumns; i++) {
      ColumnModel column = columns.get(i);
      if (count.pages() > SAMPLE_PER_TARGET * target(i)
          && !column.unique()
          && !column.complete()
          && column.rowsOfOthers() > 1.05) {
        return true;
      }
    }
    return false;
  }
}
