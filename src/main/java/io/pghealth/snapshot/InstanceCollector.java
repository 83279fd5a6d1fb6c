package io.pghealth.snapshot;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.InstanceFacts.DatabaseFacts;
import io.pghealth.snapshot.InstanceFacts.StandbyFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * Reads {@link InstanceFacts}, from any database of the instance. A role that may only CONNECT sees
 * all of it but who the standbys are.
 */
public final class InstanceCollector {
  private static final Sql INSTANCE = new Sql("instance");
  private static final Sql DATABASES = new Sql("instance-databases");
  private static final Sql STANDBYS = new Sql("instance-standbys");
  private static final Sql ROLE = new Sql("current-role");

  /** Never throws: what fails is unknown, with the reason. */
  public Collected<InstanceFacts> collect(Session session) {
    try {
      List<DatabaseFacts> databases = session.query(DATABASES, InstanceCollector::database);
      Collected<List<StandbyFacts>> standbys = standbys(session);
      return Collected.known(
          session.query(INSTANCE, row -> instance(session, row, databases, standbys)).getFirst());
    } catch (SessionException e) {
      return Collected.unknown(e.getMessage(), remedy(e, session));
    }
  }

  private static InstanceFacts instance(
      Session session,
      ResultSet row,
      List<DatabaseFacts> databases,
      Collected<List<StandbyFacts>> standbys)
      throws SQLException {
    return new InstanceFacts(
        Long.toUnsignedString(row.getLong("system_identifier")),
        session.version(),
        row.getString("address"),
        row.getString("receiver_slot"),
        row.getBoolean("standby"),
        instant(row, "server_time"),
        instant(row, "postmaster_start"),
        row.getLong("timeline_id"),
        row.getBigDecimal("lsn").longValueExact(),
        instant(row, "statistics_reset"),
        databases,
        standbys);
  }

  private static DatabaseFacts database(ResultSet row) throws SQLException {
    return new DatabaseFacts(
        row.getLong("oid"),
        row.getString("datname"),
        instant(row, "stats_reset"),
        row.getBoolean("may_connect"));
  }

  /** A standby whose address is hidden, and whose role may be logical decoding, is no fact. */
  private static Collected<List<StandbyFacts>> standbys(Session session) throws SessionException {
    record Row(boolean visible, StandbyFacts facts) {}
    List<Row> rows =
        session.query(
            STANDBYS,
            row ->
                new Row(
                    row.getBoolean("visible"),
                    new StandbyFacts(
                        row.getString("address"),
                        row.getString("application_name"),
                        row.getString("slot_name"))));
    if (rows.stream().allMatch(Row::visible)) {
      return Collected.known(rows.stream().map(Row::facts).toList());
    }
    return Collected.unknown(
        rows.size() == 1 ? "1 standby is hidden" : rows.size() + " standbys are hidden",
        Remedy.sql("GRANT pg_monitor TO " + role(session)));
  }

  private static Remedy remedy(SessionException e, Session session) {
    if (e.reason() != SessionException.Reason.PERMISSION_DENIED) {
      return Remedy.none();
    }
    try {
      return Remedy.sql(
          "GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system(),"
              + " pg_catalog.pg_control_checkpoint() TO "
              + role(session));
    } catch (SessionException gone) {
      return Remedy.none();
    }
  }

  private static String role(Session session) throws SessionException {
    return Identifiers.quote(session.query(ROLE, row -> row.getString(1)).getFirst());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
