package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import java.util.Collection;
import java.util.List;

/** Reads values of columns from pg_stats. */
public final class ColumnValuesCollector {

  /**
   * A row per column that exists.
   *
   * @throws SessionException when the server refuses
   */
  public List<ColumnValues> collect(Session session, Collection<ColumnValues.Column> columns)
      throws SessionException {
    if (columns.isEmpty()) {
      return List.of();
    }
    return session.query(
        new Sql("column-values"),
        row ->
            new ColumnValues(
                new ColumnValues.Column(
                    row.getString("schema"), row.getString("name"), row.getString("attname")),
                row.getBoolean("readable"),
                row.getBoolean("known"),
                row.getString("common"),
                row.getString("median")),
        columns.stream().map(ColumnValues.Column::schema).toList(),
        columns.stream().map(ColumnValues.Column::relation).toList(),
        columns.stream().map(ColumnValues.Column::name).toList());
  }
}
