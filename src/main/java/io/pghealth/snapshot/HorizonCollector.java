package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.HorizonFacts.Holder;
import io.pghealth.snapshot.HorizonFacts.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

/** Reads {@link HorizonFacts} of the session's instance; never a statement's text. */
public final class HorizonCollector implements Collector<HorizonFacts> {

  @Override
  public Class<HorizonFacts> facts() {
    return HorizonFacts.class;
  }

  @Override
  public Collected<HorizonFacts> collect(Session session) {
    try {
      List<Holder> holders = session.query(new Sql("horizon"), HorizonCollector::holder);
      return Collected.known(
          session
              .query(
                  new Sql("horizon-server"),
                  row ->
                      new HorizonFacts(
                          row.getObject("next_transaction", Long.class),
                          row.getLong("freeze_max_age"),
                          instant(row, "server_time"),
                          row.getBoolean("visible"),
                          holders))
              .getFirst());
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Holder holder(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return new Holder(
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getObject("database_oid", Long.class),
        row.getString("database"),
        name == null ? "" : name,
        row.getString("role"),
        row.getString("client"),
        row.getObject("pid", Integer.class),
        row.getString("state"),
        row.getString("backend_type"),
        row.getString("plugin"),
        row.getBoolean("active"),
        row.getLong("transactions"),
        row.getBoolean("own"),
        instant(row, "since"),
        instant(row, "started"),
        row.getBoolean("index_build"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
