package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.WrittenTables.Written;
import java.util.HashMap;
import java.util.Map;

/** Reads {@link WrittenTables} of the session's database, in one statement. */
public final class WrittenTableCollector implements Collector<WrittenTables> {
  private final Scope scope;

  /** Of these tables. */
  public WrittenTableCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<WrittenTables> facts() {
    return WrittenTables.class;
  }

  @Override
  public Collected<WrittenTables> collect(Session session) {
    try {
      Map<Long, Written> tables = new HashMap<>();
      session.query(
          new Sql("written-tables"),
          row ->
              tables.put(
                  row.getLong("oid"),
                  new Written(
                      row.getLong("inserted"),
                      row.getLong("updated"),
                      row.getLong("hot_updated"),
                      row.getLong("deleted"),
                      row.getLong("live"))),
          scope.bind());
      return Collected.known(new WrittenTables(tables));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }
}
