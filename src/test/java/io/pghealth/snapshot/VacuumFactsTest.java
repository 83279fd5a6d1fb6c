package io.pghealth.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.snapshot.VacuumFacts.Relation;
import io.pghealth.snapshot.VacuumFacts.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The thresholds are those of relation_needs_vacanalyze in autovacuum.c. */
class VacuumFactsTest {
  private static final Server DEFAULTS = server(100_000_000);

  @Test
  void aTableThatWasNeverCountedHasTheBaseAsItsThreshold() {
    assertThat(relation(-1, Map.of()).vacuumThreshold(DEFAULTS)).isEqualTo(50);
    assertThat(relation(-1, Map.of()).insertThreshold(DEFAULTS)).isEqualTo(1000);
    assertThat(relation(-1, Map.of()).analyzeThreshold(DEFAULTS)).isEqualTo(50);
  }

  @Test
  void anOptionGoesBeforeTheSettingAndMinusOneIsNoneOfThem() {
    assertThat(
            relation(
                    1000,
                    Map.of(
                        "autovacuum_vacuum_threshold", "7",
                        "autovacuum_vacuum_scale_factor", "0",
                        "autovacuum_analyze_scale_factor", "0.5"))
                .vacuumThreshold(DEFAULTS))
        .isEqualTo(7);
    assertThat(
            relation(1000, Map.of("autovacuum_vacuum_threshold", "-1")).vacuumThreshold(DEFAULTS))
        .isEqualTo(250);
    assertThat(
            relation(1000, Map.of("autovacuum_vacuum_insert_threshold", "-1"))
                .insertThreshold(DEFAULTS))
        .isEqualTo(-1);
  }

  @Test
  void theMaximumCapsItUnlessItIsMinusOne() {
    Relation huge = relation(1e10, Map.of());
    assertThat(huge.vacuumThreshold(DEFAULTS)).isEqualTo(100_000_000);
    assertThat(huge.vacuumThreshold(server(-1))).isEqualTo(2e9 + 50);
    assertThat(
            relation(1e10, Map.of("autovacuum_vacuum_max_threshold", "-1"))
                .vacuumThreshold(DEFAULTS))
        .isEqualTo(2e9 + 50);
    assertThat(
            relation(1000, Map.of("autovacuum_vacuum_max_threshold", "0"))
                .vacuumThreshold(DEFAULTS))
        .isZero();
  }

  @Test
  void frozenPagesTakeTheirShareFromTheInsertThreshold() {
    assertThat(frozen(0).insertThreshold(DEFAULTS)).isEqualTo(3000);
    assertThat(frozen(75).insertThreshold(DEFAULTS)).isEqualTo(1500);
    assertThat(frozen(120).insertThreshold(DEFAULTS)).isEqualTo(1000);
  }

  @Test
  void anyWordForFalseTurnsItOff() {
    for (String off : List.of("off", "false", "F", "no", "0", "of")) {
      assertThat(relation(1, Map.of("autovacuum_enabled", off)).enabled()).as(off).isFalse();
    }
    for (String on : List.of("on", "true", "yes", "1", "t")) {
      assertThat(relation(1, Map.of("autovacuum_enabled", on)).enabled()).as(on).isTrue();
    }
    assertThat(relation(1, Map.of()).enabled()).isTrue();
  }

  @Test
  void whatIsDueIsMarkedUntilItIsVacuumedOrRewritten() {
    long first = mark(2, 100);
    assertThat(mark(2, 100)).isEqualTo(first);
    assertThat(mark(3, 100)).isLessThan(first);
    assertThat(mark(0, 101)).isLessThan(first);
  }

  private static long mark(long vacuums, long fileNode) {
    Relation due = relation(10_000, Map.of(), 50_000, vacuums, fileNode, 0);
    return new VacuumFacts(DEFAULTS, List.of(due)).measures().get(VacuumFacts.vacuumDue(due));
  }

  private static Relation frozen(long pages) {
    return relation(10_000, Map.of(), 0, 0, 1, pages);
  }

  private static Relation relation(double tuples, Map<String, String> options) {
    return relation(tuples, options, 0, 0, 1, 0);
  }

  private static Relation relation(
      double tuples,
      Map<String, String> options,
      long dead,
      long vacuums,
      long fileNode,
      long frozenPages) {
    return new Relation(
        1,
        1,
        "public",
        "t",
        fileNode,
        tuples,
        100,
        frozenPages,
        options,
        true,
        0,
        dead,
        0,
        0,
        0,
        0,
        0,
        null,
        null,
        null,
        vacuums,
        0,
        false,
        false,
        false);
  }

  private static Server server(double most) {
    return new Server(
        true,
        true,
        "default",
        Duration.ofMinutes(1),
        3,
        0,
        50,
        0.2,
        most,
        1000,
        0.2,
        50,
        0.1,
        Instant.EPOCH);
  }
}
