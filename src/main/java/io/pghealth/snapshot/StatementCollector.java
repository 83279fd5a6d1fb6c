package io.pghealth.snapshot;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/**
 * Reads pg_stat_statements, once per server: the extension shows the statements of every database
 * wherever it is installed.
 */
public final class StatementCollector {
  private static final Sql EXTENSION = new Sql("statement-extension");

  /** Whether texts and counters can be had in a database, and where. */
  private record Extension(
      String schema, Integer maxEntries, boolean usable, String role, List<String> planSources) {}

  private record Info(long evictions, Instant statsReset) {}

  /**
   * Counters of all statements of the server. Unknown where this database has no extension: ask
   * another one.
   */
  public Collected<StatementFacts> collect(Session session) {
    try {
      List<Extension> found =
          session.query(
              EXTENSION,
              row ->
                  new Extension(
                      row.getString("schema"),
                      row.getObject("max_entries", Integer.class),
                      row.getBoolean("usable"),
                      row.getString("role"),
                      List.of((String[]) row.getArray("plan_sources").getArray())));
      if (found.isEmpty()) {
        return Collected.unknown(
            "pg_stat_statements is not installed in any database that was read",
            new Remedy(
                List.of("CREATE EXTENSION pg_stat_statements"),
                "pg_stat_statements must stand in shared_preload_libraries, which needs a restart"));
      }
      Extension extension = found.getFirst();
      if (extension.maxEntries() == null) {
        return Collected.unknown(
            "pg_stat_statements is installed but not loaded",
            Remedy.note(
                "add pg_stat_statements to shared_preload_libraries and restart the server"));
      }
      if (!extension.usable()) {
        return Collected.unknown(
            "no USAGE on the schema of pg_stat_statements",
            Remedy.sql(
                "GRANT USAGE ON SCHEMA "
                    + Identifiers.quote(extension.schema())
                    + " TO "
                    + Identifiers.quote(extension.role())));
      }
      return read(session, extension);
    } catch (SessionException e) {
      return failure(e);
    }
  }

  private static Collected<StatementFacts> read(Session session, Extension extension)
      throws SessionException {
    Info info =
        session
            .query(
                new Sql("statements-info", extension.schema()),
                row -> new Info(row.getLong("dealloc"), instant(row, "stats_reset")))
            .getFirst();
    List<StatementFacts.Entry> entries =
        session.query(new Sql("statements", extension.schema()), StatementCollector::entry);
    List<StatementFacts.Entry> visible = entries.stream().filter(Objects::nonNull).toList();
    return Collected.known(
        new StatementFacts(
            session.database(),
            extension.schema(),
            session.version().major(),
            info.statsReset(),
            info.evictions(),
            extension.maxEntries(),
            entries.size() - visible.size(),
            visible,
            extension.role(),
            extension.planSources()));
  }

  /** An entry; null where the role may not see whose it is. */
  private static StatementFacts.Entry entry(ResultSet row) throws SQLException {
    long queryId = row.getLong("queryid");
    if (row.wasNull()) {
      return null;
    }
    return new StatementFacts.Entry(
        row.getLong("userid"),
        row.getString("rolname"),
        row.getLong("dbid"),
        queryId,
        row.getBoolean("toplevel"),
        row.getLong("calls"),
        row.getLong("rows"),
        row.getDouble("total_exec_time"),
        row.getDouble("mean_exec_time"),
        row.getDouble("stddev_exec_time"),
        row.getDouble("min_exec_time"),
        row.getDouble("max_exec_time"),
        row.getLong("blocks"),
        row.getLong("temp_blocks"),
        instant(row, "stats_since"),
        work(row));
  }

  private static StatementWork work(ResultSet row) throws SQLException {
    return new StatementWork(
        row.getLong("shared_blks_hit"),
        row.getLong("shared_blks_read"),
        row.getLong("shared_blks_dirtied"),
        row.getLong("shared_blks_written"),
        row.getLong("temp_blks_read"),
        row.getLong("temp_blks_written"),
        row.getLong("wal_bytes"),
        row.getLong("plans"),
        row.getDouble("total_plan_time"),
        row.getDouble("read_time"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private static Collected<StatementFacts> failure(SessionException e) {
    return e.reason() == SessionException.Reason.UNDEFINED
        ? Collected.unknown(
            "the extension pg_stat_statements is older than the server",
            Remedy.sql("ALTER EXTENSION pg_stat_statements UPDATE"))
        : Collected.unknown("pg_stat_statements: " + e.getMessage(), Remedy.none());
  }
}
