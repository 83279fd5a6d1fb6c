package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.TableColumns.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@link TableColumns} of the session's database, in two statements that wait for no lock.
 */
public final class TableColumnCollector implements Collector<TableColumns> {
  /** Where there is no table, nothing depends on it. */
  private static final int USUAL_BLOCK_SIZE = 8192;

  @Override
  public Class<TableColumns> facts() {
    return TableColumns.class;
  }

  @Override
  public Collected<TableColumns> collect(Session session) {
    record Row(int blockSize, String role) {}
    try {
      boolean all =
          session
              .query(new Sql("statistics-privileges"), row -> row.getBoolean("columns"))
              .getFirst();
      Map<Long, List<Column>> columns = new HashMap<>();
      List<Row> rows =
          session.query(
              new Sql(all ? "table-columns-all" : "table-columns"),
              row -> {
                columns
                    .computeIfAbsent(row.getLong("oid"), t -> new ArrayList<>())
                    .add(column(row));
                return new Row(row.getInt("block_size"), row.getString("role"));
              });
      return Collected.known(
          rows.isEmpty()
              ? new TableColumns(USUAL_BLOCK_SIZE, null, Map.of())
              : new TableColumns(rows.getFirst().blockSize(), rows.getFirst().role(), columns));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Column column(ResultSet row) throws SQLException {
    double nulls = row.getDouble("null_frac");
    boolean known = !row.wasNull();
    return new Column(
        row.getString("name"),
        row.getInt("length"),
        row.getString("alignment").charAt(0),
        row.getBoolean("not_null"),
        row.getBoolean("absent"),
        row.getBoolean("readable"),
        known ? nulls : null,
        known ? row.getInt("avg_width") : null);
  }
}
