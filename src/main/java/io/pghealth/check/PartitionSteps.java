package io.pghealth.check;

import io.pghealth.snapshot.PartitionFacts.Key;
import io.pghealth.snapshot.PartitionFacts.Partition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far apart the bounds of a table's partitions are, read off those that there are: calendar
 * months, days of a time zone, or a fixed distance.
 *
 * @param key what the bounds are
 * @param run partitions without a hole between them, the newest first
 */
record PartitionSteps(Key key, List<Partition> run) {
  private static final int LONGEST_RUN = 12;

  /** Fewer tell no zone from another. */
  private static final int LEAST_FOR_ZONE = 3;

  /** One way to come from a bound to the next. */
  private sealed interface Step {
    record Fixed(long distance) implements Step {}

    record Months(long count, ZoneId zone) implements Step {}

    record Days(long count, ZoneId zone) implements Step {}
  }

  /**
   * The bounds after the newest partition, up to the first that reaches a value.
   *
   * @param most how many there may be; those after are left out
   * @return empty where no step is known
   */
  List<Long> until(long value, int most) {
    for (int size = Math.min(LONGEST_RUN, run.size()); size >= 2; size--) {
      List<Partition> part = run.subList(0, size);
      Step step = key.time() ? step(part, ZoneOffset.UTC) : fixed(part);
      if (step != null) {
        return bounds(step, value, most);
      }
      if (key == Key.TIMESTAMPTZ && size >= LEAST_FOR_ZONE) {
        List<Long> local = local(part, value, most);
        if (!local.isEmpty()) {
          return local;
        }
      }
    }
    return List.of();
  }

  /** Bounds at midnight somewhere: given only where every zone that fits says the same. */
  private List<Long> local(List<Partition> part, long value, int most) {
    Set<List<Long>> answers = new HashSet<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      if (part.stream().allMatch(p -> midnight(p.upper(), zone) && midnight(p.lower(), zone))) {
        Step step = step(part, zone);
        if (step != null) {
          answers.add(bounds(step, value, most));
        }
      }
    }
    return answers.size() == 1 ? answers.iterator().next() : List.of();
  }

  static boolean midnight(long micros, ZoneId zone) {
    return time(micros, zone).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  private static Step step(List<Partition> part, ZoneId zone) {
    Partition newest = part.getFirst();
    LocalDateTime lower = time(newest.lower(), zone);
    LocalDateTime upper = time(newest.upper(), zone);
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Months(ChronoUnit.MONTHS.between(lower, upper), zone));
    steps.add(
        zone.equals(ZoneOffset.UTC)
            ? new Step.Fixed(newest.upper() - newest.lower())
            : new Step.Days(ChronoUnit.DAYS.between(lower, upper), zone));
    return steps.stream()
        .filter(s -> part.stream().allMatch(p -> fits(s, p)))
        .findFirst()
        .orElse(null);
  }

  private static Step fixed(List<Partition> part) {
    Step step = new Step.Fixed(part.getFirst().upper() - part.getFirst().lower());
    return part.stream().allMatch(p -> fits(step, p)) ? step : null;
  }

  private static boolean fits(Step step, Partition partition) {
    long next = next(step, partition.lower());
    return next > partition.lower() && next == partition.upper();
  }

  private List<Long> bounds(Step step, long value, int most) {
    List<Long> bounds = new ArrayList<>();
    long end = run.getFirst().upper();
    do {
      end = next(step, end);
      bounds.add(end);
    } while (end < value && bounds.size() < most);
    return bounds;
  }

  private static long next(Step step, long bound) {
    try {
      return switch (step) {
        case Step.Fixed(long distance) -> Math.addExact(bound, distance);
        case Step.Months(long count, ZoneId zone) ->
            micros(time(bound, zone).plusMonths(count), zone);
        case Step.Days(long count, ZoneId zone) -> micros(time(bound, zone).plusDays(count), zone);
      };
    } catch (ArithmeticException | DateTimeException e) {
      return Partition.ENDLESS;
    }
  }

  /** A bound as a clock in that zone shows it. */
  static LocalDateTime time(long micros, ZoneId zone) {
    return LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), zone);
  }

  /** A point in time as a bound. */
  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static long micros(LocalDateTime time, ZoneId zone) {
    return micros(time.atZone(zone).toInstant());
  }
}
