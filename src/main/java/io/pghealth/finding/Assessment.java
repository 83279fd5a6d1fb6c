package io.pghealth.finding;

import java.util.List;

/**
 * What one check says of one database, or of the server. What is neither found nor not assessed was
 * looked at and is well.
 *
 * @param check name of the check
 * @param database null for the server
 * @param findings what is wrong
 * @param notAssessed what could not be known
 */
public record Assessment(
    String check, String database, List<Finding> findings, List<NotAssessed> notAssessed) {

  /** Copies the lists. */
  public Assessment {
    findings = List.copyOf(findings);
    notAssessed = List.copyOf(notAssessed);
  }
}
