package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.IndexUsage.Scans;
import io.pghealth.snapshot.IndexUsage.TableWrites;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link IndexUsage} of the session's database on the session's instance. */
public final class IndexUsageCollector {
  private final Scope scope;

  /** Of these tables. */
  public IndexUsageCollector(Scope scope) {
    this.scope = scope;
  }

  /** Never throws: what fails is unknown. Asked of every instance; waits for no relation's lock. */
  public Collected<IndexUsage> collect(Session session) {
    try {
      Map<Long, Scans> scans = new HashMap<>();
      session.query(
          new Sql("index-usage"),
          row ->
              scans.put(
                  row.getLong("oid"), new Scans(row.getLong("scans"), instant(row, "last_scan"))),
          scope.bind());
      Map<Long, TableWrites> tables = new HashMap<>();
      session.query(
          new Sql("table-writes"),
          row -> tables.put(row.getLong("oid"), writes(row)),
          scope.bind());
      List<Uncounted> uncounted =
          session.query(
              new Sql("uncounted"),
              row ->
                  new Uncounted(
                      Uncounted.Scope.valueOf(row.getString("scope")),
                      row.getString("name"),
                      session.database()));
      List<IndexUsage> usage =
          session.query(new Sql("statistics-age"), row -> usage(scans, tables, uncounted, row));
      return Collected.known(usage.getFirst());
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static TableWrites writes(ResultSet row) throws SQLException {
    return new TableWrites(
        row.getLong("inserted"),
        row.getLong("updated"),
        row.getLong("hot_updated"),
        row.getLong("deleted"));
  }

  private static IndexUsage usage(
      Map<Long, Scans> scans,
      Map<Long, TableWrites> tables,
      List<Uncounted> uncounted,
      ResultSet row)
      throws SQLException {
    return new IndexUsage(
        scans,
        tables,
        IndexCollector.list(row, "counters", Long.class),
        instant(row, "database_reset"),
        instant(row, "statistics_reset"),
        instant(row, "server_time"),
        uncounted);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
