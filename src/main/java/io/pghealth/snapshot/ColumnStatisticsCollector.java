package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.ColumnStatistics.Column;
import io.pghealth.snapshot.ColumnStatistics.Extended;
import io.pghealth.snapshot.ColumnStatistics.Key;
import io.pghealth.snapshot.ColumnStatistics.Lengths;
import io.pghealth.snapshot.ColumnStatistics.Values;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@link ColumnStatistics} of the session's database, in three statements that wait for no
 * relation's lock: from pg_statistic where the role may read it, which hides nothing, else from
 * pg_stats.
 */
public final class ColumnStatisticsCollector implements Collector<ColumnStatistics> {
  private final Scope scope;

  /** Of these tables. */
  public ColumnStatisticsCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<ColumnStatistics> facts() {
    return ColumnStatistics.class;
  }

  @Override
  public Collected<ColumnStatistics> collect(Session session) {
    try {
      Privileges may =
          session
              .query(
                  new Sql("statistics-privileges"),
                  row -> new Privileges(row.getBoolean("columns"), row.getBoolean("extended")))
              .getFirst();
      Map<Key, Column> columns = new HashMap<>();
      session.query(
          new Sql(may.columns() ? "column-statistics-all" : "column-statistics"),
          row -> columns.put(new Key(row.getLong("oid"), row.getInt("attnum")), column(row)),
          scope.bind());
      List<Extended> extended =
          session.query(
              new Sql(may.extended() ? "extended-statistics-all" : "extended-statistics"),
              ExtendedStatistics::read);
      return Collected.known(new ColumnStatistics(columns, ExtendedStatistics.single(extended)));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private record Privileges(boolean columns, boolean extended) {}

  private static Column column(ResultSet row) throws SQLException {
    return new Column(
        row.getString("name"),
        row.getLong("type_oid"),
        row.getString("type"),
        row.getInt("length"),
        row.getString("alignment").charAt(0),
        row.getString("storage").charAt(0),
        row.getBoolean("by_value"),
        row.getBoolean("not_null"),
        row.getBoolean("deterministic"),
        row.getInt("target"),
        row.getBoolean("known") ? Collected.known(values(row)) : MissingStatistics.ofColumn(row));
  }

  private static Values values(ResultSet row) throws SQLException {
    double correlation = row.getDouble("correlation");
    Double known = row.wasNull() ? null : correlation;
    List<Integer> common = IndexCollector.list(row, "common_lengths", Integer.class);
    List<Integer> bounds = IndexCollector.list(row, "bound_lengths", Integer.class);
    return new Values(
        row.getDouble("null_frac"),
        row.getInt("avg_width"),
        row.getDouble("n_distinct"),
        known,
        IndexCollector.list(row, "frequencies", Float.class).stream()
            .map(Float::doubleValue)
            .toList(),
        common.isEmpty() && bounds.isEmpty() ? null : new Lengths(common, bounds));
  }
}
