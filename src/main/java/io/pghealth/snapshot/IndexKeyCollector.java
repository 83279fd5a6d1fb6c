package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.IndexKeys.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@link IndexKeys} of the session's database, in two statements. */
public final class IndexKeyCollector implements Collector<IndexKeys> {
  private final Scope scope;

  /** Of these tables. */
  public IndexKeyCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<IndexKeys> facts() {
    return IndexKeys.class;
  }

  @Override
  public Collected<IndexKeys> collect(Session session) {
    try {
      Map<Long, List<Column>> columns = new HashMap<>();
      List<Row> rows =
          new Patient(session)
              .query("index-keys", row -> new Row(row.getLong("oid"), column(row)), scope.bind());
      rows.forEach(
          row -> columns.computeIfAbsent(row.oid(), o -> new ArrayList<>()).add(row.column()));
      Set<Long> nulls =
          new HashSet<>(session.query(new Sql("index-nulls"), row -> row.getLong("oid")));
      return Collected.known(new IndexKeys(columns, nulls));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private record Row(long oid, Column column) {}

  private static Column column(ResultSet row) throws SQLException {
    return new Column(
        row.getInt("position"),
        row.getInt("attnum"),
        row.getString("column_name"),
        row.getString("expression"),
        row.getBoolean("included"),
        row.getLong("opclass_oid"),
        row.getString("opclass"),
        row.getLong("opfamily_oid"),
        row.getLong("type_oid"),
        row.getLong("collation_oid"),
        row.getInt("option"));
  }
}
