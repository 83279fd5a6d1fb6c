package io.pghealth.snapshot;

import java.time.Duration;
import java.util.List;

/**
 * Sessions of applications with a name, each seen at the statement that it runs or ran last. What
 * ran in between is not seen.
 *
 * @param sessions of all databases of one server; our own left out
 */
public record SightingFacts(List<Seen> sessions) {

  /** Copies the list. */
  public SightingFacts {
    sessions = List.copyOf(sessions);
  }

  /**
   * One session.
   *
   * @param databaseId OID of the database that it is in
   * @param queryId of the statement
   * @param application application_name, as the client has set it; not empty
   * @param session one and the same in every reading as long as it lasts
   * @param ago how long ago it was at that statement; zero while it runs
   */
  public record Seen(
      long databaseId, long queryId, String application, String session, Duration ago) {}
}
