package io.pghealth.operator;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When a monitor is looked at next. Times are spread, so that monitors do not march in step. */
final class Pace {
  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration PER_MONITOR = Duration.ofMillis(50);

  private Pace() {}

  /** After a look that took a while: a twentieth of the interval earlier or later. */
  static Duration next(Duration interval, Duration took) {
    double factor = 0.95 + ThreadLocalRandom.current().nextDouble() * 0.1;
    Duration next = Duration.ofMillis((long) (interval.toMillis() * factor)).minus(took);
    return next.compareTo(LEAST) < 0 ? LEAST : next;
  }

  /** At first sight after a start, which shows all monitors at once. */
  static Duration first(Duration interval, int monitors) {
    long spread =
        Math.min(interval.toMillis() / 2, PER_MONITOR.multipliedBy(monitors - 1L).toMillis());
    return spread <= 0
        ? Duration.ZERO
        : Duration.ofMillis(ThreadLocalRandom.current().nextLong(spread));
  }
}
