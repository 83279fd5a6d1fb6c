package io.pghealth.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rates of numbers that were seen to rise. */
class TrendsTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void oneObservationIsNoRate() {
    assertThat(Trends.empty().advance(Map.of("server/x", 5L), START).ofServer("x")).isEmpty();
  }

  @Test
  void aRateReachesBackSevenDaysAndNoFurther() {
    Trends trends = Trends.empty();
    long value = 0;
    for (int hour = 0; hour <= 30 * 24; hour++) {
      // Ten days of 1 an hour, then 100 an hour.
      value += hour < 240 ? 1 : 100;
      trends = trends.advance(Map.of("server/x", value), START.plus(Duration.ofHours(hour)));
    }
    Trends.Rate rate = trends.ofServer("x").orElseThrow();
    assertThat(rate.perDay()).isCloseTo(2_400, within(1.0));
    assertThat(rate.span()).isBetween(Duration.ofDays(6), Duration.ofDays(7));
    assertThat(trends.series().get("server/x")).hasSizeLessThanOrEqualTo(13);
  }

  @Test
  void aNumberThatFellBeginsAnew() {
    Trends trends =
        Trends.empty()
            .advance(Map.of("server/x", 100L), START)
            .advance(Map.of("server/x", 3L), START.plusSeconds(60));
    assertThat(trends.ofServer("x")).isEmpty();
    trends =
        trends.advance(Map.of("server/x", 4L), START.plus(Duration.ofHours(24)).plusSeconds(60));
    assertThat(trends.ofServer("x").orElseThrow().perDay()).isCloseTo(1, within(0.01));
  }

  @Test
  void whatIsNotSeenForAWhileStaysAndThenGoes() {
    Trends trends =
        Trends.empty()
            .advance(Map.of("server/x", 1L), START)
            .advance(Map.of("server/x", 2L), START.plus(Duration.ofDays(1)));
    assertThat(trends.advance(Map.of(), START.plus(Duration.ofDays(2))).ofServer("x")).isPresent();
    assertThat(trends.advance(Map.of(), START.plus(Duration.ofDays(9))).series()).isEmpty();
  }
}
