package io.pghealth.check;

import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.ColumnStatistics.Key;
import io.pghealth.snapshot.IndexColumns;
import io.pghealth.snapshot.IndexColumns.Expression;
import io.pghealth.snapshot.IndexColumns.StatisticsName;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Index;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Statistics of expressions that the planner has only through an index (selfuncs.c:
 * examine_variable), and the extended statistics that take their place.
 */
final class ExpressionStatistics {
  /** NAMEDATALEN - 1. */
  private static final int LONGEST_NAME = 63;

  private static final String SUFFIX = "_stat";

  /**
   * Extended statistics of one expression.
   *
   * @param schema of table and statistics
   * @param table the expression's
   * @param name not taken yet
   * @param expression its text
   * @param target statistics target; null for the default
   */
  record Replacement(String schema, String table, String name, String expression, Integer target) {

    List<String> create() {
      String object = Identifiers.quote(schema, name);
      List<String> sql = new ArrayList<>();
      sql.add(
          "CREATE STATISTICS "
              + object
              + " ON ("
              + expression
              + ") FROM "
              + Identifiers.quote(schema, table));
      if (target != null) {
        sql.add("ALTER STATISTICS " + object + " SET STATISTICS " + target);
      }
      return sql;
    }

    String analyze() {
      return "ANALYZE " + Identifiers.quote(schema, table);
    }

    String drop() {
      return "DROP STATISTICS " + Identifiers.quote(schema, name);
    }
  }

  private final Map<Long, List<Index>> byTable;
  private final Collected<ColumnStatistics> columns;
  private final Map<Long, List<Expression>> byIndex;
  private final Set<StatisticsName> taken;
  private final Set<List<Object>> replaced = new HashSet<>();

  ExpressionStatistics(
      IndexFacts indexes, IndexColumns known, Collected<ColumnStatistics> columns) {
    this.byTable =
        indexes.indexes().values().stream().collect(Collectors.groupingBy(Index::tableOid));
    this.columns = columns;
    this.byIndex =
        known.expressions().stream().collect(Collectors.groupingBy(Expression::indexOid));
    this.taken = new HashSet<>(known.statistics());
  }

  /**
   * What the planner would lose with an index, or with a tree of them, unless that was said before.
   *
   * @param going OIDs of all indexes that may be dropped, this one's among them
   */
  List<Replacement> lostWith(IndexUnit unit, Set<Long> going) {
    List<Replacement> lost = new ArrayList<>();
    for (Index index : unit.leaves()) {
      // The planner takes no statistics of a partial index for those of the table.
      if (index.predicate() == null) {
        for (Expression expression : byIndex.getOrDefault(index.oid(), List.of())) {
          if (mayHaveStatistics(index, expression)
              && !elsewhere(index, expression, going)
              && replaced.add(List.of(index.tableOid(), expression.text()))) {
            lost.add(
                new Replacement(
                    index.schema(),
                    index.table(),
                    name(index),
                    expression.text(),
                    index.statistics().get(expression.position())));
          }
        }
      }
    }
    return lost;
  }

  private boolean elsewhere(Index index, Expression expression, Set<Long> going) {
    return expression.gathered()
        || byTable.get(index.tableOid()).stream()
            .filter(i -> i.predicate() == null && !going.contains(i.oid()))
            .flatMap(i -> byIndex.getOrDefault(i.oid(), List.of()).stream())
            .anyMatch(e -> e.text().equals(expression.text()));
  }

  /** Not where there are none to lose; where they are hidden from us there may be some. */
  private boolean mayHaveStatistics(Index index, Expression expression) {
    ColumnStatistics read = columns.toOptional().orElse(null);
    if (read == null) {
      return true;
    }
    var column = read.columns().get(new Key(index.oid(), expression.position()));
    var missing = column == null ? null : column.statistics().missing();
    return column != null
        && (missing == null
            || missing.remedy().sql().stream().anyMatch(sql -> sql.startsWith("GRANT ")));
  }

  private String name(Index index) {
    for (int n = 1; ; n++) {
      String suffix = n == 1 ? SUFFIX : SUFFIX + n;
      String name = shortened(index.name(), LONGEST_NAME - suffix.length()) + suffix;
      if (taken.add(new StatisticsName(index.schema(), name))) {
        return name;
      }
    }
  }

  private static String shortened(String name, int bytes) {
    String shorter = name;
    while (shorter.getBytes(StandardCharsets.UTF_8).length > bytes) {
      shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
    }
    return shorter;
  }
}
