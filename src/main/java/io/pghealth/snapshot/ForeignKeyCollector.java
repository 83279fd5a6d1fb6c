package io.pghealth.snapshot;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.ForeignKeyFacts.Column;
import io.pghealth.snapshot.ForeignKeyFacts.Key;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@link ForeignKeyFacts} of the session's database, in one statement. */
public final class ForeignKeyCollector implements Collector<ForeignKeyFacts> {
  private final Scope scope;

  /** Of these tables. */
  public ForeignKeyCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<ForeignKeyFacts> facts() {
    return ForeignKeyFacts.class;
  }

  @Override
  public Collected<ForeignKeyFacts> collect(Session session) {
    try {
      Map<Long, Key> keys = new HashMap<>();
      session.query(
          new Sql("foreign-keys"), row -> keys.put(row.getLong("oid"), key(row)), scope.bind());
      return Collected.known(new ForeignKeyFacts(keys));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Key key(ResultSet row) throws SQLException {
    List<Integer> numbers = IndexCollector.list(row, "numbers", Integer.class);
    List<String> names = IndexCollector.list(row, "names", String.class);
    List<String> schemas = IndexCollector.list(row, "collation_schemas", String.class);
    List<String> collations = IndexCollector.list(row, "collations", String.class);
    List<String> classSchemas = IndexCollector.list(row, "opclass_schemas", String.class);
    List<String> classes = IndexCollector.list(row, "opclasses", String.class);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      columns.add(
          new Column(
              numbers.get(i),
              names.get(i),
              quoted(schemas.get(i), collations.get(i)),
              quoted(classSchemas.get(i), classes.get(i))));
    }
    long parent = row.getLong("parent_oid");
    Long parentOid = row.wasNull() ? null : parent;
    return new Key(
        row.getLong("oid"),
        parentOid,
        row.getString("name"),
        row.getLong("table_oid"),
        row.getLong("referenced_oid"),
        action(row.getString("on_delete")),
        columns,
        row.getBoolean("direct"),
        row.getBoolean("period"));
  }

  private static String quoted(String schema, String name) {
    return name.isEmpty() ? "" : Identifiers.quote(schema, name);
  }

  private static String action(String confdeltype) {
    return switch (confdeltype) {
      case "c" -> "CASCADE";
      case "n" -> "SET NULL";
      case "d" -> "SET DEFAULT";
      case "r" -> "RESTRICT";
      default -> "NO ACTION";
    };
  }
}
