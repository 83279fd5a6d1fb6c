package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.DatabaseAges.Database;
import java.util.List;

/** Reads {@link DatabaseAges} of the session's instance, in one statement. */
public final class DatabaseAgeCollector implements Collector<DatabaseAges> {

  @Override
  public Class<DatabaseAges> facts() {
    return DatabaseAges.class;
  }

  @Override
  public Collected<DatabaseAges> collect(Session session) {
    record Row(Database database, long multixact, boolean standby) {}
    try {
      List<Row> rows =
          session.query(
              new Sql("database-ages"),
              row ->
                  new Row(
                      new Database(
                          row.getString("name"),
                          row.getBoolean("allows_connections"),
                          row.getLong("age"),
                          row.getLong("multi_age"),
                          row.getBoolean("vacuumed")),
                      row.getLong("next_multixact"),
                      row.getBoolean("standby")));
      // The session's own database is always among them.
      Row any = rows.getFirst();
      return Collected.known(
          new DatabaseAges(
              rows.stream().map(Row::database).toList(), any.multixact(), any.standby()));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }
}
