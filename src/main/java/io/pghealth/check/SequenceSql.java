package io.pghealth.check;

import io.pghealth.finding.Fix;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.SequenceFacts.Column;
import io.pghealth.snapshot.SequenceFacts.Descent;
import io.pghealth.snapshot.SequenceFacts.Range;
import io.pghealth.snapshot.SequenceFacts.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * SQL that gives a sequence more room: wider columns, those that reference first, then the sequence
 * up to what every column holds.
 *
 * @param space of the sequence
 * @param tight share of the values from which on a column or the sequence is widened, in percent
 */
record SequenceSql(SequenceSpace space, double tight) {
  private static final String REWRITE =
      "Changing a type rewrites the table and its indexes under ACCESS EXCLUSIVE and needs as much"
          + " disk again: nobody reads or writes it meanwhile, and what references it or is"
          + " referenced is locked against writes. Programs that read the column must know the"
          + " wider type. On a large table, add a bigint column, fill it in steps and swap the two"
          + " instead.";
  private static final String QUICK =
      "ALTER SEQUENCE keeps nextval waiting until it commits; it reads no table.";

  Fix fix() {
    List<Column> widened = widened();
    String hindrance = hindrance(widened);
    if (hindrance != null) {
      return new Fix(List.of(), hindrance);
    }
    List<String> sql = new ArrayList<>();
    widened.forEach(c -> sql.add(type(c, "bigint")));
    long end = endAfter(widened);
    if (sequenceIsTight()) {
      sql.add(widerRange(end));
    }
    analyze(widened, sql);
    return new Fix(sql, widened.isEmpty() ? QUICK : REWRITE);
  }

  Fix undo() {
    List<Column> widened = widened();
    if (hindrance(widened) != null) {
      return null;
    }
    Sequence sequence = space.sequence();
    List<String> sql = new ArrayList<>();
    widened.reversed().forEach(c -> sql.add(type(c, c.declaredType())));
    sql.add(alter(sequence.type(), sequence.minimum(), sequence.maximum()));
    analyze(widened, sql);
    return new Fix(
        sql, "It fails once a value was taken that only the wider range holds." + rebuilt(widened));
  }

  /** PostgreSQL prints them with the wider type and reads that: id % 10 has casts from then on. */
  private static String rebuilt(List<Column> widened) {
    List<String> what = widened.stream().flatMap(c -> c.expressions().stream()).distinct().toList();
    return what.isEmpty()
        ? ""
        : " What computes with the column can keep casts to bigint, and an index with these no"
            + " longer serves the queries that it served; note the definitions before the fix and"
            + " make them anew after the undo: "
            + String.join(", ", what)
            + ".";
  }

  private List<Column> widened() {
    return space.columns().stream()
        .filter(c -> c.range() != null)
        .filter(c -> space.percent(columnEnd(c)) >= tight)
        .sorted(Comparator.comparing(Column::feed).reversed())
        .toList();
  }

  private boolean sequenceIsTight() {
    return space.percent(space.sequence().end()) >= tight;
  }

  /** Its own end, whether or not the sequence gets there. */
  private long columnEnd(Column column) {
    Range range = column.range();
    return space.sequence().ascending() ? range.maximum() : range.minimum();
  }

  private long endAfter(List<Column> widened) {
    boolean up = space.sequence().ascending();
    long end = up ? Long.MAX_VALUE : Long.MIN_VALUE;
    for (Column column : space.columns()) {
      if (column.range() != null && !widened.contains(column)) {
        end = up ? Math.min(end, columnEnd(column)) : Math.max(end, columnEnd(column));
      }
    }
    return end;
  }

  /** Why no statement that is known to run gives room; null where there is one. */
  private String hindrance(List<Column> widened) {
    for (Column column : widened) {
      if (column.domain()
          || !(column.baseType().equals("smallint") || column.baseType().equals("integer"))) {
        return "Widen "
            + named(column)
            + ", which is "
            + column.declaredType()
            + (column.domain() ? ", a domain" : "")
            + ": no statement for that is offered.";
      }
      if (column.partitionKey()) {
        return named(column)
            + " is in the partition key: its type cannot be changed. Make a new partitioned table"
            + " with bigint.";
      }
      if (column.descent() == Descent.INHERITED) {
        return named(column)
            + " is inherited: its type can only be changed in the table that it is inherited from,"
            + " and changes there in all that inherit it.";
      }
      if (!column.blockers().isEmpty()) {
        return "The type of "
            + named(column)
            + " can only be changed to bigint once these are dropped, to be made again after: "
            + String.join(", ", column.blockers())
            + ".";
      }
    }
    return space.percent(endAfter(widened)) >= tight
        ? "Nothing is wider than bigint: use its negative half, or start anew at values that are"
            + " free."
        : null;
  }

  private static String named(Column column) {
    return column.schema() + "." + column.table() + "." + column.name();
  }

  private static String type(Column column, String type) {
    return "ALTER TABLE "
        + Identifiers.quote(column.schema(), column.table())
        + " ALTER COLUMN "
        + Identifiers.quote(column.name())
        + " TYPE "
        + type;
  }

  private String widerRange(long end) {
    Sequence sequence = space.sequence();
    long minimum = sequence.ascending() ? sequence.minimum() : end;
    long maximum = sequence.ascending() ? end : sequence.maximum();
    return alter(type(minimum, maximum), minimum, maximum);
  }

  private String alter(String type, long minimum, long maximum) {
    return "ALTER SEQUENCE "
        + Identifiers.quote(space.sequence().schema(), space.sequence().name())
        + " AS "
        + type
        + " MINVALUE "
        + minimum
        + " MAXVALUE "
        + maximum;
  }

  /** The least type that holds both ends. */
  private static String type(long minimum, long maximum) {
    if (minimum >= Short.MIN_VALUE && maximum <= Short.MAX_VALUE) {
      return "smallint";
    }
    return minimum >= Integer.MIN_VALUE && maximum <= Integer.MAX_VALUE ? "integer" : "bigint";
  }

  /** A change of type throws the column's statistics away. */
  private static void analyze(List<Column> widened, List<String> sql) {
    Set<String> tables = new LinkedHashSet<>();
    for (Column column : widened) {
      tables.add(Identifiers.quote(column.schema(), column.table()));
      column.children().forEach(c -> tables.add(Identifiers.quote(c.schema(), c.name())));
    }
    tables.forEach(table -> sql.add("ANALYZE " + table));
  }
}
