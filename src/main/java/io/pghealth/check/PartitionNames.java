package io.pghealth.check;

import io.pghealth.snapshot.PartitionFacts;
import io.pghealth.snapshot.PartitionFacts.Key;
import io.pghealth.snapshot.PartitionFacts.Name;
import io.pghealth.snapshot.PartitionFacts.Partition;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names and literals of new partitions. The ranges decide what is missing; names only follow those
 * of the newest two. Where that is in doubt they say the bound, so that none can be mistaken for
 * that of another range.
 *
 * @param table whose partitions they are
 * @param run its newest partitions, the newest first; not empty
 * @param facts for names that are in use
 */
record PartitionNames(Partitioned table, List<Partition> run, PartitionFacts facts) {
  /** NAMEDATALEN less one. */
  private static final int LONGEST_NAME = 63;

  /**
   * Names of new partitions, one for each bound that one begins at.
   *
   * @param names that are free
   * @param followed whether they follow those before
   * @param taken those that would follow, but are in use
   */
  record Given(List<String> names, boolean followed, List<Taken> taken) {}

  /**
   * A name in use.
   *
   * @param name of a relation or a type that is no partition of the table
   * @param at the place of the bound that it would be for
   */
  record Taken(Name name, int at) {}

  Given of(List<Long> lowers) {
    List<String> wanted = wanted(lowers);
    Set<String> used = new HashSet<>();
    String schema = run.getFirst().schema();
    facts.names().stream().filter(n -> n.schema().equals(schema)).forEach(n -> used.add(n.name()));
    facts.tables().stream()
        .flatMap(t -> t.partitions().stream())
        .filter(p -> p.schema().equals(schema))
        .forEach(p -> used.add(p.name()));
    List<Taken> taken = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < lowers.size(); i++) {
      String name = wanted.isEmpty() ? null : wanted.get(i);
      if (name != null && used.contains(name)) {
        taken.add(new Taken(name(schema, name), i));
      }
      names.add(name == null || used.contains(name) ? plain(lowers.get(i), used) : name);
      used.add(names.getLast());
    }
    return new Given(names, !wanted.isEmpty(), taken);
  }

  private Name name(String schema, String name) {
    return facts.names().stream()
        .filter(n -> n.schema().equals(schema) && n.name().equals(name))
        .min(Comparator.comparing(n -> !n.table()))
        .orElse(new Name(schema, name, false));
  }

  /** What follows; empty where two ranges would be called the same: that is no pattern. */
  private List<String> wanted(List<Long> lowers) {
    List<String> wanted =
        PartitionPattern.of(table.key(), run).stream()
            .flatMap(p -> lowers.stream().map(p::name).flatMap(Optional::stream))
            .toList();
    Set<String> all = table.partitions().stream().map(Partition::name).collect(Collectors.toSet());
    return wanted.size() == lowers.size()
            && wanted.stream().allMatch(name -> all.add(name) && bytes(name) <= LONGEST_NAME)
        ? wanted
        : List.of();
  }

  private String plain(long lower, Set<String> used) {
    String end = "_from_" + digits(lower);
    String free = cut(table.name(), end);
    for (int i = 1; used.contains(free); i++) {
      free = cut(table.name(), end + "_" + i);
    }
    return free;
  }

  private String digits(long lower) {
    if (table.key() == Key.INTEGER) {
      return String.valueOf(lower);
    }
    LocalDateTime time = PartitionSteps.time(lower, ZoneOffset.UTC);
    String form = "yyyyMMdd_HHmmss_SSSSSS";
    if (time.equals(time.truncatedTo(ChronoUnit.DAYS))) {
      form = "yyyyMMdd";
    } else if (time.equals(time.truncatedTo(ChronoUnit.MINUTES))) {
      form = "yyyyMMdd_HHmm";
    } else if (time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
      form = "yyyyMMdd_HHmmss";
    }
    return DateTimeFormatter.ofPattern(form, Locale.ROOT).format(time);
  }

  private static String cut(String name, String end) {
    String start = name;
    while (bytes(start + end) > LONGEST_NAME) {
      start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
    }
    return start + end;
  }

  private static int bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
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
