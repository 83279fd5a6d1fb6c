package io.pghealth.cycle;

import io.pghealth.check.Check;
import io.pghealth.postgres.Sessions;
import io.pghealth.target.Target;
import java.util.List;
import java.util.function.Function;

/**
 * One way through the engine: instances, plans, databases, history, measurements, checks, ledger.
 * What fails on the way is a fact that is not known, and the rest goes on.
 */
public final class Cycle {

  /**
   * @param sessions opens sessions of a target
   * @param checks those that exist
   */
  public Cycle(Function<Target, Sessions> sessions, List<Check<?>> checks) {}

  /** Runs once. Never throws for anything that a server does. */
  public CycleResult run(CycleRequest request) {
    throw new UnsupportedOperationException("the lead is wiring this right now");
  }
}
