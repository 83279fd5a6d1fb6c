package io.pghealth.history;

import io.pghealth.snapshot.SightingFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An application was seen at a statement, in one of its sessions.
 *
 * @param queryId of the statement
 * @param application its application_name, as the client has set it
 * @param session of those sightings that have the same, it was one and the same session
 * @param at when it was last seen there, on the operator's clock
 */
public record Sighting(long queryId, String application, String session, Instant at) {
  /** Names that are kept of a statement. */
  static final int NAMES = 4;

  /** Sessions that are kept of a name at a statement. */
  static final int SESSIONS = 4;

  /** Kept of a database. */
  static final int MOST = 500;

  private static final Duration KEPT = Duration.ofHours(24);

  private static final Comparator<Sighting> NEWEST_FIRST =
      Comparator.comparing(Sighting::at)
          .reversed()
          .thenComparing(Sighting::queryId)
          .thenComparing(Sighting::application)
          .thenComparing(Sighting::session);

  private record Who(long queryId, String application, String session) {}

  private record Name(long queryId, String application) {}

  /**
   * Takes a reading in; the newest are kept.
   *
   * @param past known before
   * @param seen in that database now
   * @param statements that are asked about; others are forgotten
   * @param now the operator's clock at the reading
   */
  static List<Sighting> advance(
      List<Sighting> past, List<SightingFacts.Seen> seen, Set<Long> statements, Instant now) {
    Map<Who, Sighting> all =
        Stream.concat(
                past.stream(),
                seen.stream()
                    .map(s ->
                        new Sighting(
                            s.queryId(), s.application(), s.session(), now.minus(s.ago()))))
            .filter(s -> statements.contains(s.queryId()) && s.at().isAfter(now.minus(KEPT)))
            .collect(
                Collectors.toMap(
                    s -> new Who(s.queryId, s.application, s.session),
                    Function.identity(),
                    BinaryOperator.maxBy(Comparator.comparing(Sighting::at))));
    Map<Long, Set<String>> names = new HashMap<>();
    Map<Name, Integer> sessions = new HashMap<>();
    return all.values().stream()
        .sorted(NEWEST_FIRST)
        .filter(s -> fits(names.computeIfAbsent(s.queryId, _ -> new HashSet<>()), s.application))
        .filter(
            s -> sessions.merge(new Name(s.queryId, s.application), 1, Integer::sum) <= SESSIONS)
        .limit(MOST)
        .toList();
  }

  private static boolean fits(Set<String> names, String name) {
    return names.contains(name) || names.size() < NAMES && names.add(name);
  }
}
