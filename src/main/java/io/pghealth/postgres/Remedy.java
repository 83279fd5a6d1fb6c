package io.pghealth.postgres;

import java.util.List;

/**
 * What unlocks something that could not be assessed.
 *
 * @param sql statements to run as an administrator, possibly none
 * @param note what to do where SQL cannot do it; may be null
 */
public record Remedy(List<String> sql, String note) {

  /** Copies the list. */
  public Remedy {
    sql = List.copyOf(sql);
  }

  /** Nothing helps but waiting. */
  public static Remedy none() {
    return new Remedy(List.of(), null);
  }

  /** Something other than SQL helps. */
  public static Remedy note(String note) {
    return new Remedy(List.of(), note);
  }

  /** One statement helps. */
  public static Remedy sql(String... sql) {
    return new Remedy(List.of(sql), null);
  }
}
