package io.pghealth.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One followed statement.
 *
 * @param key which
 * @param role that runs it; null where it was dropped
 * @param kind from its text
 * @param text re-lexed, without literals and cut short; null where it was not read
 * @param last counters to take the next difference from; null where the next cannot be taken
 * @param lastCalled when calls were last seen to rise
 * @param first everything its entry had counted when first seen, window 0; null once enough was
 *     measured
 * @param measured what was measured while the reference plan was there
 * @param unconfirmed windows since the plan was last looked at, but the latest: no jump in cost
 *     says that the plan changed in them
 * @param latest the last window, or all since the cost jumped: if the plan turns out another, it
 *     had either plan
 * @param recent windows since the present plan was there, oldest first, at most {@link
 *     #RECENT_WINDOWS}
 * @param reference the plan that others are compared with; null where never explained
 * @param current the plan now; equals {@code reference} in all members that both have unless
 *     flipped
 * @param flip from reference to current, or the last one that ended; null for none
 * @param transitions when the plan changed, newest last, at most {@link #TRANSITIONS}
 * @param explainedAt null where never
 * @param missing why members of the set are missing; null where none is
 * @param refusal why it was not explained when last tried; null where it was
 * @param raw the last windows with calls as they were read, oldest first, at most {@link
 *     #RAW_WINDOWS}
 * @param traits of its text; null where it has none, or was not read
 * @param reading what its plans say of its conditions, when last explained
 * @param plannedSince when its plan was looked at first, if calls had been counted before that look
 *     already: what they cost, they may have cost with another plan; null where none had
 */
public record StatementHistory(
    StatementKey key,
    String role,
    StatementKind kind,
    String text,
    Counters last,
    Instant lastCalled,
    Window first,
    Window measured,
    Window unconfirmed,
    Window latest,
    List<Window> recent,
    ShapeSet reference,
    ShapeSet current,
    Flip flip,
    List<Instant> transitions,
    Instant explainedAt,
    String missing,
    Refusal refusal,
    List<RawWindow> raw,
    StatementTraits traits,
    PlanReading reading,
    Instant plannedSince) {

  static final int RECENT_WINDOWS = 8;
  static final int RAW_WINDOWS = 8;
  static final int TRANSITIONS = 8;

  /** Measured calls after which window 0, of which nobody knows the plans, is forgotten. */
  private static final long ENOUGH = 1_000;

  /** Calls below which a mean says nothing. */
  private static final long FEW = 5;

  /** Calls that tell what a plan costs. */
  static final long ADOPTED_CALLS = 20;

  private static final double JUMP = 1.5;

  /**
   * A plan that comes and goes: more than so many changes within {@link #FLAPPING}, the last within
   * {@link #CALM}.
   */
  private static final int CHANGES = 3;

  private static final Duration FLAPPING = Duration.ofHours(6);
  private static final Duration CALM = Duration.ofHours(1);

  private static final Duration HALF_LIFE = Duration.ofHours(24);

  /** Copies the lists; one that an older document lacks is empty. */
  public StatementHistory {
    recent = List.copyOf(recent);
    transitions = List.copyOf(transitions);
    raw = raw == null ? List.of() : List.copyOf(raw);
    reading = reading == null ? PlanReading.NOTHING : reading;
  }

  /** Whether the plan now is another than the reference. */
  public boolean flipped() {
    return flip != null && flip.ended() == null;
  }

  /**
   * What it used to cost, in so many calls at least: as measured, or window 0; null where neither
   * holds enough.
   */
  public Window before(long calls) {
    if (measured.calls() >= Math.max(1, calls)) {
      return measured;
    }
    return first != null && first.calls() >= Math.max(1, calls) ? first : null;
  }

  /** What it costs now, over the newest windows with so many calls; null where there are fewer. */
  public Window now(long calls) {
    return Window.newest(recent, calls);
  }

  /** What it costs now, else what it used to; null where neither holds so many calls. */
  public Window nowOrBefore(long calls) {
    Window now = now(calls);
    return now == null ? before(calls) : now;
  }

  /** Execution time of the newest windows, in milliseconds; of window 0 before any. */
  public double load() {
    double measuredLoad = recent.stream().mapToDouble(Window::totalMillis).sum();
    return measuredLoad > 0 || first == null ? measuredLoad : first.totalMillis();
  }

  /**
   * Whether the last calls cost half as much again as before, in blocks, temporary blocks or time:
   * worth a look at the plan. After a flip also the other way: the old plan may be back.
   */
  public boolean jumped() {
    if (latest.calls() < FEW) {
      return false;
    }
    if (flipped()) {
      Window past = recent.size() < 2 ? null : recent.get(recent.size() - 2);
      return past != null && past.calls() >= FEW && (dearer(latest, past) || dearer(past, latest));
    }
    Window past = before(FEW);
    return past != null && dearer(latest, past);
  }

  private static boolean dearer(Window now, Window past) {
    return now.blocksPerCall() > 1 + JUMP * past.blocksPerCall()
        || now.tempBlocksPerCall() > 1 + JUMP * past.tempBlocksPerCall()
        || now.meanMillis() > JUMP * past.meanMillis();
  }

  /** Hashes of all shapes that it still needs. */
  Stream<String> shapes() {
    return Stream.of(
            reference, current, flip == null ? null : flip.from(), flip == null ? null : flip.to())
        .filter(java.util.Objects::nonNull)
        .flatMap(set -> set.hashes().stream());
  }

  static StatementHistory first(
      StatementKey key, String role, Counters counters, double databaseMillis) {
    return new StatementHistory(
        key,
        role,
        StatementKind.UNKNOWN,
        null,
        counters,
        counters.at(),
        counters.whole(databaseMillis),
        Window.none(),
        Window.none(),
        Window.none(),
        List.of(),
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  StatementHistory counted(String roleNow, Counters counters, Window window) {
    boolean called = window != null && window.calls() > 0;
    return new StatementHistory(
        key,
        roleNow,
        kind,
        text,
        counters,
        // Counters that begin anew were begun by a call.
        called ? window.to() : counters != null && window == null ? counters.at() : lastCalled,
        first,
        measured,
        called && !jumped() ? unconfirmed.plus(latest) : unconfirmed,
        !called ? latest : jumped() ? latest.plus(window) : window,
        called ? appended(recent, window) : recent,
        reference,
        current,
        flip,
        transitions,
        explainedAt,
        missing,
        refusal,
        called ? latest(raw, RawWindow.of(window), RAW_WINDOWS) : raw,
        traits,
        reading,
        plannedSince);
  }

  StatementHistory looked(
      StatementKind kindNow, String textNow, Refusal refusalNow, StatementTraits traitsNow) {
    return new StatementHistory(
        key,
        role,
        kindNow,
        textNow == null ? text : textNow,
        last,
        lastCalled,
        first,
        measured,
        unconfirmed,
        latest,
        recent,
        reference,
        current,
        flip,
        transitions,
        explainedAt,
        missing,
        refusalNow,
        raw,
        traitsNow == null ? traits : traitsNow,
        reading,
        plannedSince);
  }

  /** The reference plan is still there, or is there again. */
  StatementHistory confirmed(ShapeSet seen, String missingNow, Instant at) {
    boolean returned = flipped();
    Window grown = returned ? measured : measured.plus(unconfirmed).plus(latest);
    boolean old = grown.from() != null && grown.from().isBefore(at.minus(HALF_LIFE));
    ShapeSet known = reference == null ? seen : reference.updatedBy(seen);
    return new StatementHistory(
        key,
        role,
        kind,
        text,
        last,
        lastCalled,
        grown.calls() >= ENOUGH ? null : first,
        old ? grown.halved(at.minus(HALF_LIFE.dividedBy(2))) : grown,
        Window.none(),
        Window.none(),
        // Nobody knows which plan the calls since the last look had: they count for neither.
        returned ? List.of() : recent,
        known,
        known,
        returned ? flip.ended(withTheFlippedPlan(), at) : flip,
        returned ? latest(transitions, at) : transitions,
        at,
        missingNow,
        null,
        raw,
        traits,
        reading,
        reference == null && !recent.isEmpty() ? at : plannedSince);
  }

  /** Another plan than the reference is there. */
  StatementHistory flippedTo(ShapeSet seen, String missingNow, Flip newFlip) {
    Instant at = newFlip.until();
    return new StatementHistory(
        key,
        role,
        kind,
        text,
        last,
        lastCalled,
        first,
        flipped() ? measured : measured.plus(unconfirmed),
        Window.none(),
        Window.none(),
        // Its calls had either plan: a lower bound of the cost, until newer ones are enough.
        latest.calls() == 0 ? List.of() : List.of(latest),
        reference,
        seen,
        newFlip,
        latest(transitions, at),
        at,
        missingNow,
        null,
        raw,
        traits,
        reading,
        plannedSince);
  }

  /** The plan that it had flipped to is still there. */
  StatementHistory stays(ShapeSet seen, String missingNow, Instant at) {
    ShapeSet known = current.updatedBy(seen);
    return new StatementHistory(
        key,
        role,
        kind,
        text,
        last,
        lastCalled,
        first,
        measured,
        Window.none(),
        Window.none(),
        recent,
        reference,
        known,
        flip.to(known),
        transitions,
        at,
        missingNow,
        null,
        raw,
        traits,
        reading,
        plannedSince);
  }

  /** Its plans are of another text than before: what was measured stays, what was compared goes. */
  StatementHistory anew(ShapeSet seen, String missingNow, Instant at) {
    return new StatementHistory(
        key,
        role,
        kind,
        text,
        last,
        lastCalled,
        first,
        flipped() ? Window.none() : measured.plus(unconfirmed).plus(latest),
        Window.none(),
        Window.none(),
        recent,
        seen,
        seen,
        null,
        List.of(),
        at,
        missingNow,
        null,
        raw,
        traits,
        reading,
        at);
  }

  /** With what its plans say of its conditions now. */
  StatementHistory read(PlanReading now) {
    return new StatementHistory(
        key,
        role,
        kind,
        text,
        last,
        lastCalled,
        first,
        measured,
        unconfirmed,
        latest,
        recent,
        reference,
        current,
        flip,
        transitions,
        explainedAt,
        missing,
        refusal,
        raw,
        traits,
        now,
        plannedSince);
  }

  /** The last window may have had the old plan again. */
  private Window withTheFlippedPlan() {
    return recent.size() < 2
        ? now(1)
        : recent.subList(0, recent.size() - 1).stream().reduce(Window.none(), Window::plus);
  }

  /** Whether the plan comes and goes: it changed often in hours, the last time not long ago. */
  public boolean comesAndGoes(Instant now) {
    return flip != null
        && flip.ended() != null
        && flip.ended().isAfter(now.minus(CALM))
        && transitions.stream().filter(t -> t.isAfter(now.minus(FLAPPING))).count() > CHANGES;
  }

  /**
   * The plan that it changed to becomes the reference, with what it costs. Where it comes and goes,
   * that is the one that is away just now.
   */
  StatementHistory accepted(Instant now) {
    if (comesAndGoes(now)) {
      return acceptedWhileAway();
    }
    Window enough = now(ADOPTED_CALLS);
    return enough == null
        ? accepted(recent.stream().reduce(Window.none(), Window::plus))
        : accepted(enough);
  }

  private StatementHistory acceptedWhileAway() {
    Flip back =
        new Flip(
            flip.to(), current, flip.ended(), flip.ended(), List.of(), flip.peers(), null, null);
    boolean known = flip.worst() != null && flip.worst().calls() > 0;
    return accepted(flip.to(), back, known ? flip.worst() : Window.none());
  }

  /** The present plan becomes the reference, with this cost. */
  StatementHistory accepted(Window cost) {
    return accepted(current, null, cost);
  }

  private StatementHistory accepted(ShapeSet plan, Flip since, Window cost) {
    return new StatementHistory(
        key,
        role,
        kind,
        text,
        last,
        lastCalled,
        cost.calls() == 0 ? first : null,
        cost.calls() == 0 ? measured : cost,
        Window.none(),
        Window.none(),
        recent,
        plan,
        current,
        since,
        List.of(),
        explainedAt,
        missing,
        refusal,
        raw,
        traits,
        reading,
        plannedSince);
  }

  private static List<Instant> latest(List<Instant> instants, Instant next) {
    return latest(instants, next, TRANSITIONS);
  }

  private static <T> List<T> latest(List<T> past, T next, int most) {
    List<T> all = new ArrayList<>(past);
    all.add(next);
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /** Adds a window; where there are too many, the two neighbours with the fewest calls merge. */
  private static List<Window> appended(List<Window> windows, Window next) {
    List<Window> all = new ArrayList<>(windows);
    all.add(next);
    if (all.size() > RECENT_WINDOWS) {
      int least = 0;
      for (int i = 1; i + 1 < all.size() - 1; i++) {
        if (all.get(i).calls() + all.get(i + 1).calls()
            < all.get(least).calls() + all.get(least + 1).calls()) {
          least = i;
        }
      }
      all.set(least, all.get(least).plus(all.remove(least + 1)));
    }
    return all;
  }
}
