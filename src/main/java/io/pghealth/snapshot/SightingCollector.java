package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.SightingFacts.Seen;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/** Reads {@link SightingFacts}, once per server; never a statement's text. */
public final class SightingCollector implements Collector<SightingFacts> {
  /** Characters; no server stores more of either (NAMEDATALEN). */
  private static final int LONGEST = 63;

  /** Milliseconds; what is older is of no use, and what a server says must not overflow. */
  private static final long LONG_AGO = 1_000_000_000;

  @Override
  public Class<SightingFacts> facts() {
    return SightingFacts.class;
  }

  @Override
  public Collected<SightingFacts> collect(Session session) {
    try {
      return Collected.known(
          new SightingFacts(session.query(new Sql("sightings"), SightingCollector::seen)));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Seen seen(ResultSet row) throws SQLException {
    return new Seen(
        row.getLong("database_oid"),
        row.getLong("query_id"),
        cut(row.getString("application")),
        cut(row.getString("session")),
        Duration.ofMillis(Math.clamp((long) (row.getDouble("seconds_ago") * 1000), 0, LONG_AGO)));
  }

  private static String cut(String text) {
    return text == null || text.codePointCount(0, text.length()) <= LONGEST
        ? Objects.requireNonNullElse(text, "")
        : text.substring(0, text.offsetByCodePoints(0, LONGEST));
  }
}
