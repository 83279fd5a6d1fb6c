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

  @Test
  void theFirstTemporaryBlocksCountBesideTheOthers() {
    assertThat(temporary(250, 0, 281).blocksFactor()).isBetween(2.0, 2.2);
    assertThat(temporary(250, 0, 5_000).blocksFactor()).isGreaterThan(10);
    assertThat(temporary(10, 100, 2_000).blocksFactor()).isBetween(18.0, 20.0);
    assertThat(temporary(10_000, 1, 20).blocksFactor()).isLessThan(2);
  }

  private static Comparison temporary(long blocks, long before, long after) {
    return Comparison.of(
        new Window(Instant.EPOCH, Instant.EPOCH, 1, 0, 29, 0, blocks, before, 1_000),
        new Window(Instant.EPOCH, Instant.EPOCH, 1, 0, 24, 0, blocks, after, 1_000),
        NO_PEERS);
  }

  private static Comparison.Worse worse(double before, double after) {
    return Comparison.of(window(before), window(after), NO_PEERS).worse(100);
  }

  private static Window window(double mean) {
    return new Window(Instant.EPOCH, Instant.EPOCH, 1_000, 0, mean, 0.0001, 0, 0, 1_000);
  }
}
