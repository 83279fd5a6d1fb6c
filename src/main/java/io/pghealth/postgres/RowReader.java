package io.pghealth.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes one record of the row that the result stands on.
 *
 * @param <T> the record
 */
@FunctionalInterface
public interface RowReader<T> {
  /** Reads columns only; moving the result is the caller's. */
  T read(ResultSet row) throws SQLException;
}
