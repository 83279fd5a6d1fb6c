package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.IndexColumns.Expression;
import io.pghealth.snapshot.IndexColumns.Held;
import io.pghealth.snapshot.IndexColumns.StatisticsName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads {@link IndexColumns} of the session's database, in three statements. */
public final class IndexColumnCollector implements Collector<IndexColumns> {
  private final Scope scope;

  /** Of these tables. */
  public IndexColumnCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<IndexColumns> facts() {
    return IndexColumns.class;
  }

  @Override
  public Collected<IndexColumns> collect(Session session) {
    try {
      Map<Long, Held> held = new HashMap<>();
      session.query(
          new Sql("index-columns"),
          row ->
              held.put(
                  row.getLong("oid"),
                  new Held(
                      row.getLong("table_oid"),
                      row.getBoolean("summarizing"),
                      IndexCollector.list(row, "names", String.class))),
          scope.bind());
      List<Expression> expressions =
          new Patient(session)
              .query(
                  "index-expressions",
                  row ->
                      new Expression(
                          row.getLong("oid"),
                          row.getInt("position"),
                          row.getString("expression"),
                          row.getBoolean("gathered")));
      List<StatisticsName> names =
          session.query(
              new Sql("statistics-names"),
              row -> new StatisticsName(row.getString("schema"), row.getString("name")));
      return Collected.known(new IndexColumns(held, expressions, new HashSet<>(names)));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }
}
