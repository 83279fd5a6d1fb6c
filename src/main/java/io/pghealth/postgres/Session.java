package io.pghealth.postgres;

import java.util.List;

/** A guarded, read-only session in one database of one instance. */
public interface Session extends AutoCloseable {

  /** The server's version. */
  ServerVersion version();

  /** The database that the session is in. */
  String database();

  /**
   * Runs one of our statements in a transaction of its own, which ends in ROLLBACK. At most {@link
   * #ROW_CAP} rows are read.
   *
   * @param sql which statement
   * @param reader makes a record of a row
   * @param binds values of its {@code ?}, in order
   * @throws SessionException when the server refuses or the connection breaks; its text holds
   *     nothing that a server which is not authenticated has said, and no row data
   */
  <T> List<T> query(Sql sql, RowReader<T> reader, Object... binds) throws SessionException;

  /** Rows that one statement may return. */
  int ROW_CAP = 200_000;

  @Override
  void close();
}
