package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.PlanLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTreesTest {

  @Test
  void nodesThatBothHaveStandOnTheSameLinesAndTheOthersAreMarked() {
    assertThat(
            PlanTrees.sideBySide(
                List.of(
                    line(0, "Limit"),
                    line(1, "Index Scan on o using o_idx", "Index: (a)", "Index Cond: (a = $1)")),
                List.of(
                    line(0, "Limit"),
                    line(1, "Sort", "Sort Key: b DESC"),
                    line(2, "Seq Scan on o", "Filter: (a = $1)"))))
        .isEqualTo(
            """
            before                           │ after
            Limit                            │ Limit
              -> Index Scan on o using o_idx ≠   -> Sort
                   Index: (a)                ≠        Sort Key: b DESC
                   Index Cond: (a = $1)      ≠     -> Seq Scan on o
                                             ≠          Filter: (a = $1)\
            """);
  }

  @Test
  void aConditionThatIsNewIsAChangeAndItsTextIsNone() {
    assertThat(
            PlanTrees.sideBySide(
                List.of(line(0, "Seq Scan on o", "Filter: (o_1.a = $1)")),
                List.of(line(0, "Seq Scan on o", "Filter: (o_2.a = $1)"))))
        .doesNotContain("≠");
    assertThat(
            PlanTrees.sideBySide(
                List.of(line(0, "Index Scan on o using i", "Index: (a)", "Index Cond: (a = $1)")),
                List.of(line(0, "Index Scan on o using i", "Index: (a)", "Filter: (a = $1)"))))
        .contains("≠");
    assertThat(
            PlanTrees.sideBySide(
                List.of(line(0, "Index Scan on o using i", "Index: (a)")),
                List.of(line(0, "Index Scan on o using i", "Index: (b)"))))
        .contains("≠");
  }

  @Test
  void aLargePlanIsCutToWhatIsNearTheChange() {
    List<PlanLine> before = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      before.add(line(i, "Nested Loop " + i, "Join Filter: (a = $1)"));
    }
    List<PlanLine> after = new ArrayList<>(before);
    after.set(17, line(17, "Merge Join", "Merge Cond: (a = $1)"));

    assertThat(PlanTrees.sideBySide(before, after).lines())
        .hasSizeLessThanOrEqualTo(1 + PlanTrees.LINES)
        .anyMatch(line -> line.contains("≠") && line.contains("Merge Join"))
        .anyMatch(line -> line.startsWith("…"))
        .allMatch(line -> line.length() <= 2 * PlanTrees.WIDTH + 3);
  }

  @Test
  void aChangeBelowWhatIsKeptIsSaidToBeThere() {
    List<PlanLine> deep = new ArrayList<>();
    for (int i = 0; i < PlanLine.MOST; i++) {
      deep.add(line(1, "Seq Scan on t" + i));
    }

    assertThat(PlanTrees.sideBySide(deep, deep).lines().toList().getLast()).matches("… +≠ …");
  }

  @Test
  void aNameForgesNoLine() {
    assertThat(
            PlanTrees.sideBySide(
                    List.of(line(0, "Seq Scan on x\nafter │ nothing\u001b[2J")),
                    List.of(line(0, "Seq Scan on y")))
                .lines())
        .hasSize(2)
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void aPlanOfAnOlderDocumentIsNotShown() {
    assertThat(PlanTrees.sideBySide(List.of(), List.of(line(0, "Seq Scan on o")))).isNull();
  }

  private static PlanLine line(int depth, String node, String... details) {
    return new PlanLine(depth, node, List.of(details));
  }
}
