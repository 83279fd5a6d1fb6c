package io.pghealth.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The plans of one statement: the one that others are compared with, and the one that is there.
 *
 * @param reference the plan that others are compared with; null where never explained
 * @param current the plan now; equals {@code reference} in all members that both have unless
 *     flipped
 * @param flip from reference to current, or the last one that ended; null for none
 * @param transitions when the plan changed, newest last, at most {@link #TRANSITIONS}
 * @param explainedAt null where never
 * @param missing why members of the set are missing; null where none is
 * @param plannedSince when its plan was looked at first, if calls had been counted before that look
 *     already: what they cost, they may have cost with another plan; null where none had
 */
public record StatementPlans(
    ShapeSet reference,
    ShapeSet current,
    Flip flip,
    List<Instant> transitions,
    Instant explainedAt,
    String missing,
    Instant plannedSince) {

  static final int TRANSITIONS = 8;

  /**
   * A plan that comes and goes: more than so many changes within {@link #FLAPPING}, the last within
   * {@link #CALM}.
   */
  private static final int CHANGES = 3;

  private static final Duration FLAPPING = Duration.ofHours(6);
  private static final Duration CALM = Duration.ofHours(1);

  /** Copies the list. */
  public StatementPlans {
    transitions = transitions == null ? List.of() : List.copyOf(transitions);
  }

  /** Before it was explained. */
  static StatementPlans none() {
    return new StatementPlans(null, null, null, List.of(), null, null, null);
  }

  /** Whether the plan now is another than the reference. */
  public boolean flipped() {
    return flip != null && flip.ended() == null;
  }

  /** Whether the plan comes and goes: it changed often in hours, the last time not long ago. */
  public boolean comesAndGoes(Instant now) {
    return flip != null
        && flip.ended() != null
        && flip.ended().isAfter(now.minus(CALM))
        && transitions.stream().filter(t -> t.isAfter(now.minus(FLAPPING))).count() > CHANGES;
  }

  /** Hashes of all shapes that are still needed. */
  Stream<String> shapes() {
    return Stream.of(
            reference, current, flip == null ? null : flip.from(), flip == null ? null : flip.to())
        .filter(Objects::nonNull)
        .flatMap(set -> set.hashes().stream());
  }

  /**
   * The reference plan is still there.
   *
   * @param counted whether calls were measured before this look
   */
  StatementPlans confirmed(ShapeSet seen, String missingNow, Instant at, boolean counted) {
    ShapeSet known = reference == null ? seen : reference.updatedBy(seen);
    return new StatementPlans(
        known,
        known,
        flip,
        transitions,
        at,
        missingNow,
        reference == null && counted ? at : plannedSince);
  }

  /**
   * The reference plan is there again.
   *
   * @param worst what the plan that is gone cost
   */
  StatementPlans returned(ShapeSet seen, String missingNow, Instant at, Window worst) {
    ShapeSet known = reference.updatedBy(seen);
    return new StatementPlans(
        known, known, flip.ended(worst, at), with(at), at, missingNow, plannedSince);
  }

  /** Another plan than the reference is there. */
  StatementPlans flippedTo(ShapeSet seen, String missingNow, Flip newFlip) {
    Instant at = newFlip.until();
    return new StatementPlans(reference, seen, newFlip, with(at), at, missingNow, plannedSince);
  }

  /** The plan that it had flipped to is still there. */
  StatementPlans stays(ShapeSet seen, String missingNow, Instant at) {
    ShapeSet known = current.updatedBy(seen);
    return new StatementPlans(
        reference, known, flip.to(known), transitions, at, missingNow, plannedSince);
  }

  /** Its plans are of another text than before. */
  static StatementPlans anew(ShapeSet seen, String missingNow, Instant at) {
    return new StatementPlans(seen, seen, null, List.of(), at, missingNow, at);
  }

  /** The present plan becomes the reference. */
  StatementPlans accepted() {
    return accepted(current, null);
  }

  /** The plan that comes and goes, and is away just now, becomes the reference. */
  StatementPlans acceptedWhileAway() {
    return accepted(
        flip.to(),
        new Flip(
            flip.to(), current, flip.ended(), flip.ended(), List.of(), flip.peers(), null, null));
  }

  private StatementPlans accepted(ShapeSet plan, Flip since) {
    return new StatementPlans(plan, current, since, List.of(), explainedAt, missing, plannedSince);
  }

  private List<Instant> with(Instant next) {
    List<Instant> all = new ArrayList<>(transitions);
    all.add(next);
    return all.subList(Math.max(0, all.size() - TRANSITIONS), all.size());
  }
}
