package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.VacuumFacts.Relation;
import io.pghealth.snapshot.VacuumFacts.Server;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads {@link VacuumFacts} of the session's database; waits for no relation's lock. */
public final class VacuumCollector implements Collector<VacuumFacts> {
  private final Scope scope;

  /** Of these tables. */
  public VacuumCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<VacuumFacts> facts() {
    return VacuumFacts.class;
  }

  @Override
  public Collected<VacuumFacts> collect(Session session) {
    try {
      List<Relation> relations =
          session.query(new Sql("vacuum-facts"), VacuumCollector::relation, scope.bind());
      // The clock after the counters: no vacuum lies in the future.
      Server server = session.query(new Sql("vacuum-server"), VacuumCollector::server).getFirst();
      return Collected.known(new VacuumFacts(server, relations));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Server server(ResultSet row) throws SQLException {
    Long workers = row.getObject("workers", Long.class);
    return new Server(
        row.getBoolean("enabled"),
        row.getBoolean("counting"),
        row.getString("counting_source"),
        Duration.ofSeconds(row.getLong("naptime_seconds")),
        row.getInt("most_workers"),
        workers == null ? null : workers.intValue(),
        row.getDouble("vacuum_threshold"),
        row.getDouble("vacuum_scale"),
        row.getDouble("vacuum_most"),
        row.getDouble("insert_threshold"),
        row.getDouble("insert_scale"),
        row.getDouble("analyze_threshold"),
        row.getDouble("analyze_scale"),
        instant(row, "server_time"));
  }

  private static Relation relation(ResultSet row) throws SQLException {
    return new Relation(
        row.getLong("oid"),
        row.getLong("owner_oid"),
        row.getString("schema"),
        row.getString("name"),
        row.getLong("file_node"),
        row.getDouble("tuples"),
        row.getLong("pages"),
        row.getLong("all_frozen_pages"),
        TableCollector.options(row, "options"),
        row.getBoolean("own_options"),
        row.getLong("live"),
        row.getLong("dead"),
        row.getLong("inserted"),
        row.getLong("updated"),
        row.getLong("deleted"),
        row.getLong("modified_since_analyze"),
        row.getLong("inserted_since_vacuum"),
        instant(row, "last_vacuum"),
        instant(row, "last_manual_vacuum"),
        instant(row, "last_analyze"),
        row.getLong("vacuums"),
        row.getLong("analyzes"),
        row.getBoolean("contended"),
        row.getBoolean("vacuumed_now"),
        row.getBoolean("analyzed_now"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
