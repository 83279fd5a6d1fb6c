package io.pghealth.check;

import io.pghealth.snapshot.PartitionFacts.Key;
import io.pghealth.snapshot.PartitionFacts.Partition;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Names and literals of new partitions. The ranges decide what is missing; names only follow those
 * of the newest two where their bounds stand in them.
 *
 * @param table whose partitions they are
 * @param run its newest partitions, the newest first; not empty
 */
record PartitionNames(Partitioned table, List<Partition> run) {
  /** NAMEDATALEN less one. */
  private static final int LONGEST_NAME = 63;

  private static final List<String> FORMS =
      List.of(
          "yyyy_MM_dd_HH",
          "yyyyMMdd_HH",
          "yyyyMMddHH",
          "yyyy_MM_dd",
          "yyyy-MM-dd",
          "yyyyMMdd",
          "yyyy_MM",
          "yyyy-MM",
          "yyyyMM",
          "yyyy");

  /**
   * A free name for the partition that begins at a bound.
   *
   * @param taken names of relations that are in use
   */
  String of(long lower, Set<String> taken) {
    Stream<LongFunction<String>> forms =
        table.key() == Key.INTEGER ? Stream.of(String::valueOf) : FORMS.stream().map(this::form);
    String name =
        forms
            .map(form -> followed(form, lower))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseGet(() -> cut(table.name(), "_" + plain(lower)));
    String free = name;
    for (int i = 1; taken.contains(free); i++) {
      free = cut(name, "_" + i);
    }
    return free;
  }

  private LongFunction<String> form(String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    return bound -> formatter.format(PartitionSteps.time(bound, ZoneOffset.UTC));
  }

  private Optional<String> followed(LongFunction<String> form, long lower) {
    if (run.size() < 2 || !run.stream().limit(2).allMatch(p -> once(p, form))) {
      return Optional.empty();
    }
    Partition newest = run.getFirst();
    String name = newest.name().replace(form.apply(newest.lower()), form.apply(lower));
    return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
        ? Optional.of(name)
        : Optional.empty();
  }

  private static boolean once(Partition partition, LongFunction<String> form) {
    String part = form.apply(partition.lower());
    int at = partition.name().indexOf(part);
    return at >= 0 && partition.name().indexOf(part, at + 1) < 0;
  }

  private String plain(long lower) {
    if (table.key() == Key.INTEGER) {
      return String.valueOf(lower);
    }
    LocalDateTime time = PartitionSteps.time(lower, ZoneOffset.UTC);
    return form(time.equals(time.truncatedTo(ChronoUnit.DAYS)) ? "yyyyMMdd" : "yyyyMMdd_HHmmss")
        .apply(lower);
  }

  private static String cut(String name, String end) {
    String start = name;
    while ((start + end).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
    }
    return start + end;
  }

  /** The bound as SQL says it; a time with a zone is said in UTC, whatever TimeZone is. */
  String literal(long bound) {
    return "'" + text(table.key(), bound) + "'";
  }

  /** The bound for a reader. */
  static String text(Key key, long bound) {
    if (key == Key.INTEGER) {
      return String.valueOf(bound);
    }
    LocalDateTime time = PartitionSteps.time(bound, ZoneOffset.UTC);
    if (key == Key.DATE) {
      return DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).format(time);
    }
    String form = time.getNano() == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.SSSSSS";
    return DateTimeFormatter.ofPattern(form, Locale.ROOT).format(time)
        + (key == Key.TIMESTAMPTZ ? "+00" : "");
  }
}
