package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds out, in one statement, which tables are worth reading about.
 *
 * @param floor the smallest that a check can say something about
 * @param names of tables and of indexes, in whichever schema, that are wanted whatever their size:
 *     those of open findings, and those that followed statements name
 */
public record ScopeCollector(Floor floor, Collection<String> names) {

  /** Copies the names. */
  public ScopeCollector {
    names = List.copyOf(names);
  }

  /**
   * Never throws: where it fails, every table is read.
   *
   * @param session on the primary
   */
  public Scope collect(Session session) {
    try {
      return new Scope(
          Optional.of(
              new Patient(session)
                  .query(
                      "scope",
                      row -> row.getLong("oid"),
                      names,
                      floor.bytes(),
                      floor.rows(),
                      floor.indexes())));
    } catch (SessionException e) {
      return Scope.everything();
    }
  }
}
