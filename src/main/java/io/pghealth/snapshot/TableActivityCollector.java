package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.TableActivity.Activity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/** Reads {@link TableActivity} of the session's database; waits for no relation's lock. */
public final class TableActivityCollector implements Collector<TableActivity> {
  private final Scope scope;

  /** Of these tables. */
  public TableActivityCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<TableActivity> facts() {
    return TableActivity.class;
  }

  @Override
  public Collected<TableActivity> collect(Session session) {
    try {
      Map<Long, Activity> tables = new HashMap<>();
      session.query(
          new Sql("table-activity"),
          row -> tables.put(row.getLong("oid"), activity(row)),
          scope.bind());
      return Collected.known(new TableActivity(tables));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Activity activity(ResultSet row) throws SQLException {
    return new Activity(
        row.getLong("seq_scan"),
        row.getLong("seq_tup_read"),
        row.getLong("idx_scan"),
        row.getLong("inserted"),
        row.getLong("updated"),
        row.getLong("hot_updated"),
        row.getLong("deleted"),
        row.getLong("live"),
        row.getLong("dead"),
        row.getLong("modified_since_analyze"),
        row.getLong("inserted_since_vacuum"),
        instant(row, "last_vacuum"),
        instant(row, "last_autovacuum"),
        instant(row, "last_analyze"),
        instant(row, "last_autoanalyze"),
        row.getLong("vacuum_count"),
        row.getLong("autovacuum_count"),
        row.getLong("analyze_count"),
        row.getLong("autoanalyze_count"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
