package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.Window;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When one window is worse than another. */
class ComparisonTest {
  private static final double NO_PEERS = Double.NaN;

  @Test
  void microsecondsAreTheMachinesDoing() {
    assertThat(worse(0.011, 0.105)).isEqualTo(Comparison.Worse.NOT);
    assertThat(worse(0.011, 0.112)).isEqualTo(Comparison.Worse.TIME);
    assertThat(worse(5, 9)).as("below the increase asked for").isEqualTo(Comparison.Worse.NOT);
    assertThat(worse(5, 11)).isEqualTo(Comparison.Worse.TIME);
  }

  private static Comparison.Worse worse(double before, double after) {
    return Comparison.of(window(before), window(after), NO_PEERS).worse(100);
  }

  private static Window window(double mean) {
    return new Window(Instant.EPOCH, Instant.EPOCH, 1_000, 0, mean, 0.0001, 0, 0, 1_000);
  }
}
