package io.pghealth.check;

import io.pghealth.check.Witnesses.Witness;
import io.pghealth.snapshot.IndexUsage.Scans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How often indexes are scanned, on each instance since its counters began. A scan is no query: one
 * with a list, or one that skips (18), counts as many.
 */
final class ScanRates {
  private record Counted(Witness witness, Duration span) {
    long scans(IndexUnit unit) {
      return unit.leaves().stream()
          .map(i -> witness.usage().scans().get(i.oid()))
          .mapToLong(s -> s == null ? 0 : scans(s))
          .sum();
    }

    private static long scans(Scans scans) {
      return scans.count();
    }

    boolean knows(IndexUnit unit) {
      return unit.leaves().stream().allMatch(i -> witness.usage().scans().containsKey(i.oid()));
    }
  }

  private final List<Counted> counted = new ArrayList<>();

  ScanRates(Facts facts, List<Witness> heard) {
    Instant at = facts.snapshot().at();
    for (Witness witness : heard) {
      facts
          .history()
          .evidence()
          .database(
              witness.facts().systemIdentifier(),
              witness.instance().endpoint(),
              facts.database().oid())
          .map(e -> e.scansSince(witness.facts(), witness.usage(), at))
          .ifPresent(since -> counted.add(new Counted(witness, Duration.between(since, at))));
    }
  }

  /** Whether no instance scanned it more than once a day; in less than a day, at all. */
  boolean rare(IndexUnit unit) {
    return !counted.isEmpty()
        && counted.stream()
            .allMatch(c -> c.knows(unit) && c.scans(unit) <= Math.max(0, c.span().toDays()));
  }

  /** Scans on all instances since the counters began. */
  long scans(IndexUnit unit) {
    return counted.stream().mapToLong(c -> c.scans(unit)).sum();
  }

  /** Scans a day on all instances; of a span below an hour as if it were one. */
  double perDay(IndexUnit unit) {
    return counted.stream()
        .mapToDouble(c -> c.scans(unit) / (Math.max(3_600, c.span().toSeconds()) / 86_400.0))
        .sum();
  }

  /** The shortest span of all instances. */
  Duration span() {
    return counted.stream().map(Counted::span).min(Duration::compareTo).orElse(Duration.ZERO);
  }
}
