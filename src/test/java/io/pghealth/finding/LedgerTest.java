package io.pghealth.finding;

import static io.pghealth.finding.Transition.Kind.CLOSED;
import static io.pghealth.finding.Transition.Kind.EASED;
import static io.pghealth.finding.Transition.Kind.ESCALATED;
import static io.pghealth.finding.Transition.Kind.OPENED;
import static io.pghealth.finding.Transition.Kind.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pghealth.postgres.Remedy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lifecycle of the contract, row by row, each with what nearly is it. */
class LedgerTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00.123Z");
  private static final String CHECK = "UnusedIndex";
  private static final String PLANS = "PlanRegression";

  private final Ledger ledger = new Ledger();
  private LedgerState state = LedgerState.empty();
  private Subjects subjects = Subjects.unknown();
  private Policy policy = Policy.monitor(Set.of(), Set.of());
  private Instant now = START;

  @Test
  void opensWhatIsFirstSeenAndNothingMoreWhileItStays() {
    LedgerResult first = cycle(seen(index("a", Severity.MEDIUM)));
    assertThat(kinds(first)).containsExactly(OPENED);
    Instant opened = Instant.parse("2026-03-01T10:00:00Z");

    LedgerResult second =
        cycle(seen(index("a", Severity.MEDIUM, "scanned 8 times, confidence " + now)));

    assertThat(second.transitions()).isEmpty();
    LedgerEntry entry = only(second);
    assertThat(entry.firstSeen()).isEqualTo(opened);
    assertThat(entry.lastChanged()).isEqualTo(opened);
    assertThat(entry.finding().message()).contains("8 times");
  }

  @Test
  void escalatesLoudlyAndEasesSilently() {
    cycle(seen(index("a", Severity.MEDIUM)));

    LedgerResult worse = cycle(seen(index("a", Severity.CRITICAL)));
    assertThat(kinds(worse)).containsExactly(ESCALATED);
    assertThat(worse.transitions().getFirst().reason()).isEqualTo("medium to critical");
    assertThat(worse.transitions().getFirst().silent()).isFalse();
    assertThat(only(worse).lastChanged()).isAfter(only(worse).firstSeen());
    Instant escalated = only(worse).lastChanged();

    LedgerResult better = cycle(seen(index("a", Severity.LOW)));
    assertThat(kinds(better)).containsExactly(EASED);
    assertThat(better.transitions().getFirst().silent()).isTrue();
    assertThat(only(better).lastChanged()).isAfter(escalated);
    assertThat(better.state().unpublished()).extracting(Transition::kind).doesNotContain(EASED);
  }

  @Test
  void resolvesWhatIsAssessedAndAbsentTwiceInARow() {
    cycle(seen(index("a", Severity.MEDIUM)));

    LedgerResult once = cycle(seen());
    assertThat(once.transitions()).isEmpty();
    assertThat(only(once).stale()).isFalse();

    LedgerResult twice = cycle(seen());
    assertThat(kinds(twice)).containsExactly(RESOLVED);
    assertThat(twice.entries()).isEmpty();
  }

  @Test
  void doesNotResolveWhatCameBackOrWasNotAssessedInBetween() {
    cycle(seen(index("a", Severity.MEDIUM)));
    cycle(seen());
    cycle(seen(index("a", Severity.MEDIUM)));
    assertThat(cycle(seen()).transitions()).isEmpty();
    cycle(notAssessed(NotAssessed.wholly(CHECK, "shop", "locked", Remedy.none())));
    assertThat(cycle(seen()).transitions()).as("the absences are not in a row").isEmpty();
    assertThat(kinds(cycle(seen()))).containsExactly(RESOLVED);
  }

  @Test
  void resolvesAtOnceOnTheCommandLine() {
    policy = Policy.commandLine(Set.of(), Set.of());
    cycle(seen(index("a", Severity.MEDIUM)));
    assertThat(kinds(cycle(seen()))).containsExactly(RESOLVED);
  }

  @Test
  void whatComesBackAfterItWasResolvedIsNew() {
    cycle(seen(index("a", Severity.MEDIUM)));
    cycle(seen());
    cycle(seen());
    LedgerResult again = cycle(seen(index("a", Severity.MEDIUM)));
    assertThat(kinds(again)).containsExactly(OPENED);
    assertThat(only(again).firstSeen()).isAfter(START);
  }

  @Test
  void keepsWhatIsNotAssessedAsStaleHoweverLong() {
    Finding a = index("a", Severity.HIGH);
    cycle(seen(a));
    List<List<Assessment>> blind =
        List.of(
            List.of(),
            notAssessed(NotAssessed.wholly(CHECK, "shop", "no connection", Remedy.none())),
            notAssessed(NotAssessed.object(CHECK, "shop", a.object(), "locked", Remedy.none())),
            notAssessed(
                NotAssessed.object(
                    CHECK,
                    "shop",
                    new ObjectRef(ObjectKind.TABLE, "public", "orders", null),
                    "locked",
                    Remedy.none())),
            notAssessed(
                NotAssessed.object(
                    CHECK,
                    "shop",
                    new ObjectRef(ObjectKind.INSTANCE, null, "replica:5432", null),
                    "unreachable",
                    Remedy.none())));
    for (List<Assessment> assessments : blind) {
      for (int i = 0; i < 3; i++) {
        LedgerResult result = cycle(assessments);
        assertThat(result.transitions()).isEmpty();
        assertThat(only(result).stale()).as("%s", assessments).isTrue();
        assertThat(only(result).firstSeen()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
      }
    }
    LedgerResult back = cycle(seen(a));
    assertThat(only(back).stale()).isFalse();
    assertThat(back.transitions()).isEmpty();
  }

  @Test
  void resolvesOneWhileOnlyAnotherIsNotAssessed() {
    Finding a = index("a", Severity.HIGH);
    Finding b = index("b", Severity.HIGH);
    cycle(seen(a, b));
    List<Assessment> bLocked =
        notAssessed(
            NotAssessed.object(CHECK, "shop", b.object(), "locked", Remedy.none()),
            NotAssessed.wholly(CHECK, "other", "no connection", Remedy.none()));
    cycle(bLocked);
    LedgerResult result = cycle(bLocked);
    assertThat(result.transitions())
        .extracting(t -> t.kind() + " " + t.finding().object().name())
        .containsExactly("RESOLVED a");
    assertThat(only(result).fingerprint()).isEqualTo(b.fingerprint());
  }

  @Test
  void anotherDatabaseOrCheckAssessedSaysNothing() {
    cycle(seen(index("a", Severity.HIGH)));
    List<Assessment> others =
        List.of(
            new Assessment(CHECK, "other", List.of(), List.of()),
            new Assessment("IndexBloat", "shop", List.of(), List.of()),
            new Assessment(CHECK, null, List.of(), List.of()));
    cycle(others);
    assertThat(only(cycle(others)).stale()).isTrue();
  }

  @Test
  void aStatementNotAssessedKeepsItsFindingButNotThatOfAnother() {
    Finding one = plan("11", Severity.HIGH);
    Finding two = plan("12", Severity.HIGH);
    cycle(List.of(new Assessment(PLANS, "shop", List.of(one, two), List.of())));
    List<Assessment> oneMissing =
        List.of(
            new Assessment(
                PLANS,
                "shop",
                List.of(),
                List.of(NotAssessed.statement(PLANS, "shop", "11", "no text", Remedy.none()))));
    cycle(oneMissing);
    assertThat(only(cycle(oneMissing)).fingerprint()).isEqualTo(one.fingerprint());
  }

  @Test
  void aFindingBesideAWholeNotAssessedIsFreshAndTheOthersAreStale() {
    Finding a = index("a", Severity.HIGH);
    Finding b = index("b", Severity.LOW);
    cycle(seen(a, b));
    LedgerResult result =
        cycle(
            List.of(
                new Assessment(
                    CHECK,
                    "shop",
                    List.of(a),
                    List.of(NotAssessed.wholly(CHECK, "shop", "half read", Remedy.none())))));
    assertThat(result.entries())
        .extracting(e -> e.finding().object().name() + e.stale())
        .containsExactly("afalse", "btrue");
  }

  @Test
  void suspensionFreezesEverything() {
    Finding a = index("a", Severity.HIGH);
    cycle(seen(a));
    policy = Policy.monitor(Set.of(CHECK), Set.of()).whileSuspended();
    subjects = f -> Subjects.Presence.DROPPED;
    for (int i = 0; i < 3; i++) {
      LedgerResult result = cycle(seen(index("b", Severity.CRITICAL)));
      assertThat(result.transitions()).isEmpty();
      assertThat(only(result).stale()).isTrue();
      assertThat(only(result).fingerprint()).isEqualTo(a.fingerprint());
    }
  }

  @Test
  void closesWithTheReason() {
    closes("check disabled", Policy.monitor(Set.of(CHECK), Set.of()), Subjects.unknown());
    closes("object dropped", policy(), f -> Subjects.Presence.DROPPED);
    closes("database dropped", policy(), f -> Subjects.Presence.DATABASE_DROPPED);
    closes("database no longer watched", policy(), f -> Subjects.Presence.DATABASE_UNWATCHED);
    closes("statement not called for 24 h", policy(), f -> Subjects.Presence.UNCALLED);
  }

  private void closes(String reason, Policy then, Subjects gone) {
    state = LedgerState.empty();
    policy = policy();
    subjects = Subjects.unknown();
    cycle(seen(index("a", Severity.HIGH)));
    policy = then;
    subjects = gone;
    LedgerResult result = cycle(seen());
    assertThat(result.transitions())
        .extracting(t -> t.kind() + " " + t.reason() + " " + t.silent())
        .containsExactly("CLOSED " + reason + " false");
    assertThat(result.entries()).isEmpty();
  }

  @Test
  void aDisabledCheckIsNotHeard() {
    policy = Policy.monitor(Set.of(CHECK), Set.of());
    LedgerResult result =
        cycle(
            List.of(
                new Assessment(
                    CHECK,
                    "shop",
                    List.of(index("a", Severity.CRITICAL)),
                    List.of(NotAssessed.wholly(CHECK, "shop", "no", Remedy.none())))));
    assertThat(result.entries()).isEmpty();
    assertThat(result.summary().notAssessed()).isZero();
  }

  @Test
  void whatACheckSeesIsThereWhateverTheCatalogsSaid() {
    cycle(seen(index("a", Severity.HIGH)));
    subjects = f -> Subjects.Presence.DROPPED;
    assertThat(cycle(seen(index("a", Severity.HIGH))).transitions()).isEmpty();
  }

  @Test
  void anUncalledStatementStaysClosedThoughItsCheckStillRemembersIt() {
    cycle(plans(plan("11", Severity.HIGH)));
    subjects = f -> Subjects.Presence.UNCALLED;
    assertThat(kinds(cycle(plans(plan("11", Severity.HIGH))))).containsExactly(CLOSED);
    assertThat(cycle(plans(plan("11", Severity.HIGH))).transitions()).isEmpty();
    subjects = f -> Subjects.Presence.PRESENT;
    assertThat(kinds(cycle(plans(plan("11", Severity.HIGH))))).containsExactly(OPENED);
  }

  @Test
  void anAcceptedPlanIsClosedAndStaysSo() {
    Finding plan = plan("11", Severity.HIGH);
    cycle(plans(plan));
    assertThat(state.newlyAccepted(Set.of(plan.fingerprint()))).hasSize(1);
    policy = Policy.monitor(Set.of(), Set.of(plan.fingerprint()));
    LedgerResult result = cycle(plans(plan));
    assertThat(result.transitions())
        .extracting(t -> t.kind() + " " + t.reason())
        .containsExactly("CLOSED plan accepted");

    policy = policy();
    for (int i = 0; i < 3; i++) {
      assertThat(cycle(plans(plan)).entries()).as("no longer listed, still accepted").isEmpty();
    }
  }

  @Test
  void anotherChangeOfAnAcceptedPlanIsNewsAlthoughTheFingerprintIsStillListed() {
    Finding plan = plan("11", Severity.HIGH);
    cycle(plans(plan));
    policy = Policy.monitor(Set.of(), Set.of(plan.fingerprint()));
    cycle(plans());
    assertThat(state.newlyAccepted(Set.of(plan.fingerprint())))
        .as("it was accepted before")
        .isEmpty();
    assertThat(kinds(cycle(plans(plan)))).containsExactly(OPENED);

    policy = policy();
    cycle(plans(plan));
    policy = Policy.monitor(Set.of(), Set.of(plan.fingerprint()));
    assertThat(kinds(cycle(plans(plan)))).as("listed anew").containsExactly(CLOSED);
  }

  /** It is said once, and yet keeps each of the checks from resolving. */
  @Test
  void whatSeveralChecksDoNotKnowOfAStatementIsSaidByTheFirstOfThem() {
    Finding other =
        Finding.of("Other", Severity.HIGH, Confidence.HIGH)
            .database("shop")
            .queryId("11")
            .message("slow")
            .build();
    cycle(
        List.of(
            new Assessment("PlanRegression", "shop", List.of(), List.of()),
            new Assessment("Other", "shop", List.of(other), List.of())));
    LedgerResult result = null;
    for (int i = 0; i < 3; i++) {
      result = cycle(List.of(unexplained("PlanRegression"), unexplained("Other")));
    }
    assertThat(result.notAssessed())
        .extracting(NotAssessed::check, NotAssessed::reason, NotAssessed::also)
        .containsExactly(
            tuple("Other", "not looked at", List.of()),
            tuple("PlanRegression", "2 statements wait", List.of("Other")),
            tuple("PlanRegression", "row-level security", List.of("Other")),
            tuple("PlanRegression", "not looked at", List.of()));
    assertThat(only(result).stale()).isTrue();
    assertThat(result.summary().notAssessed()).isEqualTo(4);
  }

  private static Assessment unexplained(String check) {
    return new Assessment(
        check,
        "shop",
        List.of(),
        List.of(
            NotAssessed.statement(check, "shop", "11", "row-level security", Remedy.none()),
            NotAssessed.partly(check, "shop", "2 statements wait", Remedy.none()),
            NotAssessed.object(
                check, "shop", ObjectRef.table("public", "a"), "not looked at", Remedy.none())));
  }

  @Test
  void anUnreachableServerDoesNotMakeAnAcceptedPlanNews() {
    Finding plan = plan("11", Severity.HIGH);
    cycle(plans(plan));
    policy = Policy.monitor(Set.of(), Set.of(plan.fingerprint()));
    cycle(plans(plan));
    cycle(List.of());
    cycle(List.of());
    assertThat(cycle(plans(plan)).entries()).isEmpty();
  }

  @Test
  void onlyAPlanCanBeAccepted() {
    Finding index = index("a", Severity.HIGH);
    policy = Policy.monitor(Set.of(), Set.of(index.fingerprint()));
    cycle(seen(index));
    assertThat(only(cycle(seen(index))).fingerprint()).isEqualTo(index.fingerprint());
  }

  @Test
  void theSuppressedIsMutedAndCounted() {
    policy = new Policy(2, false, Set.of(), Set.of(), f -> f.object().name().equals("a"));
    LedgerResult result = cycle(seen(index("a", Severity.CRITICAL), index("b", Severity.MEDIUM)));
    assertThat(result.summary()).isEqualTo(new Summary(1, 0, 0, 1, 0, 0, 1, 0));
    assertThat(result.state().unpublished())
        .extracting(t -> t.finding().object().name())
        .containsExactly("b");
    assertThat(result.entries()).filteredOn(LedgerEntry::alerts).hasSize(1);
    cycle(seen());
    assertThat(cycle(seen()).transitions())
        .extracting(t -> t.finding().object().name() + t.silent())
        .containsExactly("atrue", "bfalse");
  }

  @Test
  void whatAnotherFindingExplainsStandsUnderItAndIsSilent() {
    Finding cause = index("cause", Severity.MEDIUM);
    Finding dependant = causedBy(cause.fingerprint(), "effect", Severity.CRITICAL);
    Finding other = index("other", Severity.HIGH);
    LedgerResult result = cycle(seen(dependant, cause, other));
    assertThat(result.entries())
        .extracting(e -> e.finding().object().name() + " " + e.dependant())
        .containsExactly("other false", "cause false", "effect true");
    assertThat(result.state().unpublished())
        .extracting(t -> t.finding().object().name())
        .containsExactlyInAnyOrder("cause", "other");
    assertThat(result.summary().total()).isEqualTo(3);
    assertThat(result.entries()).filteredOn(LedgerEntry::alerts).hasSize(2);
  }

  @Test
  void nothingHidesBehindACauseThatIsNotShown() {
    Finding hidden = index("a", Severity.LOW);
    policy = new Policy(2, false, Set.of(), Set.of(), f -> f.equals(hidden));
    LedgerResult result =
        cycle(
            seen(
                hidden,
                causedBy(hidden.fingerprint(), "b", Severity.HIGH),
                causedBy("UnusedIndex/0000000000000000", "c", Severity.HIGH)));
    assertThat(result.entries()).filteredOn(LedgerEntry::alerts).hasSize(2);
  }

  @Test
  void causesInACircleExplainNothing() {
    Finding a = index("a", Severity.HIGH);
    Finding b = causedBy(a.fingerprint(), "b", Severity.HIGH);
    Finding circular =
        Finding.of(CHECK, Severity.HIGH, Confidence.HIGH)
            .database("shop")
            .object(a.object())
            .causedBy(b.fingerprint())
            .message("a")
            .build();
    assertThat(circular.fingerprint()).isEqualTo(a.fingerprint());
    LedgerResult result = cycle(seen(circular, b));
    assertThat(result.entries()).hasSize(2).allMatch(LedgerEntry::alerts);
  }

  @Test
  void twoWithOneFingerprintAreOneAndTheWorst() {
    LedgerResult result =
        cycle(
            seen(
                index("a", Severity.LOW),
                index("a", Severity.CRITICAL),
                index("a", Severity.MEDIUM)));
    assertThat(only(result).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(kinds(result)).containsExactly(OPENED);
  }

  @Test
  void remembersTheLastTwentyTransitionsNewestFirst() {
    for (int i = 0; i < 15; i++) {
      cycle(seen(index("a", Severity.MEDIUM)));
      cycle(seen(index("a", Severity.HIGH)));
    }
    assertThat(state.recent()).hasSize(LedgerState.RECENT);
    assertThat(state.recent().getFirst().kind()).isEqualTo(ESCALATED);
    assertThat(state.recent())
        .extracting(Transition::at)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void whatIsNotKnownToBePublishedIsKeptForAnHour() {
    cycle(seen(index("a", Severity.MEDIUM)));
    cycle(seen(index("a", Severity.HIGH)));
    assertThat(state.unpublished()).extracting(Transition::kind).containsExactly(OPENED, ESCALATED);
    state = state.published(state.unpublished().subList(0, 1));
    assertThat(state.unpublished()).extracting(Transition::kind).containsExactly(ESCALATED);
    now = now.plusSeconds(3_700);
    cycle(seen(index("a", Severity.HIGH)));
    assertThat(state.unpublished()).isEmpty();
  }

  private Policy policy() {
    return Policy.monitor(Set.of(), Set.of());
  }

  private LedgerResult cycle(List<Assessment> assessments) {
    LedgerResult result = ledger.apply(state, assessments, subjects, policy, now);
    state = result.state();
    assertThat(state.entries()).isEqualTo(result.entries());
    now = now.plusSeconds(60);
    return result;
  }

  private static List<Assessment> seen(Finding... findings) {
    return List.of(new Assessment(CHECK, "shop", List.of(findings), List.of()));
  }

  private static List<Assessment> plans(Finding... findings) {
    return List.of(new Assessment(PLANS, "shop", List.of(findings), List.of()));
  }

  private static List<Assessment> notAssessed(NotAssessed... missing) {
    return Arrays.stream(missing)
        .map(n -> new Assessment(n.check(), n.database(), List.of(), List.of(n)))
        .toList();
  }

  private static Finding index(String name, Severity severity) {
    return index(name, severity, "index " + name + " is not used");
  }

  private static Finding index(String name, Severity severity, String message) {
    return Finding.of(CHECK, severity, Confidence.HIGH)
        .database("shop")
        .object(ObjectRef.index("public", name, "orders"))
        .message(message)
        .build();
  }

  private static Finding causedBy(String cause, String name, Severity severity) {
    return Finding.of(CHECK, severity, Confidence.HIGH)
        .database("shop")
        .object(ObjectRef.index("public", name, "orders"))
        .causedBy(cause)
        .message("because")
        .build();
  }

  private static Finding plan(String queryId, Severity severity) {
    return Finding.of(PLANS, severity, Confidence.HIGH)
        .database("shop")
        .queryId(queryId)
        .message("slower")
        .build();
  }

  private static LedgerEntry only(LedgerResult result) {
    assertThat(result.entries()).hasSize(1);
    return result.entries().getFirst();
  }

  private static List<Transition.Kind> kinds(LedgerResult result) {
    return result.transitions().stream().map(Transition::kind).toList();
  }
}
