package io.pghealth.check;

import java.util.Set;

/**
 * One check: a pure function of facts, history and settings. No SQL, no clock, no Kubernetes. One
 * that is both kinds is asked of the server and of each database.
 *
 * @param <S> its settings, a record whose components carry {@link Setting}
 */
public sealed interface Check<S extends Record> permits DatabaseCheck, ServerCheck {

  /** On the wire: metric label, event reason, name of its page. */
  String name();

  /** Its settings. */
  Class<S> settings();

  /**
   * Types of the facts that it reads with {@code of(Class)}, of databases and instances alike;
   * those that every cycle reads anyway need not be named. {@code StatementFacts} asks for
   * statement counters and texts, {@code PlanObservation} for plans besides: only then is EXPLAIN
   * sent.
   */
  default Set<Class<?>> needs() {
    return Set.of();
  }

  /** The name under {@code spec.checks}, such as {@code unusedIndex}. */
  default String settingsKey() {
    return Character.toLowerCase(name().charAt(0)) + name().substring(1);
  }
}
