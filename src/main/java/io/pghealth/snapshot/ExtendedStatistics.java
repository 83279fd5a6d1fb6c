package io.pghealth.snapshot;

import io.pghealth.snapshot.ColumnStatistics.Extended;
import io.pghealth.snapshot.ColumnStatistics.Groups;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the text forms of pg_ndistinct and pg_dependencies (14 to 18). */
final class ExtendedStatistics {
  /** As in {@code {"1, 2": 50000, "1 => 2": 0.5}}. */
  private static final Pattern ENTRY = Pattern.compile("\"([-0-9, =>]+)\": ([-+0-9.eE]+)");

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

  private ExtendedStatistics() {}

  static Extended read(ResultSet row) throws SQLException {
    return new Extended(
        row.getLong("table_oid"),
        row.getString("schema"),
        row.getString("name"),
        row.getBoolean("known") ? Collected.known(groups(row)) : MissingStatistics.ofObject(row));
  }

  /** Leaves out tables with children, whose objects have two rows that cannot be told apart. */
  static List<Extended> single(List<Extended> rows) {
    Map<List<String>, Long> count =
        rows.stream()
            .collect(
                Collectors.groupingBy(e -> List.of(e.schema(), e.name()), Collectors.counting()));
    return rows.stream().filter(e -> count.get(List.of(e.schema(), e.name())) == 1).toList();
  }

  private static Groups groups(ResultSet row) throws SQLException {
    Map<Set<Integer>, Double> distinct = new HashMap<>();
    entries(row.getString("distinct_values"))
        .forEach((columns, value) -> distinct.put(new HashSet<>(columns), value));
    return new Groups(distinct, entries(row.getString("dependencies")));
  }

  private static Map<List<Integer>, Double> entries(String text) {
    Map<List<Integer>, Double> entries = new HashMap<>();
    Matcher entry = ENTRY.matcher(text == null ? "" : text);
    while (entry.find()) {
      List<Integer> columns = new ArrayList<>();
      NUMBER
          .matcher(entry.group(1))
          .results()
          .forEach(n -> columns.add(Integer.valueOf(n.group())));
      entries.put(columns, Double.valueOf(entry.group(2)));
    }
    return entries;
  }
}
