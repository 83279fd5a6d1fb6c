package io.pghealth.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * One followed statement.
 *
 * @param key which
 * @param role that runs it; null where it was dropped
 * @param kind from its text
 * @param text re-lexed, without literals and cut short; null where it was not read
 * @param costs what it costs, and used to
 * @param plans what it is planned like, and used to be
 * @param refusal why it was not explained when last tried; null where it was
 * @param traits of its text; null where it has none, or was not read
 * @param reading what its plans say of its conditions, when last explained
 */
public record StatementHistory(
    StatementKey key,
    String role,
    StatementKind kind,
    String text,
    @JsonUnwrapped StatementCosts costs,
    @JsonUnwrapped StatementPlans plans,
    Refusal refusal,
    StatementTraits traits,
    PlanReading reading) {

  /** Fills in what an older document lacks. */
  public StatementHistory {
    reading = reading == null ? PlanReading.NOTHING : reading;
  }

  static StatementHistory first(
      StatementKey key, String role, Counters counters, double databaseMillis) {
    return new StatementHistory(
        key,
        role,
        StatementKind.UNKNOWN,
        null,
        StatementCosts.first(counters, databaseMillis),
        StatementPlans.none(),
        null,
        null,
        null);
  }

  /** Whether the plan now is another than the reference. */
  public boolean flipped() {
    return plans.flipped();
  }

  /** From the reference plan to the present one, or the last one that ended; null for none. */
  public Flip flip() {
    return plans.flip();
  }

  /** See {@link StatementCosts#load}. */
  public double load() {
    return costs.load();
  }

  /**
   * Whether the last calls cost half as much again as before, in blocks, temporary blocks or time:
   * worth a look at the plan. After a flip also the other way: the old plan may be back.
   */
  public boolean jumped() {
    return costs.jumped(flipped());
  }

  /** Hashes of all shapes that it still needs. */
  Stream<String> shapes() {
    return plans.shapes();
  }

  StatementHistory counted(String roleNow, Counters counters, Window window) {
    return new StatementHistory(
        key,
        roleNow,
        kind,
        text,
        costs.counted(counters, window, flipped()),
        plans,
        refusal,
        traits,
        reading);
  }

  StatementHistory looked(
      StatementKind kindNow, String textNow, Refusal refusalNow, StatementTraits traitsNow) {
    return new StatementHistory(
        key,
        role,
        kindNow,
        textNow == null ? text : textNow,
        costs,
        plans,
        refusalNow,
        traitsNow == null ? traits : traitsNow,
        reading);
  }

  /** The reference plan is still there, or is there again. */
  StatementHistory confirmed(ShapeSet seen, String missing, Instant at) {
    return flipped()
        ? explained(costs.returned(at), plans.returned(seen, missing, at, costs.withoutTheLast()))
        : explained(
            costs.confirmed(at), plans.confirmed(seen, missing, at, !costs.recent().isEmpty()));
  }

  /** Another plan than the reference is there. */
  StatementHistory flippedTo(ShapeSet seen, String missing, Flip flip) {
    return explained(costs.flipped(flipped()), plans.flippedTo(seen, missing, flip));
  }

  /** The plan that it had flipped to is still there. */
  StatementHistory stays(ShapeSet seen, String missing, Instant at) {
    return explained(costs.stays(), plans.stays(seen, missing, at));
  }

  /** Its plans are of another text than before: what was measured stays, what was compared goes. */
  StatementHistory anew(ShapeSet seen, String missing, Instant at) {
    return explained(costs.anew(flipped()), StatementPlans.anew(seen, missing, at));
  }

  private StatementHistory explained(StatementCosts costsNow, StatementPlans plansNow) {
    return new StatementHistory(key, role, kind, text, costsNow, plansNow, null, traits, reading);
  }

  /** With what its plans say of its conditions now. */
  StatementHistory read(PlanReading now) {
    return new StatementHistory(key, role, kind, text, costs, plans, refusal, traits, now);
  }

  /**
   * The plan that it changed to becomes the reference, with what it costs. Where it comes and goes,
   * that is the one that is away just now.
   */
  StatementHistory accepted(Instant now) {
    if (plans.comesAndGoes(now)) {
      Window worst = flip().worst();
      boolean known = worst != null && worst.calls() > 0;
      return accepted(plans.acceptedWhileAway(), known ? worst : Window.none());
    }
    Window enough = costs.now(StatementCosts.ADOPTED_CALLS);
    return accepted(enough == null ? costs.sum() : enough);
  }

  /** The present plan becomes the reference, with this cost. */
  StatementHistory accepted(Window cost) {
    return accepted(plans.accepted(), cost);
  }

  private StatementHistory accepted(StatementPlans plansNow, Window cost) {
    return new StatementHistory(
        key, role, kind, text, costs.accepted(cost), plansNow, refusal, traits, reading);
  }
}
