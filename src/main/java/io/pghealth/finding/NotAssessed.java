package io.pghealth.finding;

import io.pghealth.postgres.Remedy;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a check could not know.
 *
 * @param check name of the check
 * @param database null for the server
 * @param object null where it holds for all objects of the check
 * @param queryId a statement, where it is about one; null else
 * @param reason one phrase
 * @param remedy what unlocks it
 * @param partial whether what was found earlier is assessed all the same: it holds for some things
 *     that are not named, or for an object that is another one than before
 * @param also names of other checks that could not know it either; see {@link #shared()}
 */
public record NotAssessed(
    String check,
    String database,
    ObjectRef object,
    String queryId,
    String reason,
    Remedy remedy,
    boolean partial,
    List<String> also) {

  /** Copies the list. */
  public NotAssessed {
    also = List.copyOf(also);
  }

  /** The whole check, in one database or (null) on the server. */
  public static NotAssessed wholly(String check, String database, String reason, Remedy remedy) {
    return new NotAssessed(check, database, null, null, reason, remedy, false, List.of());
  }

  /** One object. */
  public static NotAssessed object(
      String check, String database, ObjectRef object, String reason, Remedy remedy) {
    return new NotAssessed(check, database, object, null, reason, remedy, false, List.of());
  }

  /** One statement. */
  public static NotAssessed statement(
      String check, String database, String queryId, String reason, Remedy remedy) {
    return new NotAssessed(check, database, null, queryId, reason, remedy, false, List.of());
  }

  /** Some things, counted in the reason and not named. */
  public static NotAssessed partly(String check, String database, String reason, Remedy remedy) {
    return new NotAssessed(check, database, null, null, reason, remedy, true, List.of());
  }

  /** The same of an object of which what was found earlier holds no more. */
  public NotAssessed begun() {
    return new NotAssessed(check, database, object, queryId, reason, remedy, true, also);
  }

  /** Whether nothing of the check was assessed there. */
  public boolean whole() {
    return object == null && queryId == null && !partial;
  }

  /** Every check that could not know it, the one that says it first. */
  public List<String> checks() {
    return Stream.concat(Stream.of(check), also.stream()).toList();
  }

  /**
   * Whether it is about statements or about what the role sees, and not about what one check reads:
   * then the first check that is asked says it for the others that say the same.
   */
  boolean shared() {
    return partial && object == null
        || queryId != null
        || object != null && object.kind() == ObjectKind.ROLE;
  }

  NotAssessed by(String other) {
    return new NotAssessed(other, database, object, queryId, reason, remedy, partial, also);
  }

  NotAssessed with(List<String> others) {
    return new NotAssessed(check, database, object, queryId, reason, remedy, partial, others);
  }
}
