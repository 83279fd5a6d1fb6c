package io.pghealth.plan;

import io.pghealth.history.Shape;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.ColumnValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values for a statement's parameters. They go to the server and nowhere else.
 *
 * @param common the most common value of each column; null where one is missing
 * @param median the median value of each column; null where one is missing
 * @param missing why one of them is missing; null where none is
 */
record ParameterValues(List<String> common, List<String> median, String missing) {
  static final String HIDDEN = "statistics hidden";
  static final String NO_STATISTICS = "no statistics";
  static final String NO_COLUMN = "a parameter is compared with no column";

  /** Leaves the values out. */
  @Override
  public String toString() {
    return "ParameterValues[missing=" + missing + "]";
  }

  /** Values for each parameter of a statement; no value at all where it has no parameter. */
  static ParameterValues of(
      PlanNode generic,
      StatementText text,
      Names names,
      Map<ColumnValues.Column, ColumnValues> values) {
    if (text.parameters() == 0) {
      return new ParameterValues(null, null, null);
    }
    List<String> common = new ArrayList<>();
    List<String> median = new ArrayList<>();
    for (ParameterColumns.Source source : ParameterColumns.of(generic, text)) {
      switch (source) {
        case ParameterColumns.None _ -> {
          return new ParameterValues(null, null, NO_COLUMN);
        }
        case ParameterColumns.Irrelevant _ -> {
          common.add(null);
          median.add(null);
        }
        case ParameterColumns.Fixed(String value) -> {
          common.add(value);
          median.add(value);
        }
        case ParameterColumns.Column column -> {
          ColumnValues.Column key = column(source, names);
          ColumnValues known = key == null ? null : values.get(key);
          if (known == null) {
            return new ParameterValues(null, null, NO_COLUMN);
          }
          if (known.median() == null && known.common() == null) {
            return new ParameterValues(
                null,
                null,
                known.readable()
                    ? NO_STATISTICS
                    : HIDDEN + " (no SELECT on " + key.schema() + "." + key.relation() + ")");
          }
          // Where all values are as common as each other, any of them is.
          String first = known.common() == null ? known.median() : known.common();
          String middle = known.median() == null ? first : known.median();
          common.add(column.array() ? array(first) : first);
          median.add(column.array() ? array(middle) : middle);
        }
      }
    }
    return new ParameterValues(common, median, null);
  }

  /** The column whose statistics tell; null for none. A partition's are its root's. */
  static ColumnValues.Column column(ParameterColumns.Source source, Names names) {
    if (!(source instanceof ParameterColumns.Column column)) {
      return null;
    }
    Optional<CauseFacts.Relation> relation = names.relation(column.schema(), column.relation());
    return relation
        .map(Names::root)
        .map((Shape.Relation r) -> new ColumnValues.Column(r.schema(), r.name(), column.name()))
        .orElse(null);
  }

  private static String array(String value) {
    return "{\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
  }
}
