package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link PlanTables}: two statements, however many tables there are. */
public final class PlanTableCollector {

  /**
   * Reads these tables and columns.
   *
   * @throws SessionException when the server refuses
   */
  public PlanTables collect(
      Session session, Collection<PlanTables.Name> names, Collection<ColumnValues.Column> columns)
      throws SessionException {
    Map<PlanTables.Name, PlanTables.Table> tables = new HashMap<>();
    List<Boolean> hypothetical = new ArrayList<>();
    List<String> trigrams = new ArrayList<>();
    if (!names.isEmpty()) {
      session.query(
          new Sql("plan-tables"),
          row -> {
            hypothetical.add(row.getBoolean("hypothetical"));
            trigrams.add(row.getString("trigrams"));
            return tables.put(
                new PlanTables.Name(row.getString("schema"), row.getString("name")), table(row));
          },
          names.stream().map(PlanTables.Name::schema).toList(),
          names.stream().map(PlanTables.Name::name).toList());
    }
    Map<ColumnValues.Column, PlanTables.Column> known = new HashMap<>();
    if (!columns.isEmpty()) {
      session.query(
          new Sql("plan-columns"),
          row ->
              known.put(
                  new ColumnValues.Column(
                      row.getString("schema"), row.getString("name"), row.getString("attname")),
                  column(row)),
          columns.stream().map(ColumnValues.Column::schema).toList(),
          columns.stream().map(ColumnValues.Column::relation).toList(),
          columns.stream().map(ColumnValues.Column::name).toList());
    }
    return new PlanTables(
        tables,
        known,
        trigrams.isEmpty() ? null : trigrams.getFirst(),
        hypothetical.contains(true));
  }

  private static PlanTables.Table table(ResultSet row) throws SQLException {
    return new PlanTables.Table(
        row.getBoolean("partitioned"),
        row.getDouble("tuples"),
        row.getDouble("pages"),
        row.getBoolean("unknown"),
        row.getBoolean("key_expression"),
        names(row, "key"),
        names(row, "key_types"));
  }

  private static List<String> names(ResultSet row, String column) throws SQLException {
    Array names = row.getArray(column);
    return names == null ? List.of() : List.of((String[]) names.getArray());
  }

  private static PlanTables.Column column(ResultSet row) throws SQLException {
    return new PlanTables.Column(
        row.getString("type"),
        row.getBoolean("built_in"),
        row.getBoolean("array_type"),
        number(row, "n_distinct"),
        number(row, "null_frac"),
        number(row, "correlation"),
        row.getObject("avg_width", Integer.class),
        row.getDouble("most_common"),
        number(row, "true_share"));
  }

  private static Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }
}
