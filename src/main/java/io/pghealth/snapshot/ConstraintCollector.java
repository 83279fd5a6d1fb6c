package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.ConstraintFacts.Constraint;
import io.pghealth.snapshot.ConstraintFacts.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads {@link ConstraintFacts} of the session's database, in one statement. */
public final class ConstraintCollector implements Collector<ConstraintFacts> {

  @Override
  public Class<ConstraintFacts> facts() {
    return ConstraintFacts.class;
  }

  @Override
  public Collected<ConstraintFacts> collect(Session session) {
    try {
      return Collected.known(
          new ConstraintFacts(
              new Patient(session)
                  .query("constraints-unvalidated", ConstraintCollector::constraint)));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Constraint constraint(ResultSet row) throws SQLException {
    return new Constraint(
        row.getString("schema"),
        row.getString("owner"),
        row.getBoolean("domain"),
        row.getBoolean("partitioned"),
        row.getString("name"),
        switch (row.getString("kind")) {
          case "f" -> Kind.FOREIGN_KEY;
          case "n" -> Kind.NOT_NULL;
          default -> Kind.CHECK;
        },
        row.getBoolean("locked"),
        row.getString("referenced_schema"),
        row.getString("referenced_table"),
        row.getString("definition"),
        row.getString("comment"));
  }
}
