package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.CatalogChange;
import io.pghealth.history.CatalogChange.Kind;
import io.pghealth.history.Flip;
import io.pghealth.history.Shape;
import io.pghealth.history.ShapeSet;
import io.pghealth.history.Window;
import io.pghealth.snapshot.CauseFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is blamed for another plan, where more than one thing changed. */
class FlipCausesTest {
  private static final Instant THEN = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant NOW = THEN.plusSeconds(60);
  private static final Shape.Relation TABLE = new Shape.Relation("s", "t");

  @Test
  void anIndexThatWasCreatedIsBlamedOnlyWhereTheDataStayedAsItWas() {
    assertThat(causes(1, created())).containsExactly(Kind.INDEX_CREATED);
    assertThat(causes(1, created(), setting()))
        .containsExactly(Kind.INDEX_CREATED, Kind.SETTING_CHANGED);
    assertThat(causes(1, created(), about(Kind.ANALYZED, null)))
        .containsExactly(Kind.ANALYZED, Kind.INDEX_CREATED);
    assertThat(causes(1, created(), about(Kind.ANALYZED, null), grew()))
        .containsExactly(Kind.GREW, Kind.ANALYZED, Kind.INDEX_CREATED);
    assertThat(causes(9, created())).containsExactly(Kind.RESULT_GREW, Kind.INDEX_CREATED);
  }

  @Test
  void aSettingStandsBelowGrowthOfTheResultAndIsNotSetBackWhereTheTableGrew() {
    assertThat(causes(9, setting())).containsExactly(Kind.RESULT_GREW, Kind.SETTING_CHANGED);
    FlipCauses alone = of(1, setting());
    assertThat(alone.contested()).isFalse();
    assertThat(alone.cause("db", PresentNames.unknown()).fix().sql()).isNotEmpty();
    FlipCauses both = of(1, setting(), grew());
    assertThat(both.likeliest().kind()).isEqualTo(Kind.SETTING_CHANGED);
    assertThat(both.contested()).isTrue();
    assertThat(both.cause("db", PresentNames.unknown()).fix().sql()).isEmpty();
    assertThat(both.cause("db", PresentNames.unknown()).undo()).isNull();
  }

  @Test
  void moreRowsAreNoWorsePlanUnlessEachRowCostsMore() {
    assertThat(compared(32, 30, 427, 30_000).worsePerRow(100)).isEqualTo(Comparison.Worse.NOT);
    assertThat(compared(32, 30, 427, 30_000).worse(100)).isEqualTo(Comparison.Worse.BLOCKS);
    assertThat(compared(32, 30, 427, 60).worsePerRow(100)).isEqualTo(Comparison.Worse.BLOCKS);
    assertThat(compared(3, 0, 427, 30_000).worsePerRow(100)).isEqualTo(Comparison.Worse.NOT);
    assertThat(compared(3, 0.1, 427, 1).worsePerRow(100))
        .as("at most a row says nothing")
        .isEqualTo(Comparison.Worse.BLOCKS);
    assertThat(compared(400, 100, 1_000, 10).worsePerRow(100))
        .as("fewer rows are no excuse and no charge")
        .isEqualTo(Comparison.Worse.BLOCKS);
    assertThat(
            Comparison.of(
                    new Window(THEN, NOW, 100, 48_000, 0.35, 0.01, 17_500, 0, 1_000),
                    new Window(THEN, NOW, 100, 8_000_000, 120, 0.01, 246_000, 0, 20_000),
                    Double.NaN)
                .worsePerRow(100))
        .as("time of many more rows says nothing of the plan")
        .isEqualTo(Comparison.Worse.NOT);
    assertThat(compared(10, 100, 19, 10).worsePerRow(100)).isEqualTo(Comparison.Worse.NOT);
  }

  @Test
  void aBareNumberOfWorkMemHasItsUnit() {
    CatalogChange change =
        new CatalogChange(
            Kind.SETTING_CHANGED, THEN, NOW, null, null, server("4096"), server("64kB"));
    assertThat(FlipCause.of(change, "db").text())
        .isEqualTo("work_mem of the server went from 4096 kB to 64kB");
  }

  private static CauseFacts.Setting server(String value) {
    return new CauseFacts.Setting(CauseFacts.Scope.SERVER, null, "work_mem", value);
  }

  @Test
  void anIndexComesBackUnderAFreeName() {
    FlipCause own = dropped(index("i", null), Set.of("t"), "btree (other)");
    assertThat(own.fix().sql())
        .containsExactly("CREATE INDEX CONCURRENTLY i ON s.t USING btree (k)");
    assertThat(own.undo().sql()).containsExactly("DROP INDEX CONCURRENTLY \"s\".\"i\"");
    FlipCause other = dropped(index("i", null), Set.of("t", "i", "i1"), "btree (other)");
    assertThat(other.text()).isEqualTo("index s.i was dropped");
    assertThat(other.fix().sql())
        .containsExactly("CREATE INDEX CONCURRENTLY \"i2\" ON s.t USING btree (k)");
    assertThat(other.undo().sql()).containsExactly("DROP INDEX CONCURRENTLY \"s\".\"i2\"");
    FlipCause unique = dropped(index("i", "u"), Set.of("i"), "btree (other)");
    assertThat(unique.fix().sql())
        .containsExactly(
            "CREATE INDEX CONCURRENTLY \"i1\" ON s.t USING btree (k)",
            "ALTER TABLE \"s\".\"t\" ADD CONSTRAINT \"i1\" UNIQUE USING INDEX \"i1\"");
    assertThat(unique.undo().sql())
        .containsExactly("ALTER TABLE \"s\".\"t\" DROP CONSTRAINT \"i1\"");
    assertThat(dropped(index("i", null), Set.of("i"), "btree (k)").undo().sql())
        .as("it is just being made")
        .containsExactly("DROP INDEX CONCURRENTLY \"s\".\"i\"");
    FlipCause unknown = of(1, about(index("i", null))).cause("db", PresentNames.unknown());
    assertThat(unknown.fix().sql()).hasSize(1);
    assertThat(unknown.undo().sql()).isEmpty();
    assertThat(unknown.undo().note()).isNotBlank();
  }

  private static FlipCause dropped(CauseFacts.Index index, Set<String> taken, String present) {
    CauseFacts.Index there =
        new CauseFacts.Index("s", "i", present, "", null, null, null, false, false);
    CauseFacts catalog =
        new CauseFacts(
            List.of(
                new CauseFacts.Relation(
                    "s",
                    "t",
                    "s",
                    "t",
                    null,
                    false,
                    taken.contains("i") ? List.of(there) : List.of(),
                    null,
                    null,
                    null,
                    null,
                    null)),
            List.of());
    return of(1, about(index)).cause("db", new PresentNames(_ -> taken, catalog));
  }

  private static CatalogChange about(CauseFacts.Index index) {
    return new CatalogChange(Kind.INDEX_DROPPED, THEN, NOW, TABLE, index, null, null);
  }

  private static CauseFacts.Index index(String name, String type) {
    return new CauseFacts.Index(
        "s",
        name,
        "btree (k)",
        "CREATE INDEX i ON s.t USING btree (k)",
        type == null ? null : name,
        type,
        null,
        false,
        true);
  }

  private static List<Kind> causes(double rows, CatalogChange... changes) {
    return of(rows, changes).changes().stream().map(CatalogChange::kind).toList();
  }

  private static FlipCauses of(double rows, CatalogChange... changes) {
    Flip flip =
        new Flip(
            new ShapeSet("a", null, null),
            new ShapeSet("b", null, null),
            THEN,
            NOW,
            List.of(changes),
            Map.of(),
            null,
            null);
    return FlipCauses.of(flip, compared(10, 1, 500, rows));
  }

  private static Comparison compared(double then, double rowsThen, double now, double rowsNow) {
    return Comparison.of(window(then, rowsThen), window(now, rowsNow), Double.NaN);
  }

  private static Window window(double blocks, double rows) {
    return new Window(
        THEN, NOW, 100, (long) (100 * rows), 1, 0.01, (long) (100 * blocks), 0, 1_000);
  }

  private static CatalogChange about(Kind kind, CatalogChange.Detail detail) {
    return new CatalogChange(kind, THEN, NOW, TABLE, detail);
  }

  private static CatalogChange grew() {
    return about(Kind.GREW, new CatalogChange.Detail(null, "900", "15000"));
  }

  private static CatalogChange created() {
    return new CatalogChange(
        Kind.INDEX_CREATED,
        THEN,
        NOW,
        TABLE,
        new CauseFacts.Index(
            "s",
            "i",
            "btree (k)",
            "CREATE INDEX i ON s.t USING btree (k)",
            null,
            null,
            null,
            false,
            true),
        null,
        null);
  }

  private static CatalogChange setting() {
    return new CatalogChange(
        Kind.SETTING_CHANGED,
        THEN,
        NOW,
        null,
        null,
        null,
        new CauseFacts.Setting(CauseFacts.Scope.ROLE, "app", "work_mem", "64kB"));
  }
}
