package io.pghealth.history;

import io.pghealth.snapshot.StatementFacts;

/**
 * What tells statements apart.
 *
 * @param userId OID of the role
 * @param databaseId OID of the database
 * @param queryId 64 bits
 * @param topLevel false inside a function
 */
public record StatementKey(long userId, long databaseId, long queryId, boolean topLevel) {

  /** The key of an entry. */
  public static StatementKey of(StatementFacts.Entry entry) {
    return new StatementKey(entry.userId(), entry.databaseId(), entry.queryId(), entry.topLevel());
  }

  /** Short and unique, for maps that are stored. */
  public String text() {
    return databaseId + "/" + userId + "/" + queryId + (topLevel ? "" : "/nested");
  }
}
