package io.pghealth.check;

import io.pghealth.check.PartitionForms.Form;
import io.pghealth.snapshot.PartitionFacts.Key;
import io.pghealth.snapshot.PartitionFacts.Partition;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the names of a table's newest two partitions follow from where these begin: both are
 * reproduced in full, so that no part of a finer name is taken for a coarser one.
 *
 * @param spellings that do so, in each time zone that does
 */
record PartitionPattern(List<Spelling> spellings) {

  /** A name for a bound. */
  private interface Spelling {
    Optional<String> of(long bound);
  }

  /**
   * @param run the newest partitions, the newest first
   * @return empty where no pattern is known
   */
  static Optional<PartitionPattern> of(Key key, List<Partition> run) {
    if (run.size() < 2) {
      return Optional.empty();
    }
    if (!key.time()) {
      return of(run, Stream.of(bound -> Optional.of(String.valueOf(bound))));
    }
    Optional<PartitionPattern> utc = first(run, List.of(ZoneOffset.UTC));
    return utc.isPresent() || key != Key.TIMESTAMPTZ ? utc : first(run, local(run));
  }

  /** The name for a bound; empty where zones differ about it. */
  Optional<String> name(long bound) {
    Set<Optional<String>> names =
        spellings.stream().map(s -> s.of(bound)).collect(Collectors.toSet());
    return names.size() == 1 ? names.iterator().next() : Optional.empty();
  }

  private static Optional<PartitionPattern> first(List<Partition> run, List<ZoneId> zones) {
    return PartitionForms.ALL.stream()
        .map(form -> of(run, zones.stream().map(zone -> spelling(form, zone))))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<PartitionPattern> of(List<Partition> run, Stream<Spelling> parts) {
    List<Spelling> whole =
        parts
            .map(part -> whole(part, run.getFirst(), run.get(1)))
            .flatMap(Optional::stream)
            .toList();
    return whole.isEmpty() ? Optional.empty() : Optional.of(new PartitionPattern(whole));
  }

  private static Spelling spelling(Form form, ZoneId zone) {
    return bound -> form.of(PartitionSteps.time(bound, zone));
  }

  /** Zones in which the partitions begin at midnight. */
  private static List<ZoneId> local(List<Partition> run) {
    return ZoneId.getAvailableZoneIds().stream()
        .map(ZoneId::of)
        .filter(zone ->
            Stream.of(run.getFirst().upper(), run.getFirst().lower(), run.get(1).lower())
                .allMatch(bound -> PartitionSteps.midnight(bound, zone)))
        .toList();
  }

  /** With what stands around the bound in the newest name, if that gives the one before too. */
  private static Optional<Spelling> whole(Spelling part, Partition newest, Partition before) {
    String name = newest.name();
    Optional<String> spelled = part.of(newest.lower());
    Optional<String> earlier = part.of(before.lower());
    if (spelled.isEmpty() || earlier.isEmpty()) {
      return Optional.empty();
    }
    for (int at = name.indexOf(spelled.get()); at >= 0; at = name.indexOf(spelled.get(), at + 1)) {
      String start = name.substring(0, at);
      String end = name.substring(at + spelled.get().length());
      if (before.name().equals(start + earlier.get() + end)) {
        return Optional.of(bound -> part.of(bound).map(p -> start + p + end));
      }
    }
    return Optional.empty();
  }
}
