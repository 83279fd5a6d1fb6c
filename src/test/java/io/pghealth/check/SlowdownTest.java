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

  @Test
  void lessMemoryIsNoReasonToReadMoreBlocksWithoutTemporaryOnes() {
    assertThat(grown(300, 700, "Index Scan on t", changed("work_mem", "4096", "128")).text())
        .startsWith("growth");
    assertThat(grown(300, 700, "Index Scan on t", changed("random_page_cost", "4", "9")).text())
        .startsWith("not known")
        .contains("random_page_cost");
  }

  @Test
  void aTableThatIsReadFromEndToEndAndGrewProvesThePlan() {
    List<CatalogChange> cost = changed("random_page_cost", "4", "9");
    Slowdown proven =
        slowdown(
            100, 1_000, Comparison.Worse.BLOCKS, "Seq Scan on t", cost, Map.of(TABLE, 10.0), 1_000);
    assertThat(proven.text()).startsWith("growth");
    assertThat(proven.certainty()).isEqualTo(Slowdown.Certainty.SAME_PLAN);
    assertThat(
            slowdown(
                    100,
                    1_000,
                    Comparison.Worse.BLOCKS,
                    "Seq Scan on t",
                    cost,
                    Map.of(TABLE, 2.0),
                    1_000)
                .certainty())
        .as("it grew less than its calls")
        .isEqualTo(Slowdown.Certainty.PLAN_NOT_KNOWN);
    assertThat(grown(400, 1_000, "Seq Scan on t", cost).certainty())
        .as("it did not grow")
        .isEqualTo(Slowdown.Certainty.PLAN_NOT_KNOWN);
  }

  @Test
  void theVisibilityMapComesBeforeSettings() {
    String node = "Index Only Scan using i on t";
    Slowdown written =
        slowdown(
            5,
            300,
            Comparison.Worse.BLOCKS,
            node,
            changed("random_page_cost", "4", "9"),
            Map.of(),
            100);
    assertThat(written.text()).startsWith("the visibility map");
    assertThat(written.certainty()).isEqualTo(Slowdown.Certainty.LIKELY);
    assertThat(
            slowdown(
                    5,
                    300,
                    Comparison.Worse.BLOCKS,
                    node,
                    changed("work_mem", "4MB", "64kB"),
                    Map.of(),
                    100)
                .certainty())
        .isEqualTo(Slowdown.Certainty.SAME_PLAN);
  }

  @Test
  void aSettingThatWasPutBackIsNotNamed() {
    Course.Split split = new Course.Split(window(1), List.of(window(9)));
    CatalogChange away = changed("work_mem", "4096", "128", THEN.plusSeconds(60));
    CatalogChange back = changed("work_mem", "128", "4096", THEN.plusSeconds(120));
    CatalogChange other = changed("random_page_cost", "4", "9", THEN.plusSeconds(60));
    assertThat(CallPlans.putBack(away, split, List.of(away, other))).isFalse();
    assertThat(CallPlans.putBack(away, split, List.of(away, other, back))).isTrue();
    assertThat(CallPlans.putBack(back, split, List.of(away, other, back))).isTrue();
    assertThat(CallPlans.putBack(other, split, List.of(away, other, back))).isFalse();
    assertThat(CallPlans.putBack(back, split, List.of(back))).isFalse();
  }

  private static Slowdown grown(long before, long now, String node, List<CatalogChange> changes) {
    return slowdown(before, now, Comparison.Worse.BLOCKS, node, changes, Map.of(), 1_000);
  }

  private static List<CatalogChange> changed(String name, String before, String now) {
    return List.of(changed(name, before, now, THEN));
  }

  private static CatalogChange changed(String name, String before, String now, Instant until) {
    return new CatalogChange(
        CatalogChange.Kind.SETTING_CHANGED,
        THEN,
        until,
        null,
        null,
        new CauseFacts.Setting(CauseFacts.Scope.SERVER, null, name, before),
        new CauseFacts.Setting(CauseFacts.Scope.SERVER, null, name, now));
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
        Map.of(),
        "db");
  }

  private static CauseFacts.Setting setting(String value) {
    return new CauseFacts.Setting(CauseFacts.Scope.ROLE, "app", "work_mem", value);
  }

  private static Slowdown slowdown(long before, long now, Comparison.Worse worse, String node) {
    return slowdown(before, now, worse, node, List.of(), Map.of(), 1_000);
  }

  private static Slowdown slowdown(
      long before,
      long now,
      Comparison.Worse worse,
      String node,
      List<CatalogChange> changes,
      Map<Shape.Relation, Double> grown,
      int visible) {
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
                    visible,
                    2,
                    0,
                    Map.of(),
                    Map.of())));
    return Slowdown.of(
        Comparison.of(window(before), window(now), Double.NaN),
        worse,
        null,
        new CallPlans(List.of(shape), changes, grown, "db"),
        tables,
        new TableActivity(
            Map.of(
                1L,
                new TableActivity.Activity(
                    0, 0, 0, 0, 0, 0, 0, 100_000, 0, 0, 0, null, null, null, null, 0, 0, 0, 0))));
  }

  private static Window window(long blocks) {
    return new Window(THEN, THEN, 100, 100, 1, 0.01, 100 * blocks, 0, 1_000);
  }
}
