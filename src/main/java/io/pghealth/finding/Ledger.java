package io.pghealth.finding;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lives of findings. Pure: what was open, what was assessed now, what has become of the rest,
 * and what people have decided, give what is open now and what happened.
 */
public final class Ledger {
  private static final int ACCEPTED = 1_000;
  private static final int UNPUBLISHED = 200;

  /** Kubernetes forgets Events after an hour; a later one would tell old news. */
  private static final Duration NEWS = Duration.ofHours(1);

  /** Advances by one cycle in which nothing is measured. */
  public LedgerResult apply(
      LedgerState previous,
      List<Assessment> assessments,
      Subjects subjects,
      Policy policy,
      Instant now) {
    return apply(previous, assessments, subjects, Measures.none(), policy, now);
  }

  /**
   * Advances by one cycle.
   *
   * @param previous what was open
   * @param assessments what the checks said; a check or database without one was not assessed
   * @param subjects asked about findings that were not seen again
   * @param measures asked what findings cost, those that are seen and those that are gone
   * @param policy decisions of people
   * @param now when the cycle began
   */
  public LedgerResult apply(
      LedgerState previous,
      List<Assessment> assessments,
      Subjects subjects,
      Measures measures,
      Policy policy,
      Instant now) {
    return new Cycle(
            previous, assessments, subjects, measures, policy, now.truncatedTo(ChronoUnit.SECONDS))
        .run();
  }

  private static final class Cycle {
    private final LedgerState previous;
    private final Subjects subjects;
    private final Measures measures;
    private final Policy policy;
    private final Instant now;
    private final Coverage coverage;
    private final Set<String> known;
    private final SequencedMap<String, Finding> present = new LinkedHashMap<>();
    private final SequencedMap<String, LedgerEntry> open = new LinkedHashMap<>();
    private final SequencedMap<String, AcceptedPlan> accepted = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<AppliedFix> fixes = new ArrayList<>();

    /** A transition before it is known whether it is silent. */
    private record Step(Transition.Kind kind, LedgerEntry entry, String reason, String measured) {}

    Cycle(
        LedgerState previous,
        List<Assessment> assessments,
        Subjects subjects,
        Measures measures,
        Policy policy,
        Instant now) {
      this.previous = previous;
      this.subjects = subjects;
      this.measures = measures;
      this.policy = policy;
      this.now = now;
      List<Assessment> enabled =
          policy.suspended()
              ? List.of()
              : assessments.stream()
                  .filter(a -> !policy.disabledChecks().contains(a.check()))
                  .toList();
      this.coverage = new Coverage(enabled);
      this.known =
          previous.entries().stream().map(LedgerEntry::fingerprint).collect(Collectors.toSet());
      enabled.stream()
          .flatMap(a -> a.findings().stream())
          .forEach(f -> present.merge(f.fingerprint(), f, Cycle::worse));
      previous.accepted().forEach(a -> accepted.put(a.fingerprint(), a));
      if (!policy.suspended()) {
        policy
            .acceptedPlans()
            .forEach(f -> accepted.computeIfAbsent(f, n -> new AcceptedPlan(n, null, now, false)));
      }
    }

    LedgerResult run() {
      for (LedgerEntry entry : previous.entries()) {
        if (policy.suspended()) {
          open.put(entry.fingerprint(), entry.unseen(true, 0));
        } else {
          advance(entry);
        }
      }
      present.values().stream().filter(this::isNew).forEach(this::open);

      open.replaceAll((f, e) -> e.suppressed(policy.suppression().silences(e.finding())));
      Set<String> dependants = Causes.explained(open.values());
      open.replaceAll((fingerprint, e) -> e.dependant(dependants.contains(fingerprint)));
      List<LedgerEntry> entries = Causes.order(open.values());
      List<Transition> transitions =
          steps.stream().map(this::transition).sorted(Causes.TRANSITIONS).toList();
      List<NotAssessed> notAssessed = coverage.notAssessed();
      return new LedgerResult(
          state(entries, transitions),
          entries,
          notAssessed,
          transitions,
          Summary.of(entries, notAssessed));
    }

    private void advance(LedgerEntry entry) {
      Finding before = entry.finding();
      Finding seen = present.get(entry.fingerprint());
      Subjects.Presence subject = subjects.of(before);
      if (policy.disabledChecks().contains(before.check())) {
        close(entry, "check disabled");
      } else if (accept(before)) {
        close(entry, "plan accepted");
      } else if (subject == Subjects.Presence.UNCALLED
          || seen == null && subject.closing() != null) {
        if (subject == Subjects.Presence.DROPPED) {
          gone(entry, Transition.Kind.CLOSED, subject.closing());
        } else {
          close(entry, subject.closing());
        }
      } else if (seen != null) {
        compare(entry, seen);
      } else if (!coverage.assessed(before)) {
        open.put(entry.fingerprint(), entry.unseen(true, 0));
      } else if (entry.absentCycles() + 1 >= policy.absentCyclesToResolve()) {
        gone(entry, Transition.Kind.RESOLVED, null);
      } else {
        open.put(entry.fingerprint(), entry.unseen(false, entry.absentCycles() + 1));
      }
    }

    /** Its cause is gone: what has it brought? */
    private void gone(LedgerEntry entry, Transition.Kind kind, String reason) {
      Measure before = entry.before();
      Measure after = before == null ? null : measures.of(entry.finding(), before.at());
      steps.add(
          new Step(kind, entry, reason, after == null ? null : measures.compared(before, after)));
      AppliedFix fix = AppliedFix.of(entry, now);
      if (fix != null) {
        fixes.add(fix);
      }
    }

    private Measure measured(Finding finding) {
      Measure measure = measures.of(finding, null);
      return measure == null
          ? null
          : new Measure(now, measure.bytes(), measure.writesPerDay(), measure.statements());
    }

    private void compare(LedgerEntry entry, Finding seen) {
      Severity before = entry.severity();
      boolean changed = seen.severity() != before;
      LedgerEntry after = entry.seen(seen, changed ? now : entry.lastChanged(), measured(seen));
      open.put(entry.fingerprint(), after);
      if (changed) {
        steps.add(
            new Step(
                seen.severity().atLeast(before) ? Transition.Kind.ESCALATED : Transition.Kind.EASED,
                after,
                before.text() + " to " + seen.severity().text(),
                null));
      }
    }

    private void close(LedgerEntry entry, String reason) {
      steps.add(new Step(Transition.Kind.CLOSED, entry, reason, null));
    }

    private boolean isNew(Finding finding) {
      return !known.contains(finding.fingerprint())
          && !accept(finding)
          && subjects.of(finding) != Subjects.Presence.UNCALLED;
    }

    private void open(Finding finding) {
      LedgerEntry entry =
          new LedgerEntry(finding, now, now, false, false, false, 0, measured(finding));
      open.put(finding.fingerprint(), entry);
      steps.add(new Step(Transition.Kind.OPENED, entry, null, null));
    }

    /** Only what is about a statement has a plan that somebody can accept. */
    private boolean accept(Finding finding) {
      AcceptedPlan plan = accepted.get(finding.fingerprint());
      if (finding.queryId() == null || plan == null || plan.settled()) {
        return false;
      }
      accepted.put(finding.fingerprint(), plan.withFinding(finding.brief()));
      return true;
    }

    private List<AcceptedPlan> accepted() {
      List<AcceptedPlan> kept =
          accepted.values().stream()
              .map(a -> away(a) ? a.nowSettled() : a)
              .filter(a -> !a.settled() || policy.acceptedPlans().contains(a.fingerprint()))
              .toList();
      return last(kept, ACCEPTED);
    }

    private boolean away(AcceptedPlan plan) {
      return !policy.suspended()
          && !present.containsKey(plan.fingerprint())
          && (plan.finding() == null || coverage.assessed(plan.finding()));
    }

    private Transition transition(Step step) {
      LedgerEntry entry = open.getOrDefault(step.entry().fingerprint(), step.entry());
      boolean silent =
          step.kind() == Transition.Kind.EASED
              || entry.dependant()
              || policy.suppression().silences(entry.finding());
      return new Transition(
          step.kind(), entry.finding(), now, step.reason(), silent, step.measured());
    }

    private LedgerState state(List<LedgerEntry> entries, List<Transition> transitions) {
      List<Transition> stored = transitions.stream().map(Transition::brief).toList();
      List<Transition> unpublished =
          Stream.concat(
                  previous.unpublished().stream().filter(t -> t.at().isAfter(now.minus(NEWS))),
                  stored.stream().filter(t -> !t.silent()))
              .toList();
      return new LedgerState(
          entries,
          accepted(),
          Stream.concat(stored.stream(), previous.recent().stream())
              .limit(LedgerState.RECENT)
              .toList(),
          last(unpublished, UNPUBLISHED),
          last(
              Stream.concat(previous.fixes().stream(), fixes.stream()).toList(),
              LedgerState.FIXES));
    }

    private static <T> List<T> last(List<T> list, int count) {
      return list.subList(Math.max(0, list.size() - count), list.size());
    }

    private static Finding worse(Finding a, Finding b) {
      int bySeverity = a.severity().compareTo(b.severity());
      int order = bySeverity != 0 ? bySeverity : a.confidence().compareTo(b.confidence());
      return order <= 0 ? a : b;
    }
  }
}
