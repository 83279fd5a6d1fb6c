package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;

/** Reads {@link LinkFacts} of the session's database, in two statements that wait for no lock. */
public final class LinkCollector implements Collector<LinkFacts> {
  private final Scope scope;

  /** Of these tables. */
  public LinkCollector(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Class<LinkFacts> facts() {
    return LinkFacts.class;
  }

  @Override
  public Collected<LinkFacts> collect(Session session) {
    try {
      return Collected.known(
          new LinkFacts(
              session.query(
                  new Sql("link-keys"),
                  row ->
                      new LinkFacts.Key(
                          row.getString("relation"),
                          row.getString("column"),
                          row.getString("to_relation"),
                          row.getString("to_column")),
                  scope.bind()),
              session.query(
                  new Sql("link-names"),
                  row -> new LinkFacts.Named(row.getString("relation"), row.getString("column")),
                  scope.bind())));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }
}
