package io.pghealth.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the ledger keeps of a finding that is gone: what it cost, and how to undo its fix. */
class ProofTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final List<Instant> asked = new ArrayList<>();
  private LedgerState state = LedgerState.empty();
  private Subjects subjects = Subjects.unknown();
  private Policy policy = Policy.monitor(Set.of(), Set.of());
  private Instant now = START;
  private Measure measure = bytes(100);

  private final Measures measures =
      new Measures() {
        @Override
        public Measure of(Finding finding, Instant since) {
          asked.add(since);
          return measure;
        }

        @Override
        public String compared(Measure before, Measure after) {
          return before.bytes() + " → " + after.bytes();
        }
      };

  @Test
  void whatIsResolvedSaysWhatWasMeasuredWhenItWasLastSeenAndSince() {
    cycle(index("a"));
    measure = bytes(90);
    cycle(index("a"));
    Instant lastSeen = now.minusSeconds(60);
    measure = bytes(7);
    asked.clear();
    assertThat(cycle()).isEmpty();

    Transition resolved = cycle().getFirst();

    assertThat(resolved.kind()).isEqualTo(Transition.Kind.RESOLVED);
    assertThat(resolved.measured()).isEqualTo("90 → 7");
    assertThat(asked).containsExactly(lastSeen);
    assertThat(state.recent().getFirst().measured()).isEqualTo("90 → 7");
    assertThat(state.unpublished().getLast().measured()).isEqualTo("90 → 7");
  }

  @Test
  void aDroppedIndexSaysItTooAndItsUndoIsRemembered() {
    cycle(index("a"));
    Instant lastSeen = now.minusSeconds(60);
    subjects = f -> Subjects.Presence.DROPPED;
    measure = bytes(0);

    Transition closed = cycle().getFirst();

    assertThat(closed.reason()).isEqualTo("object dropped");
    assertThat(closed.measured()).isEqualTo("100 → 0");
    AppliedFix fix = state.fixes().getFirst();
    assertThat(fix.after()).isEqualTo(lastSeen);
    assertThat(fix.at()).isEqualTo(now.minusSeconds(60));
    assertThat(fix.finding().undo().sql()).containsExactly("CREATE INDEX a");
    assertThat(fix.finding().evidence()).isEmpty();
  }

  @Test
  void whatIsClosedForAnotherReasonHasNoProofAndNoFix() {
    for (Subjects.Presence gone :
        List.of(
            Subjects.Presence.DATABASE_DROPPED,
            Subjects.Presence.DATABASE_UNWATCHED,
            Subjects.Presence.UNCALLED)) {
      subjects = Subjects.unknown();
      cycle(index("a"));
      subjects = f -> gone;
      assertThat(cycle()).extracting(Transition::measured).containsOnlyNulls();
    }
    subjects = Subjects.unknown();
    cycle(index("a"));
    policy = Policy.monitor(Set.of("UnusedIndex"), Set.of());
    assertThat(cycle()).extracting(Transition::measured).containsOnlyNulls();
    assertThat(state.fixes()).isEmpty();
  }

  @Test
  void whatCannotBeMeasuredAnyMoreKeepsWhatWasMeasuredBefore() {
    cycle(index("a"));
    measure = null;
    cycle(index("a"));
    assertThat(state.entries().getFirst().before().bytes()).isEqualTo(100);
    cycle();
    assertThat(cycle()).extracting(Transition::measured).containsOnlyNulls();
  }

  @Test
  void statementsThatWereNotCalledAgainKeepTheirNumbers() {
    measure = new Measure(START, null, null, List.of(calls("1", 500), calls("2", 70)));
    cycle(index("a"));
    measure = new Measure(START, null, null, List.of(calls("2", 80)));
    cycle(index("a"));
    assertThat(state.entries().getFirst().before().statements())
        .extracting(s -> s.queryId() + " " + s.blocks())
        .containsExactly("2 80.0", "1 500.0");
  }

  @Test
  void onlyTheLatestFixesThatCanBeUndoneAreRemembered() {
    subjects = f -> Subjects.Presence.DROPPED;
    for (int i = 0; i < LedgerState.FIXES + 3; i++) {
      cycle(index("i" + i));
      cycle();
    }
    cycle(built("long", "x".repeat(9_000)));
    cycle();
    cycle(built("none", null));
    cycle();
    assertThat(state.fixes())
        .hasSize(LedgerState.FIXES)
        .extracting(f -> f.finding().object().name())
        .startsWith("i3")
        .endsWith("i" + (LedgerState.FIXES + 2));
    assertThat(state.shrunk(10).fixes()).hasSize(10);
    assertThat(state.published(state.unpublished()).fixes()).hasSize(LedgerState.FIXES);
  }

  private List<Transition> cycle(Finding... findings) {
    LedgerResult result =
        new Ledger()
            .apply(
                state,
                List.of(new Assessment("UnusedIndex", "shop", List.of(findings), List.of())),
                subjects,
                measures,
                policy,
                now);
    state = result.state();
    now = now.plusSeconds(60);
    return result.transitions();
  }

  private static Measure bytes(long bytes) {
    return new Measure(START, bytes, null, List.of());
  }

  private static Measure.Statement calls(String id, double blocks) {
    return new Measure.Statement(id, START, START.plusSeconds(60), 20, blocks, 1);
  }

  private static Finding index(String name) {
    return built(name, "CREATE INDEX " + name);
  }

  private static Finding built(String name, String undo) {
    return Finding.of("UnusedIndex", Severity.LOW, Confidence.HIGH)
        .database("shop")
        .object(ObjectRef.index("public", name, "orders"))
        .message("not used")
        .evidence("size", "1 MiB")
        .fix(new Fix(List.of("DROP INDEX " + name), null))
        .undo(undo == null ? null : new Fix(List.of(undo), null))
        .build();
  }
}
