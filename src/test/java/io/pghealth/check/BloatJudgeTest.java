package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.BloatVerdict.Basis;
import io.pghealth.check.BloatVerdict.Bloated;
import io.pghealth.check.BloatVerdict.Sound;
import io.pghealth.check.BloatVerdict.Unsure;
import io.pghealth.finding.Confidence;
import io.pghealth.history.BloatHistory.IndexBloatEvidence;
import io.pghealth.history.BloatHistory.Observation;
import io.pghealth.history.SizeEstimate;
import io.pghealth.history.SizeEstimate.Traffic;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.BloatPages;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What to believe where estimate and measurement differ. */
class BloatJudgeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final IndexBloatSettings SETTINGS =
      new IndexBloatSettings(new Bytes(10 << 20), 40);
  private static final long PAGES = 10_000;
  private static final long SIZE = PAGES * 8192;
  private static final Remedy REMEDY = Remedy.sql("CREATE EXTENSION pgstattuple");

  /** All of the table's rows were inserted once, and so many of 1,000 were deleted since. */
  private static Traffic deleted(int perMille, int dead) {
    return new Traffic(
        1000 - perMille, 1000 - perMille, dead, 1000 - perMille, 1000, perMille, 0, NOW);
  }

  private static final Traffic LOST = new Traffic(300, 300, 0, 300, 0, 0, 0, NOW);

  private static BloatVerdict judge(
      Set<Flag> flags, Double share, Traffic traffic, BloatPages pages, Observation... seen) {
    return judge(flags, share, Confidence.HIGH, traffic, pages, SIZE, seen);
  }

  private static BloatVerdict judge(
      Set<Flag> flags,
      Double share,
      Confidence confidence,
      Traffic traffic,
      BloatPages pages,
      long estimatedAt,
      Observation... seen) {
    Index index =
        new Index(
            1,
            1,
            "public",
            "i",
            "t",
            "btree",
            false,
            null,
            flags,
            SIZE,
            1,
            90,
            true,
            "",
            null,
            null,
            null,
            java.util.Map.of());
    SizeEstimate estimate =
        new SizeEstimate(
            1,
            1,
            1,
            NOW,
            estimatedAt,
            share == null ? null : (long) (share * estimatedAt),
            share == null ? null : confidence,
            share == null ? "never analysed" : null,
            Remedy.sql("ANALYZE t"),
            traffic);
    BloatJudge judge = new BloatJudge(index, estimate, SETTINGS);
    return pages == null
        ? judge.alone(new Hindrance("no pgstattuple", REMEDY))
        : judge.measured(
            new Bloat(
                new IndexBloatEvidence(1, 1, 1, NOW, SIZE, 0, 8192, pages, null, List.of(seen)),
                90));
  }

  /** So dense, and so many of the pages deleted. */
  private static BloatPages pages(double density, int gonePercent) {
    long gone = PAGES * gonePercent / 100;
    return new BloatPages(50, PAGES - 51 - gone, 0, gone, density);
  }

  private static void bloated(BloatVerdict verdict, Basis basis, Confidence confidence) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Bloated.class,
            b -> {
              assertThat(b.basis()).isEqualTo(basis);
              assertThat(b.confidence()).isEqualTo(confidence);
            });
  }

  private static void unsure(BloatVerdict verdict, String reason, String sql) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Unsure.class,
            u -> {
              assertThat(u.why().reason()).contains(reason);
              assertThat(String.join(";", u.why().remedy().sql())).contains(sql);
            });
  }

  @Test
  void sparsePagesAreBloatWhateverStatisticsSay() {
    bloated(judge(Set.of(), 0.3, deleted(700, 0), pages(27, 0)), Basis.BOTH, Confidence.HIGH);
    bloated(judge(Set.of(), null, LOST, pages(27, 0)), Basis.MEASURED, Confidence.HIGH);
    // Statistics from before the delete: the pages are right.
    bloated(judge(Set.of(), 0.55, LOST, pages(27, 0)), Basis.MEASURED, Confidence.MEDIUM);
  }

  @Test
  void splitsAreNoBloatHoweverMuchARebuildWouldFree() {
    assertThat(judge(Set.of(), 0.56, deleted(0, 0), pages(50.5, 0))).isInstanceOf(Sound.class);
    assertThat(judge(Set.of(), 0.56, deleted(0, 0), null)).isInstanceOf(Sound.class);
  }

  @Test
  void theNullsOfAUniqueIndexAreBelievedToStatisticsOnly() {
    Set<Flag> unique = Set.of(Flag.UNIQUE);
    assertThat(judge(unique, 0.75, deleted(100, 0), pages(45, 0))).isInstanceOf(Sound.class);
    bloated(judge(unique, 0.5, deleted(600, 0), pages(36, 0)), Basis.BOTH, Confidence.HIGH);
    unsure(judge(unique, null, deleted(600, 0), pages(36, 0)), "NULLs", "ANALYZE t");
  }

  @Test
  void fullPagesOfDeadRowsAreFoundByEstimate() {
    bloated(
        judge(Set.of(), 0.4, deleted(600, 600), pages(90, 0)), Basis.DEAD_ROWS, Confidence.MEDIUM);
    // Not explained by what is dead.
    unsure(judge(Set.of(), 0.4, deleted(600, 0), pages(90, 0)), "its pages say", "VACUUM");
    unsure(judge(Set.of(), 0.4, LOST, pages(90, 0)), "its pages say", "VACUUM");
    unsure(judge(Set.of(), null, deleted(600, 600), pages(90, 0)), "not vacuumed yet", "VACUUM");
    // A queue: twice as many rows came as there is room for.
    Traffic queue = new Traffic(400, 400, 600, 400, 9000, 8600, 0, NOW);
    unsure(judge(Set.of(), 0.4, queue, pages(90, 0)), "not vacuumed yet", "VACUUM");
  }

  @Test
  void deletedPagesAreWasteOnlyWhereNobodyUsesThemAgain() {
    bloated(
        judge(Set.of(), 0.4, deleted(600, 0), pages(90, 60)), Basis.MAYBE_QUEUE, Confidence.LOW);
    Traffic queue = new Traffic(400, 400, 0, 400, 9000, 8600, 0, NOW);
    unsure(judge(Set.of(), 0.4, queue, pages(90, 60)), "whether its deleted pages", "");
    unsure(judge(Set.of(), 0.4, LOST, pages(90, 60)), "whether its deleted pages", "");
    Observation[] reused = {new Observation(6000, 0, PAGES), new Observation(5000, 9, PAGES)};
    assertThat(judge(Set.of(), 0.4, deleted(600, 0), pages(90, 60), reused))
        .isInstanceOf(Sound.class);
    Observation[] stays = {
      new Observation(6000, 0, PAGES),
      new Observation(6000, 5, PAGES),
      new Observation(6000, 9, PAGES)
    };
    bloated(judge(Set.of(), 0.4, LOST, pages(90, 60), stays), Basis.BOTH, Confidence.MEDIUM);
  }

  @Test
  void anEstimateAloneSpeaksOnlyWhereNothingElseExplainsIt() {
    bloated(judge(Set.of(), 0.3, deleted(700, 0), null), Basis.ESTIMATED, Confidence.MEDIUM);
    bloated(
        judge(Set.of(), 0.3, Confidence.MEDIUM, deleted(700, 0), null, SIZE),
        Basis.ESTIMATED,
        Confidence.LOW);
    String cannot = "statistics tell neither";
    String extension = "CREATE EXTENSION";
    unsure(judge(Set.of(), 0.55, deleted(450, 0), null), cannot, extension);
    unsure(judge(Set.of(), 0.3, LOST, null), cannot, extension);
    unsure(judge(Set.of(), 0.3, deleted(100, 0), null), cannot, extension);
    Traffic moved = new Traffic(1000, 1000, 0, 1000, 1000, 0, 2000, NOW);
    unsure(judge(Set.of(), 0.3, moved, null), cannot, extension);
    unsure(judge(Set.of(), 0.3, null, null), cannot, extension);
    unsure(
        judge(Set.of(), 0.3, Confidence.LOW, deleted(700, 0), null, SIZE),
        "no pgstattuple",
        extension);
    unsure(judge(Set.of(), null, deleted(700, 0), null), "never analysed", extension);
  }

  @Test
  void anEstimateOfAnotherSizeSaysNothingOfThesePages() {
    assertThat(judge(Set.of(), 0.4, Confidence.HIGH, deleted(100, 0), pages(90, 0), SIZE * 2))
        .isInstanceOf(Sound.class);
  }
}
