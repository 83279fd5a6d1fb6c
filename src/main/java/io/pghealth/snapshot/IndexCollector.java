package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.ForeignKey;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Locked;
import io.pghealth.snapshot.IndexFacts.Pgstattuple;
import io.pghealth.snapshot.IndexFacts.Support;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@link IndexFacts} of the session's database, in three statements. */
public final class IndexCollector {
  private final Scope scope;

  /** Of these tables. */
  public IndexCollector(Scope scope) {
    this.scope = scope;
  }

  /** Never throws: what fails is unknown. Best asked of the primary. */
  public Collected<IndexFacts> collect(Session session) {
    try {
      Patient patient = new Patient(session);
      Map<Long, Index> indexes = new HashMap<>();
      List<Locked> locked = new ArrayList<>();
      patient.query(
          "index-facts",
          row -> {
            if (row.getBoolean("locked")) {
              locked.add(locked(row));
            } else {
              Index index = index(row);
              indexes.put(index.oid(), index);
            }
            return row.getLong("oid");
          },
          scope.bind());
      Map<Long, ForeignKey> keys = new LinkedHashMap<>();
      patient
          .query("index-foreign-keys", IndexCollector::foreignKey, scope.bind())
          .forEach(key -> keys.merge(key.oid(), key, IndexCollector::together));
      Pgstattuple pgstattuple =
          session.query(new Sql("pgstattuple"), IndexCollector::pgstattuple).getFirst();
      return Collected.known(
          new IndexFacts(indexes, locked, List.copyOf(keys.values()), pgstattuple));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Locked locked(ResultSet row) throws SQLException {
    return new Locked(
        row.getLong("oid"),
        row.getString("schema"),
        row.getString("name"),
        row.getString("table_name"),
        parent(row),
        flags(row));
  }

  private static Index index(ResultSet row) throws SQLException {
    return new Index(
        row.getLong("oid"),
        row.getLong("table_oid"),
        row.getString("schema"),
        row.getString("name"),
        row.getString("table_name"),
        row.getString("access_method"),
        row.getBoolean("partitioned"),
        parent(row),
        flags(row),
        row.getLong("size_bytes"),
        row.getLong("file_node"),
        row.getInt("fillfactor"),
        row.getBoolean("nullable_key"),
        row.getString("definition"),
        row.getString("predicate"),
        row.getString("tablespace"),
        row.getString("comment"),
        statistics(row));
  }

  private static Long parent(ResultSet row) throws SQLException {
    long parent = row.getLong("parent_oid");
    return row.wasNull() ? null : parent;
  }

  private static Set<Flag> flags(ResultSet row) throws SQLException {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    Map<String, Flag> columns =
        Map.of(
            "indisunique", Flag.UNIQUE,
            "indisexclusion", Flag.EXCLUSION,
            "constrained", Flag.CONSTRAINT,
            "indisreplident", Flag.REPLICA_IDENTITY,
            "indisclustered", Flag.CLUSTERED,
            "extension", Flag.EXTENSION,
            "invalid", Flag.INVALID,
            "expression", Flag.EXPRESSION,
            "foreign_partition", Flag.FOREIGN_PARTITION);
    for (Map.Entry<String, Flag> column : columns.entrySet()) {
      if (row.getBoolean(column.getKey())) {
        flags.add(column.getValue());
      }
    }
    return flags;
  }

  private static Map<Integer, Integer> statistics(ResultSet row) throws SQLException {
    Map<Integer, Integer> targets = new HashMap<>();
    List<Integer> numbers = list(row, "statistics_numbers", Integer.class);
    List<Integer> values = list(row, "statistics_targets", Integer.class);
    for (int i = 0; i < numbers.size(); i++) {
      targets.put(numbers.get(i), values.get(i));
    }
    return targets;
  }

  /** One row has one of its indexes. */
  private static ForeignKey foreignKey(ResultSet row) throws SQLException {
    Support support =
        new Support(
            row.getLong("index_oid"),
            Set.copyOf(list(row, "leading", Integer.class)),
            Set.copyOf(list(row, "columns", Integer.class)),
            row.getBoolean("partial"));
    return new ForeignKey(row.getLong("oid"), row.getString("name"), List.of(support));
  }

  private static ForeignKey together(ForeignKey key, ForeignKey more) {
    List<Support> supports = new ArrayList<>(key.supports());
    supports.addAll(more.supports());
    return new ForeignKey(key.oid(), key.name(), supports);
  }

  private static Pgstattuple pgstattuple(ResultSet row) throws SQLException {
    return new Pgstattuple(
        row.getString("schema"),
        row.getBoolean("usable"),
        row.getBoolean("executable"),
        row.getBoolean("available"),
        row.getString("role"));
  }

  static <T> List<T> list(ResultSet row, String column, Class<T> type) throws SQLException {
    Array array = row.getArray(column);
    List<T> list = new ArrayList<>();
    if (array != null) {
      for (Object element : (Object[]) array.getArray()) {
        list.add(type.cast(element));
      }
    }
    return list;
  }
}
