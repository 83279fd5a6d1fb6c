package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.IndexIdentity.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Reads {@link IndexIdentity} of the session's database, in one statement. */
public final class IndexIdentityCollector implements Collector<IndexIdentity> {
  private final Scope scope;

  /** Of these tables. */
  public IndexIdentityCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<IndexIdentity> facts() {
    return IndexIdentity.class;
  }

  @Override
  public Collected<IndexIdentity> collect(Session session) {
    try {
      Map<Long, Identity> indexes = new HashMap<>();
      session.query(
          new Sql("index-identity"),
          row -> indexes.put(row.getLong("oid"), identity(row)),
          scope.bind());
      return Collected.known(new IndexIdentity(indexes));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Identity identity(ResultSet row) throws SQLException {
    return new Identity(
        row.getBoolean("immediate"),
        row.getString("expressions"),
        row.getString("predicate"),
        IndexCollector.list(row, "options", String.class),
        IndexCollector.list(row, "column_options", String.class));
  }
}
