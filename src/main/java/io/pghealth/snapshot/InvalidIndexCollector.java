package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.InvalidIndexes.Invalid;
import io.pghealth.snapshot.InvalidIndexes.State;
import io.pghealth.snapshot.InvalidIndexes.Twin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads {@link InvalidIndexes} of the session's database. Where there are any it looks twice:
 * pg_index is read as of the statement's start and pg_locks as of a moment later, so that a build
 * which ends in between looks abandoned once, and is valid the second time.
 */
public final class InvalidIndexCollector implements Collector<InvalidIndexes> {

  @Override
  public Class<InvalidIndexes> facts() {
    return InvalidIndexes.class;
  }

  @Override
  public Collected<InvalidIndexes> collect(Session session) {
    try {
      Map<Long, Invalid> first =
          look(session).stream().collect(Collectors.toMap(Invalid::oid, i -> i));
      if (first.isEmpty()) {
        return Collected.known(new InvalidIndexes(List.of()));
      }
      return Collected.known(
          new InvalidIndexes(
              look(session).stream()
                  .filter(i -> first.containsKey(i.oid()))
                  .map(i -> both(first.get(i.oid()), i))
                  .toList()));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static List<Invalid> look(Session session) throws SessionException {
    return session.query(new Sql("invalid-indexes"), InvalidIndexCollector::invalid);
  }

  /** What was going on at one of the two looks counts. */
  private static Invalid both(Invalid first, Invalid second) {
    return second.state() == State.ABANDONED ? with(second, first.state()) : second;
  }

  private static Invalid with(Invalid index, State state) {
    return new Invalid(
        index.oid(),
        index.schema(),
        index.name(),
        index.tableSchema(),
        index.table(),
        index.toast(),
        index.live(),
        index.unique(),
        index.exclusion(),
        index.constrained(),
        index.attached(),
        state,
        index.twins());
  }

  private static Invalid invalid(ResultSet row) throws SQLException {
    List<Long> oids = IndexCollector.list(row, "twin_oids", Long.class);
    List<String> names = IndexCollector.list(row, "twin_names", String.class);
    List<Boolean> valid = IndexCollector.list(row, "twin_valid", Boolean.class);
    List<Twin> twins = new ArrayList<>();
    for (int i = 0; i < oids.size(); i++) {
      twins.add(new Twin(oids.get(i), names.get(i), valid.get(i)));
    }
    return new Invalid(
        row.getLong("oid"),
        row.getString("schema"),
        row.getString("name"),
        row.getString("table_schema"),
        row.getString("table_name"),
        row.getBoolean("toast"),
        row.getBoolean("live"),
        row.getBoolean("unique_index"),
        row.getBoolean("exclusion"),
        row.getBoolean("constrained"),
        row.getBoolean("attached"),
        state(row),
        twins);
  }

  private static State state(ResultSet row) throws SQLException {
    if (row.getBoolean("building")) {
      return State.BUILDING;
    }
    return row.getBoolean("locked")
        ? State.LOCKED
        : row.getBoolean("busy") ? State.BUSY : State.ABANDONED;
  }
}
