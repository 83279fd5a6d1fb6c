package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.FreezeAges.Age;
import io.pghealth.snapshot.FreezeAges.Relation;
import io.pghealth.snapshot.FreezeAges.TemporarySession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link FreezeAges} of the session's database, in two statements that wait for no lock. */
public final class FreezeAgeCollector implements Collector<FreezeAges> {

  @Override
  public Class<FreezeAges> facts() {
    return FreezeAges.class;
  }

  @Override
  public Collected<FreezeAges> collect(Session session) {
    record Row(Relation relation, boolean hidden, String role) {}
    try {
      Map<Integer, TemporarySession> sessions = new HashMap<>();
      session.query(
          new Sql("temporary-sessions"),
          row ->
              sessions.put(
                  row.getInt("session"),
                  new TemporarySession(
                      row.getInt("pid"), row.getString("role"), row.getString("started"))));
      List<Row> rows =
          session.query(
              new Sql("freeze-ages"),
              row ->
                  new Row(
                      relation(row, sessions), row.getBoolean("hidden"), row.getString("role")));
      return Collected.known(
          new FreezeAges(
              rows.stream().map(Row::relation).toList(),
              rows.stream().anyMatch(Row::hidden),
              rows.isEmpty() ? null : rows.getFirst().role()));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Relation relation(ResultSet row, Map<Integer, TemporarySession> sessions)
      throws SQLException {
    int number = row.getInt("session");
    TemporarySession session = row.wasNull() ? null : sessions.get(number);
    return new Relation(
        row.getLong("oid"),
        row.getString("schema"),
        row.getString("name"),
        row.getString("toast"),
        row.getBoolean("temporary"),
        session,
        row.getString("owner"),
        row.getLong("size_bytes"),
        new Age(row.getLong("age"), row.getLong("max_age")),
        new Age(row.getLong("multi_age"), row.getLong("multi_max_age")),
        row.getBoolean("vacuumed"));
  }
}
