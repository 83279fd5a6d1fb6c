package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.CatalogChange;
import io.pghealth.history.PlanLine;
import io.pghealth.history.Shape;
import io.pghealth.history.Window;
import io.pghealth.plan.Comparison;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Why a statement costs more, with counters that no real server gives on demand. */
class SlowdownTest {
  private static final Instant THEN = Instant.parse("2026-11-24T10:00:00Z");
  private static final Shape.Relation TABLE = new Shape.Relation("s", "t");

  @Test
  void somewhatMoreBlocksAreNotCalledNoMore() {
    assertThat(slowdown(944, 1_230, Comparison.Worse.TIME, "Index Scan on t").text())
        .startsWith("waiting")
        .doesNotContain("no more blocks");
    assertThat(slowdown(944, 944, Comparison.Worse.TIME, "Index Scan on t").text())
        .startsWith("waiting: it reads no more blocks than before");
  }

  @Test
  void whatWasCountedCannotBeOfAPlanThatReadsAllOfTheTable() {
    assertThat(slowdown(12, 900, Comparison.Worse.BLOCKS, "Seq Scan on t").certainty())
        .isEqualTo(Slowdown.Certainty.PLAN_NOT_KNOWN);
    assertThat(slowdown(400, 1_000, Comparison.Worse.BLOCKS, "Seq Scan on t").certainty())
        .isEqualTo(Slowdown.Certainty.SAME_PLAN);
    assertThat(slowdown(12, 1_000, Comparison.Worse.BLOCKS, "Index Scan on t").certainty())
        .isEqualTo(Slowdown.Certainty.PLAN_NOT_KNOWN);
    assertThat(slowdown(12, 500, Comparison.Worse.BLOCKS, "Index Scan on t").certainty())
        .isEqualTo(Slowdown.Certainty.SAME_PLAN);
  }

  @Test
  void lessMemoryIsNamedAndMoreIsNot() {
    assertThat(memory("4MB", "64kB").memory()).contains("work_mem");
    assertThat(memory(null, "64kB").memory()).contains("work_mem");
    assertThat(memory("64kB", "4MB").memory()).isNull();
    assertThat(memory("4096", "64kB").memory()).contains("work_mem");
  }

  private static CallPlans memory(String before, String now) {
    return new CallPlans(
        List.of(),
        List.of(
            new CatalogChange(
                CatalogChange.Kind.SETTING_CHANGED,
                THEN,
                THEN,
                null,
                null,
                before == null ? null : setting(before),
                setting(now))),
        Set.of(),
        "db");
  }

  private static CauseFacts.Setting setting(String value) {
    return new CauseFacts.Setting(CauseFacts.Scope.ROLE, "app", "work_mem", value);
  }

  private static Slowdown slowdown(long before, long now, Comparison.Worse worse, String node) {
    Shape shape =
        new Shape("a", node, List.of(TABLE), List.of(), List.of(new PlanLine(0, node, List.of())));
    TableFacts tables =
        new TableFacts(
            Map.of(
                1L,
                new TableFacts.Table(
                    1,
                    "s",
                    "t",
                    TableFacts.Kind.TABLE,
                    null,
                    Set.of(),
                    1_000 * 8192L,
                    1_000,
                    1e5,
                    1_000,
                    2,
                    0,
                    Map.of(),
                    Map.of())));
    return Slowdown.of(
        Comparison.of(window(before), window(now), Double.NaN),
        worse,
        null,
        new CallPlans(List.of(shape), List.of(), Set.of(), "db"),
        tables,
        new TableActivity(Map.of()));
  }

  private static Window window(long blocks) {
    return new Window(THEN, THEN, 100, 100, 1, 0.01, 100 * blocks, 0, 1_000);
  }
}
