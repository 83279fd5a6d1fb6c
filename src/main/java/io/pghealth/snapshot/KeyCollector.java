package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.KeyFacts.Candidate;
import io.pghealth.snapshot.KeyFacts.Publication;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** Reads {@link KeyFacts} of the session's database, in two statements that wait for no lock. */
public final class KeyCollector implements Collector<KeyFacts> {
  private final Scope scope;

  /** Of these tables. */
  public KeyCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<KeyFacts> facts() {
    return KeyFacts.class;
  }

  @Override
  public Collected<KeyFacts> collect(Session session) {
    try {
      return Collected.known(
          new KeyFacts(
              session.query(new Sql("key-candidates"), KeyCollector::candidate, scope.bind()),
              session.query(new Sql("publications"), KeyCollector::publication)));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Candidate candidate(ResultSet row) throws SQLException {
    return new Candidate(
        row.getLong("oid"),
        row.getLong("table_oid"),
        IndexCollector.list(row, "columns", String.class),
        row.getBoolean("usable"),
        IndexCollector.list(row, "not_inherited", String.class));
  }

  private static Publication publication(ResultSet row) throws SQLException {
    return new Publication(
        row.getString("name"),
        row.getBoolean("all_tables"),
        row.getBoolean("updates"),
        row.getBoolean("deletes"),
        Set.copyOf(IndexCollector.list(row, "tables", Long.class)),
        Set.copyOf(IndexCollector.list(row, "schemas", String.class)));
  }
}
