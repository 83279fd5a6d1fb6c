package io.pghealth.history;

/** What a statement is, as far as explaining goes. */
public enum StatementKind {
  /** Its text was not read yet. */
  UNKNOWN,
  /** A query that only reads. */
  QUERY,
  /**
   * INSERT, UPDATE, DELETE, MERGE, or a query that changes or locks rows: explained where the role
   * may write, or, for a plain UPDATE or DELETE, as the query of the rows that it changes.
   */
  WRITE,
  /** Anything else: not explained. */
  UTILITY,
  /** Our own, or an EXPLAIN: no load of the application's. */
  OWN,
  /** Longer than we read. */
  TOO_LONG,
  /** The server shows no text of it. */
  NO_TEXT
}
