package io.pghealth.check;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How names of partitions spell the time at which these begin. */
final class PartitionForms {
  /** The finest first. */
  static final List<Form> ALL =
      Stream.of(
              Stream.of(
                      "yyyy_MM_dd_HH",
                      "yyyyMMdd_HHmmss",
                      "yyyyMMdd_HHmm",
                      "yyyyMMddHHmm",
                      "yyyyMMdd_HH",
                      "yyyyMMddHH",
                      "yyyy_MM_dd",
                      "yyyy-MM-dd",
                      "yyyyMMdd",
                      "yyyy_MM",
                      "yyyy-MM",
                      "yyyyMM")
                  .map(PartitionForms::pattern),
              Stream.of("w", "W", "_w", "_W").map(PartitionForms::week),
              Stream.of("MMMyyyy", "MMM_yyyy", "yyyyMMM", "yyyy_MMM")
                  .flatMap(PartitionForms::month),
              Stream.of("yyyy'q'Q", "yyyy'Q'Q", "yyyy_'q'Q", "yyyy_'Q'Q", "yyyy")
                  .map(PartitionForms::pattern))
          .flatMap(f -> f)
          .toList();

  private PartitionForms() {}

  /** One spelling. */
  interface Form {
    /** The time as it is spelled; empty where that is in doubt. */
    Optional<String> of(LocalDateTime time);
  }

  static Form pattern(String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    return time -> Optional.of(formatter.format(time));
  }

  private static Stream<Form> month(String pattern) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    return Stream.<UnaryOperator<String>>of(
            s -> s, s -> s.toLowerCase(Locale.ROOT), s -> s.toUpperCase(Locale.ROOT))
        .map(letters -> time -> Optional.of(letters.apply(formatter.format(time))));
  }

  /** ISO weeks. Which year the days around its end are said to be in differs: left in doubt. */
  private static Form week(String mark) {
    return time -> {
      int year = time.get(IsoFields.WEEK_BASED_YEAR);
      return time.getDayOfWeek() == DayOfWeek.MONDAY && year == time.getYear()
          ? Optional.of(
              "%d%s%02d".formatted(year, mark, time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)))
          : Optional.empty();
    };
  }
}
