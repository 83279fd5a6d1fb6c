package io.pghealth.check;

import java.time.Duration;
import java.util.Locale;

/**
 * Numbers as text. Rounded, since a status that says something new every minute is written every
 * minute.
 */
final class Amounts {
  private static final String[] BYTES = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final String[] THOUSANDS = {"", " thousand", " million", " billion", " trillion"};

  private Amounts() {}

  /** A size, such as {@code 12 MiB}. */
  static String bytes(long bytes) {
    return scaled(bytes, 1024, BYTES, " ");
  }

  /** A count, exact below 1,000, such as {@code 1.2 million}. */
  static String count(long count) {
    return scaled(count, 1000, THOUSANDS, "");
  }

  /** A span in its largest unit, rounded down, such as {@code 3 d}. */
  static String span(Duration span) {
    if (span.toDays() > 0) {
      return span.toDays() + " d";
    }
    if (span.toHours() > 0) {
      return span.toHours() + " h";
    }
    return span.toMinutes() > 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
  }

  /** A share of 100. */
  static String percent(double percent) {
    return Math.round(percent) + "%";
  }

  private static String scaled(long amount, int base, String[] units, String gap) {
    double value = amount;
    int unit = 0;
    while (value >= base && unit < units.length - 1) {
      value /= base;
      unit++;
    }
    String digits =
        unit > 0 && value < 10
            ? String.format(Locale.ROOT, "%.1f", value)
            : String.valueOf(Math.round(value));
    return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits)
        + gap
        + units[unit];
  }
}
