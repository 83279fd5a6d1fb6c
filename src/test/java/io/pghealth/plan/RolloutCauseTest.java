package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pghealth.history.CatalogChange;
import io.pghealth.history.CatalogChange.Kind;
import io.pghealth.history.Flip;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.Shape;
import io.pghealth.history.ShapeSet;
import io.pghealth.history.StatementKey;
import io.pghealth.history.StatementKind;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.target.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** When the rollout of a client is named beside a plan that became another: 10:01 and 10:11. */
class RolloutCauseTest {
  private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void oneBetweenTheTwoLooks() {
    Flip flip = flipped("shop", rollout("checkout", 5));

    assertThat(flip.causes())
        .singleElement()
        .satisfies(c -> assertThat(c.kind()).isEqualTo(Kind.ROLLED_OUT))
        .satisfies(c -> assertThat(c.after()).isEqualTo("2026-11-24T10:04:59Z"))
        .satisfies(c -> assertThat(c.until()).isEqualTo("2026-11-24T10:05:00Z"));
    FlipCause cause = FlipCause.of(flip.causes().getFirst(), "shop");
    assertThat(cause.text())
        .isEqualTo(
            "Deployment web/checkout, whose pods are connected to this database, was rolled out at"
                + " 2026-11-24T10:05:00Z");
    assertThat(cause.fix().sql()).isEmpty();
    assertThat(cause.fix().note())
        .contains("\"kubectl rollout undo deployment/checkout -n web\" brings");
    assertThat(cause.undo()).isNull();
  }

  @Test
  void noneThatWasThereWithTheOldPlanOrCameAfterTheNewOne() {
    assertThat(flipped("shop", rollout("before", 0)).causes()).isEmpty();
    assertThat(flipped("shop", rollout("with the old plan", 1)).causes()).isEmpty();
    assertThat(flipped("shop", rollout("after", 12)).causes()).isEmpty();
    assertThat(flipped("shop", rollout("with the new plan", 11)).causes()).hasSize(1);
  }

  @Test
  void noneOfAClientOfAnotherDatabase() {
    assertThat(flipped("stock", rollout("checkout", 5)).causes()).isEmpty();
  }

  @Test
  void itRanksBelowWhatTheCatalogShows() {
    PlanHistory history = looked(PlanHistory.empty(), 1, "old", "15.18");
    history =
        looked(rolledOut(counted(history, 11), "shop", rollout("checkout", 5)), 11, "new", "15.19");

    assertThat(statementFlip(history).causes())
        .extracting(CatalogChange::kind)
        .containsExactly(Kind.UPGRADED, Kind.ROLLED_OUT);
  }

  @Test
  void eachIsKnownOnceAndTheLatestOnly() {
    PlanHistory history = looked(PlanHistory.empty(), 1, "old", "15.18");
    history = looked(counted(history, 2), 2, "old", "15.19");
    for (int cycle = 0; cycle < 3; cycle++) {
      history = rolledOut(history, "shop", rollout("checkout", 5), rollout("checkout", 7));
    }
    assertThat(changes(history))
        .extracting(CatalogChange::kind, CatalogChange::until)
        .containsExactly(
            tuple(Kind.UPGRADED, at(2)),
            tuple(Kind.ROLLED_OUT, at(5)),
            tuple(Kind.ROLLED_OUT, at(7)));

    for (int i = 10; i < 40; i++) {
      history = rolledOut(history, "shop", rollout("checkout", i));
    }
    history = rolledOut(history, "shop", rollout("checkout", 5));
    assertThat(changes(history)).hasSize(21);
    assertThat(changes(history).getFirst().kind()).isEqualTo(Kind.UPGRADED);
    assertThat(changes(history).get(1).until()).isEqualTo(at(20));
  }

  private static Flip flipped(String database, Rollout... rollouts) {
    PlanHistory history = looked(PlanHistory.empty(), 1, "old", "15.18");
    history = looked(rolledOut(counted(history, 11), database, rollouts), 11, "new", "15.18");
    assertThat(history.flippedAt(at(11))).isEqualTo(Map.of("shop", at(1)));
    return statementFlip(history);
  }

  private static Flip statementFlip(PlanHistory history) {
    return history.databases().get("shop").statements().getFirst().flip();
  }

  private static List<CatalogChange> changes(PlanHistory history) {
    return history.databases().get("shop").changes();
  }

  private static PlanHistory rolledOut(PlanHistory past, String database, Rollout... rollouts) {
    return past.rolledOut(
        Map.of(database, Arrays.stream(rollouts).collect(Collectors.toUnmodifiableSet())));
  }

  private static Rollout rollout(String name, int minute) {
    return new Rollout("Deployment", "web", name, at(minute));
  }

  private static PlanHistory counted(PlanHistory past, int minute) {
    StatementFacts.Entry entry =
        new StatementFacts.Entry(
            1, "app", 5, 9, true, 100 * minute, 0, minute, 0.01, 0, 0, 1, 0, 0, null);
    return past.advance(
        new StatementFacts("postgres", "public", 17, START, 0, 5_000, 0, List.of(entry)),
        Map.of(5L, "shop", 6L, "stock"),
        at(minute),
        500);
  }

  /** Sees this plan, and this version of the server. */
  private static PlanHistory looked(PlanHistory past, int minute, String shape, String version) {
    PlanHistory counted = past.databases().isEmpty() ? counted(past, minute) : past;
    PlanObservation.Statement statement =
        new PlanObservation.Statement(
            new StatementKey(1, 5, 9, true),
            StatementKind.QUERY,
            "SELECT ?",
            new ShapeSet(shape, null, null),
            List.of(new Shape(shape, shape, List.of(), List.of(), List.of())),
            null,
            null);
    CauseFacts catalog =
        new CauseFacts(
            List.of(),
            List.of(
                new CauseFacts.Setting(CauseFacts.Scope.SERVER, null, "server_version", version)));
    return counted.observed(
        new PlanObservation("shop", at(minute), catalog, List.of(statement), null, 1, Map.of()),
        Duration.ofMinutes(5));
  }

  private static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }
}
