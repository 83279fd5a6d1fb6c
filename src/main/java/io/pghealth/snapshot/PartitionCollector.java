package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.PartitionFacts.Key;
import io.pghealth.snapshot.PartitionFacts.Name;
import io.pghealth.snapshot.PartitionFacts.Partition;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link PartitionFacts} of the session's database, in three statements. */
public final class PartitionCollector implements Collector<PartitionFacts> {

  @Override
  public Class<PartitionFacts> facts() {
    return PartitionFacts.class;
  }

  @Override
  public Collected<PartitionFacts> collect(Session session) {
    try {
      Map<Long, List<Partition>> partitions = new HashMap<>();
      new Patient(session)
          .query("partitions", row -> new Row(row.getLong("parent_oid"), partition(row)))
          .forEach(row ->
              partitions
                  .computeIfAbsent(row.parent(), p -> new ArrayList<>())
                  .add(row.partition()));
      List<Partitioned> tables =
          session.query(new Sql("partitioned-tables"), row -> table(row, partitions));
      return Collected.known(
          new PartitionFacts(tables, partitions.isEmpty() ? List.of() : names(session)));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static List<Name> names(Session session) throws SessionException {
    return session.query(
        new Sql("partition-names"),
        row ->
            new Name(row.getString("schema"), row.getString("name"), row.getBoolean("is_table")));
  }

  private record Row(long parent, Partition partition) {}

  private static Partition partition(ResultSet row) throws SQLException {
    return new Partition(
        row.getLong("oid"),
        row.getString("schema"),
        row.getString("name"),
        row.getString("kind").equals("p"),
        row.getBoolean("is_default"),
        row.getBoolean("locked"),
        bound(row, "lower_bound"),
        bound(row, "upper_bound"));
  }

  private static Long bound(ResultSet row, String column) throws SQLException {
    long bound = row.getLong(column);
    return row.wasNull() ? null : bound;
  }

  private static Partitioned table(ResultSet row, Map<Long, List<Partition>> partitions)
      throws SQLException {
    return new Partitioned(
        row.getLong("oid"),
        row.getString("schema"),
        row.getString("name"),
        key(row),
        row.getString("key_column"),
        row.getLong("default_oid"),
        row.getBoolean("locked"),
        row.getLong("inserted"),
        row.getLong("default_inserted"),
        row.getBoolean("entangled"),
        IndexCollector.list(row, "columns", String.class),
        partitions.getOrDefault(row.getLong("oid"), List.of()));
  }

  private static Key key(ResultSet row) throws SQLException {
    String type = row.getString("key_type");
    if (row.getInt("key_columns") != 1 || type == null) {
      return Key.COMPOUND;
    }
    return switch (type) {
      case "date" -> Key.DATE;
      case "timestamp without time zone" -> Key.TIMESTAMP;
      case "timestamp with time zone" -> Key.TIMESTAMPTZ;
      case "smallint", "integer", "bigint" -> Key.INTEGER;
      default -> Key.OTHER;
    };
  }
}
