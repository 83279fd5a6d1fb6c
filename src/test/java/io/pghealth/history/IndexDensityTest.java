package io.pghealth.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.IndexDensity.Sample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What an index is compared with that is no btree. */
class IndexDensityTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private static IndexDensity after(IndexDensity before, long hours, double bytes, long removed) {
    return before.next(new Sample(1, 7, bytes, removed), START.plus(Duration.ofHours(hours)));
  }

  @Test
  void whatComesAndGoesWithinAWindowIsNoNewState() {
    IndexDensity density = IndexDensity.first(1, new Sample(1, 7, 50, 0), START);
    assertThat(density.lately()).isZero();
    for (int day = 1; day <= 30; day++) {
      density = after(density, day * 24, 400, day * 100);
      density = after(density, day * 24 + 12, 50, day * 100);
    }
    assertThat(density.lately()).isEqualTo(50);
    for (int day = 31; day <= 38; day++) {
      density = after(density, day * 24, 400, day * 100);
    }
    assertThat(density.lately()).isEqualTo(400);
    assertThat(density.best()).isEqualTo(50);
  }

  @Test
  void entriesTakenOutCountFromTheBestOn() {
    IndexDensity density = IndexDensity.first(1, new Sample(1, 7, 50, 10), START);
    // Counted at once, though the sizes are those of the last VACUUM.
    density = after(density, 1, 50, 900);
    assertThat(density.removed()).isEqualTo(10);
    density = after(density, 2, 40, 950);
    assertThat(density.removed()).isEqualTo(950);
  }

  @Test
  void aRebuiltIndexStartsAnew() {
    IndexDensity density = IndexDensity.first(1, new Sample(1, 7, 50, 0), START);
    IndexDensity rebuilt = density.next(new Sample(1, 8, 60, 5), START.plusSeconds(60));
    assertThat(rebuilt.best()).isEqualTo(60);
    assertThat(rebuilt.lately()).isZero();
  }
}
