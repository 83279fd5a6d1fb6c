package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.IndexWish;
import io.pghealth.history.Shape;
import io.pghealth.history.Window;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the planner's answer about a hypothetical index is worth. */
class IndexGainTest {
  private static final Instant AT = Instant.parse("2026-11-01T12:00:00Z");

  @Test
  void aNoCountsOnlyForTheRowsThatTheCallsWant() {
    assertThat(gain(true, 20, 95, 40).refuted()).as("about as many rows").isTrue();
    assertThat(gain(true, 1, 95, 10).refuted()).as("few rows, whatever the factor").isTrue();
    IndexGain end = gain(true, 2, 95, 8_300);
    assertThat(end.refuted()).as("asked for half of the table").isFalse();
    assertThat(end.verified()).isFalse();
    assertThat(end.elsewhere()).isTrue();
  }

  @Test
  void whatGroupsOrJoinsReturnsOtherRowsThanItReads() {
    assertThat(gain(false, 2, 95, 8_300).refuted()).isTrue();
  }

  @Test
  void aYesStands() {
    assertThat(gain(true, 2, 5, 8_300).verified()).isTrue();
    assertThat(gain(true, 2, 5, 8_300).refuted()).isFalse();
  }

  private static IndexGain gain(boolean plain, long rowsPerCall, double after, double expected) {
    IndexWish wish =
        new IndexWish(
            new Shape.Relation("public", "readings"),
            false,
            IndexWish.Method.BTREE,
            List.of("sensor"),
            List.of(new IndexWish.Key("taken", false)),
            null,
            null,
            new IndexWish.Access("Seq Scan", null, 100_000, 100, plain, 100_000, 1_000, 100),
            new IndexWish.Trial("CREATE INDEX", 0, 100, after, true, expected, AT));
    return new IndexGain(
        null, wish, new Window(AT, AT.plusSeconds(60), 100, 100 * rowsPerCall, 1, 0, 9, 0, 9));
  }
}
