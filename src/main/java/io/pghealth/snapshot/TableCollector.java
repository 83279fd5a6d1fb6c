package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads {@link TableFacts} of the session's database, in one statement. */
public final class TableCollector implements Collector<TableFacts> {
  private final Scope scope;

  /** Of these tables. */
  public TableCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<TableFacts> facts() {
    return TableFacts.class;
  }

  @Override
  public Collected<TableFacts> collect(Session session) {
    try {
      Map<Long, Table> tables = new HashMap<>();
      new Patient(session)
          .query(
              "table-facts",
              row -> {
                Table table = table(row);
                return tables.put(table.oid(), table);
              },
              scope.bind());
      return Collected.known(new TableFacts(tables));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Table table(ResultSet row) throws SQLException {
    long parent = row.getLong("parent_oid");
    Long parentOid = row.wasNull() ? null : parent;
    return new Table(
        row.getLong("oid"),
        row.getString("schema"),
        row.getString("name"),
        kind(row.getString("kind")),
        parentOid,
        flags(row),
        row.getLong("size_bytes"),
        row.getLong("pages"),
        row.getDouble("tuples"),
        row.getLong("all_visible_pages"),
        row.getLong("file_node"),
        row.getLong("toast_oid"),
        options(row, "options"),
        options(row, "toast_options"));
  }

  private static Kind kind(String relkind) {
    return switch (relkind) {
      case "p" -> Kind.PARTITIONED;
      case "m" -> Kind.MATERIALIZED_VIEW;
      default -> Kind.TABLE;
    };
  }

  private static Set<Flag> flags(ResultSet row) throws SQLException {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    Map<String, Flag> columns =
        Map.of(
            "locked", Flag.LOCKED,
            "unlogged", Flag.UNLOGGED,
            "extension", Flag.EXTENSION,
            "primary_key", Flag.PRIMARY_KEY,
            "deferrable_key", Flag.DEFERRABLE_KEY,
            "selectable", Flag.SELECTABLE,
            "row_security", Flag.ROW_SECURITY);
    for (Map.Entry<String, Flag> column : columns.entrySet()) {
      if (row.getBoolean(column.getKey())) {
        flags.add(column.getValue());
      }
    }
    switch (row.getString("replica_identity")) {
      case "f" -> flags.add(Flag.IDENTITY_FULL);
      case "i" -> flags.add(Flag.IDENTITY_INDEX);
      case "n" -> flags.add(Flag.IDENTITY_NOTHING);
      default -> {}
    }
    return flags;
  }

  static Map<String, String> options(ResultSet row, String column) throws SQLException {
    Map<String, String> options = new HashMap<>();
    for (String option : IndexCollector.list(row, column, String.class)) {
      int equals = option.indexOf('=');
      options.put(option.substring(0, equals), option.substring(equals + 1));
    }
    return options;
  }
}
