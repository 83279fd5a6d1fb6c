package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.IndexWish;
import io.pghealth.history.IndexWish.Access;
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

  @Test
  void aLimitIsAGuessWhereTheCallsReturnMore() {
    assertThat(limited(1, 5).wanted()).as("what is assumed").isEqualTo(10);
    assertThat(limited(1, 50_000).wanted()).isEqualTo(50_000);
    assertThat(limited(4, 20).wanted()).as("a quarter of those passed").isEqualTo(80);
    assertThat(limited(4, 0).wanted()).as("it goes on to the end").isEqualTo(100_000);
    assertThat(limited(0, 50_000).wanted()).as("the limit is of a subquery").isEqualTo(10);
  }

  @Test
  void rowsWantedMayLieInEveryBlock() {
    assertThat(found(1, 1_000)).as("each in another").isEqualTo(1_000);
    assertThat(found(0.01, 1_000)).as("all together").isEqualTo(80);
    assertThat(found(3, Double.MAX_VALUE)).as("looked up one by one").isEqualTo(24_000);
  }

  private static double found(double perRow, double most) {
    return gain(
            new Access(
                "Seq Scan",
                null,
                100_000,
                8_000,
                false,
                100_000,
                1_000,
                100,
                0,
                new IndexWish.Found(perRow, most)),
            1,
            null)
        .blocksWith();
  }

  private static IndexGain limited(double perReturned, long rowsPerCall) {
    return gain(
        new Access("Seq Scan", null, 100_000, 10, false, 100_000, 1_000, 100, perReturned, null),
        rowsPerCall,
        null);
  }

  private static IndexGain gain(boolean plain, long rowsPerCall, double after, double expected) {
    return gain(
        new Access("Seq Scan", null, 100_000, 100, plain, 100_000, 1_000, 100, 0, null),
        rowsPerCall,
        new IndexWish.Trial("CREATE INDEX", 0, 100, after, true, expected, AT));
  }

  private static IndexGain gain(Access access, long rowsPerCall, IndexWish.Trial trial) {
    IndexWish wish =
        new IndexWish(
            new Shape.Relation("public", "readings"),
            false,
            IndexWish.Method.BTREE,
            List.of("sensor"),
            List.of(new IndexWish.Key("taken", false)),
            null,
            null,
            false,
            access,
            trial);
    return new IndexGain(
        null, wish, new Window(AT, AT.plusSeconds(60), 100, 100 * rowsPerCall, 1, 0, 9, 0, 9));
  }
}
