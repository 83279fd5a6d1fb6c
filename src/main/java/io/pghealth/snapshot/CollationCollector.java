package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.CollationFacts.Index;
import io.pghealth.snapshot.CollationFacts.Stale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link CollationFacts} of the session's database, in one statement. */
public final class CollationCollector implements Collector<CollationFacts> {
  private static final int FIRST_WITH_DATABASES = 15;

  @Override
  public Class<CollationFacts> facts() {
    return CollationFacts.class;
  }

  @Override
  public Collected<CollationFacts> collect(Session session) {
    record Row(Stale collation, Index index) {}
    try {
      List<Row> rows =
          session.query(new Sql("collation-versions"), row -> new Row(collation(row), index(row)));
      Map<Stale, List<Index>> indexes = new LinkedHashMap<>();
      for (Row row : rows) {
        List<Index> its = indexes.computeIfAbsent(row.collation(), c -> new ArrayList<>());
        if (row.index() != null) {
          its.add(row.index());
        }
      }
      List<Stale> stale = new ArrayList<>();
      indexes.forEach((c, its) ->
          stale.add(
              new Stale(c.schema(), c.name(), c.recorded(), c.actual(), c.partitions(), its)));
      return Collected.known(
          new CollationFacts(session.version().major() >= FIRST_WITH_DATABASES, stale));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Stale collation(ResultSet row) throws SQLException {
    return new Stale(
        row.getString("collation_schema"),
        row.getString("collation"),
        row.getString("recorded"),
        row.getString("actual"),
        row.getBoolean("partitions"),
        List.of());
  }

  private static Index index(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return name == null
        ? null
        : new Index(
            row.getString("schema"),
            name,
            row.getString("table_name"),
            row.getBoolean("exclusion"));
  }
}
