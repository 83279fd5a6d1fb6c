package io.pghealth.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one statement costs, and used to.
 *
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
 * @param raw the last windows with calls as they were read, oldest first, at most {@link
 *     #RAW_WINDOWS}
 */
public record StatementCosts(
    Counters last,
    Instant lastCalled,
    Window first,
    Window measured,
    Window unconfirmed,
    Window latest,
    List<Window> recent,
    List<RawWindow> raw) {

  static final int RECENT_WINDOWS = 8;
  static final int RAW_WINDOWS = 8;

  /** Calls that tell what a plan costs. */
  static final long ADOPTED_CALLS = 20;

  /** Measured calls after which window 0, of which nobody knows the plans, is forgotten. */
  private static final long ENOUGH = 1_000;

  /** Calls below which a mean says nothing. */
  private static final long FEW = 5;

  private static final double JUMP = 1.5;
  private static final Duration HALF_LIFE = Duration.ofHours(24);

  /** Copies the lists; one that an older document lacks is empty. */
  public StatementCosts {
    recent = List.copyOf(recent);
    raw = raw == null ? List.of() : List.copyOf(raw);
  }

  static StatementCosts first(Counters counters, double databaseMillis) {
    return new StatementCosts(
        counters,
        counters.at(),
        counters.whole(databaseMillis),
        Window.none(),
        Window.none(),
        Window.none(),
        List.of(),
        List.of());
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

  /** Over all windows since the present plan was there. */
  Window sum() {
    return recent.stream().reduce(Window.none(), Window::plus);
  }

  /** Since the present plan was there but for the last window, which may have had the old one. */
  Window withoutTheLast() {
    return recent.size() < 2
        ? now(1)
        : recent.subList(0, recent.size() - 1).stream().reduce(Window.none(), Window::plus);
  }

  /** See {@link StatementHistory#jumped}. */
  boolean jumped(boolean flipped) {
    if (latest.calls() < FEW) {
      return false;
    }
    if (flipped) {
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

  StatementCosts counted(Counters counters, Window window, boolean flipped) {
    if (window == null || window.calls() == 0) {
      // Counters that begin anew were begun by a call.
      boolean begun = counters != null && window == null;
      return new StatementCosts(
          counters,
          begun ? counters.at() : lastCalled,
          first,
          measured,
          unconfirmed,
          latest,
          recent,
          raw);
    }
    boolean jumped = jumped(flipped);
    return new StatementCosts(
        counters,
        window.to(),
        first,
        measured,
        jumped ? unconfirmed : unconfirmed.plus(latest),
        jumped ? latest.plus(window) : window,
        Window.appended(recent, window, RECENT_WINDOWS),
        newest(raw, RawWindow.of(window)));
  }

  /** All of it was measured with the reference plan. */
  StatementCosts confirmed(Instant at) {
    Window grown = measured.plus(unconfirmed).plus(latest);
    return looked(grown.calls() >= ENOUGH ? null : first, aged(grown, at), recent);
  }

  /**
   * The reference plan is back. Nobody knows which plan the calls since the last look had: they
   * count for neither.
   */
  StatementCosts returned(Instant at) {
    return looked(measured.calls() >= ENOUGH ? null : first, aged(measured, at), List.of());
  }

  /**
   * Another plan is there. The last calls had either: a lower bound of its cost, until newer ones
   * are enough.
   */
  StatementCosts flipped(boolean again) {
    return looked(
        first,
        again ? measured : measured.plus(unconfirmed),
        latest.calls() == 0 ? List.of() : List.of(latest));
  }

  /** The plan that it had flipped to is still there. */
  StatementCosts stays() {
    return looked(first, measured, recent);
  }

  /** Nothing says any more which plan was there. */
  StatementCosts anew(boolean flipped) {
    return looked(first, flipped ? Window.none() : measured.plus(unconfirmed).plus(latest), recent);
  }

  /** So much is what it costs from now on. */
  StatementCosts accepted(Window cost) {
    boolean known = cost.calls() > 0;
    return looked(known ? null : first, known ? cost : measured, recent);
  }

  private StatementCosts looked(Window firstNow, Window measuredNow, List<Window> recentNow) {
    return new StatementCosts(
        last, lastCalled, firstNow, measuredNow, Window.none(), Window.none(), recentNow, raw);
  }

  private static Window aged(Window grown, Instant at) {
    boolean old = grown.from() != null && grown.from().isBefore(at.minus(HALF_LIFE));
    return old ? grown.halved(at.minus(HALF_LIFE.dividedBy(2))) : grown;
  }

  private static List<RawWindow> newest(List<RawWindow> past, RawWindow next) {
    List<RawWindow> all = new ArrayList<>(past);
    all.add(next);
    return all.subList(Math.max(0, all.size() - RAW_WINDOWS), all.size());
  }
}
