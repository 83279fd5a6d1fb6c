package io.pghealth.finding;

import io.pghealth.postgres.Remedy;

/**
 * What a check could not know.
 *
 * @param check name of the check
 * @param database null for the server
 * @param object null where it holds for all objects of the check
 * @param queryId a statement, where it is about one; null else
 * @param reason one phrase
 * @param remedy what unlocks it
 * @param partial whether it holds for some things that are not named; what was found earlier is
 *     then assessed all the same
 */
public record NotAssessed(
    String check,
    String database,
    ObjectRef object,
    String queryId,
    String reason,
    Remedy remedy,
    boolean partial) {

  /** The whole check, in one database or (null) on the server. */
  public static NotAssessed wholly(String check, String database, String reason, Remedy remedy) {
    return new NotAssessed(check, database, null, null, reason, remedy, false);
  }

  /** One object. */
  public static NotAssessed object(
      String check, String database, ObjectRef object, String reason, Remedy remedy) {
    return new NotAssessed(check, database, object, null, reason, remedy, false);
  }

  /** One statement. */
  public static NotAssessed statement(
      String check, String database, String queryId, String reason, Remedy remedy) {
    return new NotAssessed(check, database, null, queryId, reason, remedy, false);
  }

  /** Some things, counted in the reason and not named. */
  public static NotAssessed partly(String check, String database, String reason, Remedy remedy) {
    return new NotAssessed(check, database, null, null, reason, remedy, true);
  }

  /** Whether nothing of the check was assessed there. */
  public boolean whole() {
    return object == null && queryId == null && !partial;
  }
}
