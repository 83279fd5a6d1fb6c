package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import java.util.Collection;
import java.util.List;

/** Reads which addresses the sessions of some databases of a server come from. */
public final class ClientCollector {
  /** At most 200 addresses of each database; none that the role may not see, and none of ours. */
  public List<DatabaseClient> collect(Session session, Collection<String> databases)
      throws SessionException {
    return session.query(
        new Sql("clients"),
        row ->
            new DatabaseClient(
                row.getString("database"),
                row.getString("address"),
                StatementCollector.instant(row, "connected")),
        List.copyOf(databases));
  }
}
