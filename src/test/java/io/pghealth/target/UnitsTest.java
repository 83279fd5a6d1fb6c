package io.pghealth.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "250ms, PT0.25S",
    "1h30m, PT1H30M",
    "14d, PT336H",
    "2w, PT336H",
    "1m1ms, PT1M0.001S"
  })
  void durations(String text, Duration expected) {
    assertThat(DurationText.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-5m", "5 m", "5M", "m", "99999999999999999999d", "999999d"})
  void whatIsNoDuration(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void durationsAreShownInTwoUnits() {
    assertThat(DurationText.show(Duration.parse("P3DT4H5M"))).isEqualTo("3 d 4 h");
    assertThat(DurationText.show(Duration.ofDays(14))).isEqualTo("14 d");
    assertThat(DurationText.show(Duration.ofSeconds(61))).isEqualTo("1 min 1 s");
    assertThat(DurationText.show(Duration.ofMillis(3))).isEqualTo("0 s");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1Ki, 1024", "1.5Mi, 1572864", "2G, 2000000000", "10, 10"})
  void sizes(String text, long expected) {
    assertThat(SizeText.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1MB", "1 Mi", "Mi", "1e9", "9999999Pi"})
  void whatIsNoSize(String text) {
    assertThatThrownBy(() -> SizeText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void databasesAreChosenByName() {
    DatabaseFilter filter =
        new DatabaseFilter(java.util.List.of("app_*", "o*s"), java.util.List.of("app_test*"));

    assertThat(filter.accepts("app_1")).isTrue();
    assertThat(filter.accepts("orders")).isTrue();
    assertThat(filter.accepts("app_test2")).isFalse();
    assertThat(filter.accepts("xapp_1")).isFalse();
    assertThat(DatabaseFilter.all().accepts("any\nthing")).isTrue();
  }
}
