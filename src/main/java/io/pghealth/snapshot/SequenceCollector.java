package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.SequenceFacts.Column;
import io.pghealth.snapshot.SequenceFacts.Feed;
import io.pghealth.snapshot.SequenceFacts.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link SequenceFacts} of the session's database, in two statements. */
public final class SequenceCollector implements Collector<SequenceFacts> {

  @Override
  public Class<SequenceFacts> facts() {
    return SequenceFacts.class;
  }

  @Override
  public Collected<SequenceFacts> collect(Session session) {
    try {
      Patient patient = new Patient(session);
      Map<Long, List<Column>> columns = new HashMap<>();
      patient
          .query("sequence-columns", row -> new Row(row.getLong("sequence_oid"), column(row)))
          .forEach(row ->
              columns.computeIfAbsent(row.sequence(), s -> new ArrayList<>()).add(row.column()));
      return Collected.known(
          new SequenceFacts(patient.query("sequences", row -> sequence(row, columns))));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private record Row(long sequence, Column column) {}

  private static Sequence sequence(ResultSet row, Map<Long, List<Column>> columns)
      throws SQLException {
    long oid = row.getLong("oid");
    long last = row.getLong("last_value");
    Long lastOrNull = row.wasNull() ? null : last;
    return new Sequence(
        oid,
        row.getString("schema"),
        row.getString("name"),
        row.getString("type"),
        row.getLong("minimum"),
        row.getLong("maximum"),
        row.getLong("increment"),
        row.getLong("cache"),
        row.getBoolean("cycle"),
        lastOrNull,
        row.getBoolean("readable"),
        row.getBoolean("locked"),
        columns.getOrDefault(oid, List.of()));
  }

  private static Column column(ResultSet row) throws SQLException {
    return new Column(
        row.getLong("table_oid"),
        row.getString("schema"),
        row.getString("table_name"),
        row.getString("column_name"),
        Feed.valueOf(row.getString("feed")),
        row.getBoolean("partition"),
        row.getBoolean("partition_key"),
        row.getBoolean("unique_key"),
        row.getBoolean("domain"),
        row.getString("declared_type"),
        row.getString("base_type"),
        row.getInt("modifier"),
        IndexCollector.list(row, "blockers", String.class),
        row.getBoolean("locked"));
  }
}
