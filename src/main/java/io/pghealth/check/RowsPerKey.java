package io.pghealth.check;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.ColumnStatistics.Column;
import io.pghealth.snapshot.ColumnStatistics.Extended;
import io.pghealth.snapshot.ColumnStatistics.Groups;
import io.pghealth.snapshot.ColumnStatistics.Values;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many rows share a value of some columns, on average and without NULLs, as the statistics say
 * (pg_stats.n_distinct, null_frac; pg_class.reltuples).
 */
record RowsPerKey(
    Collected<ColumnStatistics> statistics, TableFacts tables, TableActivity activity) {
  private static final String DEPENDENT =
      "how many rows share the first columns of its index is not known without extended statistics";

  /** Rows that a look-up through some of the columns may find, to be held against the others. */
  static final int FEW = 100;

  /**
   * Rows per value.
   *
   * @param least if the columns do not depend on each other
   * @param most if they depend wholly
   */
  record Range(double least, double most) {}

  /** Of a table that is not partitioned. */
  Collected<Range> of(Table table, Set<Integer> attnums) {
    RowCount count = RowCount.of(tables, activity, table);
    if (count.least() != count.most()) {
      return Collected.unknown(
          "never analyzed: how many rows share a value is not known",
          Remedy.sql("ANALYZE " + Identifiers.quote(table.schema(), table.name())));
    }
    double rows = Math.max(1, count.least());
    Collected.Unknown<ColumnStatistics> unread = statistics.missing();
    if (unread != null) {
      return Collected.unknown(unread.reason(), unread.remedy());
    }
    ColumnStatistics known = statistics.toOptional().orElseThrow();
    Optional<Double> groups = groups(known, table, attnums);
    if (groups.isPresent()) {
      double each = rows / Math.max(1, groups.get());
      return Collected.known(new Range(each, each));
    }
    double most = rows;
    double all = 1;
    double filled = 1;
    Collected.Unknown<Values> missing = null;
    for (int attnum : attnums) {
      Collected<Values> values =
          known
              .column(table.oid(), attnum)
              .map(Column::statistics)
              .orElseGet(() -> Collected.unknown("statistics were not read", Remedy.none()));
      if (values.missing() != null) {
        missing = values.missing();
        continue;
      }
      Values value = values.toOptional().orElseThrow();
      double distinct = Math.max(1, value.distinctOf(rows));
      double share = 1 - value.nullFraction();
      most = Math.min(most, rows * share / distinct);
      all *= distinct;
      filled = Math.max(0, filled - value.nullFraction());
    }
    if (missing != null) {
      // One column alone may already tell that there are few.
      return most <= FEW
          ? Collected.known(new Range(0, most))
          : Collected.unknown(missing.reason(), missing.remedy());
    }
    double least = rows * filled / Math.min(rows, all);
    return Collected.known(new Range(Math.min(least, most), most));
  }

  private static Optional<Double> groups(
      ColumnStatistics known, Table table, Set<Integer> attnums) {
    return known.extended().stream()
        .filter(e -> e.tableOid() == table.oid())
        .map(Extended::values)
        .flatMap(v -> v.toOptional().stream())
        .map(g -> g.distinct().get(attnums))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** Why the columns' own statistics do not tell how many rows share values of all of them. */
  Collected.Unknown<Range> together(Table table, Set<Integer> attnums) {
    Optional<ColumnStatistics> known = statistics.toOptional();
    Optional<Collected.Unknown<Groups>> hidden =
        known.stream()
            .flatMap(k -> k.extended().stream())
            .filter(e -> e.tableOid() == table.oid())
            .map(e -> e.values().missing())
            .filter(Objects::nonNull)
            .findFirst();
    if (hidden.isPresent()) {
      return new Collected.Unknown<>(hidden.get().reason(), hidden.get().remedy());
    }
    List<String> names =
        attnums.stream()
            .sorted()
            .flatMap(n -> known.flatMap(k -> k.column(table.oid(), n)).stream())
            .map(Column::name)
            .toList();
    String name = Identifiers.quote(table.schema(), table.name());
    return new Collected.Unknown<>(
        DEPENDENT,
        Remedy.sql(
            "CREATE STATISTICS "
                + Identifiers.quote(
                    table.schema(),
                    IndexNames.cut(table.name() + "_" + String.join("_", names), "_groups"))
                + " (ndistinct) ON "
                + names.stream().map(Identifiers::quote).collect(Collectors.joining(", "))
                + " FROM "
                + name,
            "ANALYZE " + name));
  }
}
