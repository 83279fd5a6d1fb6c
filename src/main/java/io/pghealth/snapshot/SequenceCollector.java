package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.SequenceFacts.Column;
import io.pghealth.snapshot.SequenceFacts.Descent;
import io.pghealth.snapshot.SequenceFacts.Feed;
import io.pghealth.snapshot.SequenceFacts.Name;
import io.pghealth.snapshot.SequenceFacts.Sequence;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
      List<Sequence> sequences = patient.query("sequences", SequenceCollector::sequence);
      List<Long> worn =
          sequences.stream().filter(SequenceCollector::worn).map(Sequence::oid).toList();
      Map<Long, List<Column>> columns = new HashMap<>();
      patient
          .query("sequence-columns", row -> new Row(row.getLong("sequence_oid"), column(row)), worn)
          .forEach(row ->
              columns.computeIfAbsent(row.sequence(), s -> new ArrayList<>()).add(row.column()));
      return Collected.known(
          new SequenceFacts(
              sequences.stream()
                  .map(s -> s.feeding(columns.getOrDefault(s.oid(), List.of())))
                  .toList()));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  /** Whether it may have used a percent of some range: its own, or that of a smallint. */
  private static boolean worn(Sequence sequence) {
    if (sequence.last() == null) {
      return sequence.locked() || !sequence.readable();
    }
    BigInteger range =
        BigInteger.valueOf(sequence.maximum()).subtract(BigInteger.valueOf(sequence.minimum()));
    return Math.absExact(Math.max(sequence.last(), -Long.MAX_VALUE)) >= Short.MAX_VALUE / 100
        || sequence.used().multiply(BigInteger.valueOf(100)).compareTo(range) >= 0;
  }

  private record Row(long sequence, Column column) {}

  private static Sequence sequence(ResultSet row) throws SQLException {
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
        List.of());
  }

  private static Column column(ResultSet row) throws SQLException {
    return new Column(
        row.getLong("table_oid"),
        row.getString("schema"),
        row.getString("table_name"),
        row.getString("column_name"),
        Feed.valueOf(row.getString("feed")),
        row.getBoolean("partition"),
        Descent.valueOf(row.getString("descent")),
        row.getBoolean("partition_key"),
        row.getBoolean("unique_key"),
        row.getBoolean("domain"),
        row.getString("declared_type"),
        row.getString("base_type"),
        row.getInt("modifier"),
        IndexCollector.list(row, "blockers", String.class),
        IndexCollector.list(row, "expressions", String.class),
        children(row),
        row.getBoolean("locked"));
  }

  private static List<Name> children(ResultSet row) throws SQLException {
    List<String> schemas = IndexCollector.list(row, "child_schemas", String.class);
    List<String> names = IndexCollector.list(row, "child_names", String.class);
    return IntStream.range(0, names.size())
        .mapToObj(i -> new Name(schemas.get(i), names.get(i)))
        .toList();
  }
}
