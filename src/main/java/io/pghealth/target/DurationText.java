package io.pghealth.target;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as users write them, such as {@code 14d} or {@code 1h30m}. */
public final class DurationText {
  /** What a duration looks like; the same pattern stands in the custom resources' schema. */
  public static final String PATTERN = "^([0-9]+(ms|s|m|h|d|w))+$";

  private static final Pattern PART = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d|w)");

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException with a sentence that says what would be right
   */
  public static Duration parse(String text) {
    if (!text.matches(PATTERN)) {
      throw wrong(text);
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    try {
      while (part.find() && part.start() == end) {
        end = part.end();
        sum = sum.plus(unit(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("\"" + text + "\" is too long a time", e);
    }
    if (end != text.length() || sum.toDays() > 36_500) {
      throw new IllegalArgumentException("\"" + text + "\" is too long a time; at most 36500d");
    }
    return sum;
  }

  /** The two largest units that are not zero, such as {@code 3 d 4 h}, for people. */
  public static String show(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    long[] sizes = {86_400, 3_600, 60, 1};
    String[] names = {"d", "h", "min", "s"};
    for (int i = 0; i < sizes.length; i++) {
      if (seconds >= sizes[i]) {
        String shown = seconds / sizes[i] + " " + names[i];
        long rest = i + 1 < sizes.length ? seconds % sizes[i] / sizes[i + 1] : 0;
        return rest == 0 ? shown : shown + " " + rest + " " + names[i + 1];
      }
    }
    return "0 s";
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      default -> Duration.ofDays(7);
    };
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "\"" + text + "\" is not a duration; write numbers with ms, s, m, h, d or w, such as 14d");
  }
}
