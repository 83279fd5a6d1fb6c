package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.ChecksumFacts.Failure;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads {@link ChecksumFacts} of the session's instance. */
public final class ChecksumCollector implements Collector<ChecksumFacts> {

  @Override
  public Class<ChecksumFacts> facts() {
    return ChecksumFacts.class;
  }

  @Override
  public Collected<ChecksumFacts> collect(Session session) {
    record Row(boolean enabled, Failure failure) {}
    try {
      List<Row> rows =
          session.query(
              new Sql("checksum-failures"),
              row -> {
                OffsetDateTime last = row.getObject("last_failure", OffsetDateTime.class);
                return new Row(
                    row.getBoolean("enabled"),
                    new Failure(
                        row.getString("name"),
                        row.getLong("failures"),
                        last == null ? null : last.toInstant()));
              });
      return Collected.known(
          new ChecksumFacts(
              rows.stream().anyMatch(Row::enabled),
              rows.stream().map(Row::failure).filter(f -> f.count() > 0).toList()));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }
}
