package io.pghealth.finding;

import java.util.List;

/**
 * Statements that mend or undo something, ready to run.
 *
 * @param sql statements in order, every identifier quoted; possibly none
 * @param note what to know before running them; may be null
 */
public record Fix(List<String> sql, String note) {

  /** Copies the list. */
  public Fix {
    sql = List.copyOf(sql);
  }
}
