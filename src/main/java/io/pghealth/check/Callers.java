package io.pghealth.check;

import io.pghealth.history.Sighting;
import io.pghealth.postgres.Printable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which applications were seen at two statements while their windows lasted. Nearly all calls are
 * not seen, so that a name which is missing says nothing; two names that are there do.
 *
 * @param parent names seen at the statement that returns the rows
 * @param lookup names seen at the lookup
 * @param together names of which one and the same session was seen at both
 */
record Callers(Set<String> parent, Set<String> lookup, Set<String> together) {

  static Callers of(Step step, List<Sighting> sightings) {
    Map<String, Set<String>> parent = sessions(step, step.parent(), sightings);
    Map<String, Set<String>> lookup = sessions(step, step.lookup(), sightings);
    return new Callers(
        parent.keySet(),
        lookup.keySet(),
        parent.entrySet().stream()
            .filter(e -> e.getValue().stream().anyMatch(s -> of(lookup, e.getKey()).contains(s)))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Set<String> of(Map<String, Set<String>> sessions, String name) {
    return sessions.getOrDefault(name, Set.of());
  }

  /** Sessions by the name of the application. */
  private static Map<String, Set<String>> sessions(
      Step step, QueryLoad load, List<Sighting> sightings) {
    return sightings.stream()
        .filter(s -> s.queryId() == load.statement().key().queryId())
        .filter(s -> !s.at().isBefore(step.load().from()) && !s.at().isAfter(step.load().to()))
        .collect(
            Collectors.groupingBy(
                Sighting::application,
                TreeMap::new,
                Collectors.mapping(Sighting::session, Collectors.toSet())));
  }

  /** Whether an application was seen at both. */
  boolean same() {
    return parent.stream().anyMatch(lookup::contains);
  }

  /** Whether applications were seen at either, and none at both. */
  boolean different() {
    return !parent.isEmpty() && !lookup.isEmpty() && !same();
  }

  /** As it stands in a finding; null where nothing can be said. */
  String text() {
    if (different()) {
      return joined(parent) + " at the other statement, " + joined(lookup) + " at the lookup";
    }
    if (!same()) {
      return null;
    }
    // The name that one session proves, if any.
    String name =
        parent.stream()
            .filter(lookup::contains)
            .min(Comparator.comparing((String n) -> !together.contains(n)).thenComparing(n -> n))
            .orElseThrow();
    return Printable.escape(name)
        + " at both statements"
        + (together.contains(name) ? ", in one session" : "");
  }

  private static String joined(Set<String> names) {
    return names.stream().map(Printable::escape).collect(Collectors.joining(", "));
  }
}
