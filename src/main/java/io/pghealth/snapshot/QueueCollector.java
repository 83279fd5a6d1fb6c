package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reads {@link QueueFacts} of the session's database. Texts of statements are read, by the server,
 * only where some table has mostly dead rows; without the extension in this database, or the right
 * to it, nothing is said by statements.
 */
public final class QueueCollector implements Collector<QueueFacts> {
  private final Scope scope;

  /** Of these tables. */
  public QueueCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<QueueFacts> facts() {
    return QueueFacts.class;
  }

  @Override
  public Collected<QueueFacts> collect(Session session) {
    try {
      if (session
          .query(new Sql("queue-candidates"), row -> row.getInt(1), scope.bind())
          .isEmpty()) {
        return Collected.known(new QueueFacts(Set.of(), false));
      }
      List<String> schema =
          session
              .query(
                  new Sql("statement-extension"),
                  row ->
                      row.getBoolean("usable") && row.getObject("max_entries") != null
                          ? row.getString("schema")
                          : null)
              .stream()
              .filter(Objects::nonNull)
              .toList();
      if (schema.isEmpty()) {
        return Collected.known(new QueueFacts(Set.of(), false));
      }
      Set<Long> tables = new HashSet<>();
      session.query(
          new Sql("queue-statements", schema.getFirst()), row -> tables.add(row.getLong("oid")));
      return Collected.known(new QueueFacts(tables, true));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }
}
