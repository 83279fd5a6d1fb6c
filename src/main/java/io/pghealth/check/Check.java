package io.pghealth.check;

import io.pghealth.finding.Assessment;

/**
 * One check: a pure function of facts, history and settings. No SQL, no clock, no Kubernetes.
 *
 * @param <S> its settings, a record whose components carry {@link Setting}
 */
public interface Check<S extends Record> {

  /** On the wire: metric label, event reason, name of its page. */
  String name();

  /** Its settings. */
  Class<S> settings();

  /** Assesses one database. */
  Assessment assess(Facts facts, S settings);

  /** The name under {@code spec.checks}, such as {@code unusedIndex}. */
  default String settingsKey() {
    return Character.toLowerCase(name().charAt(0)) + name().substring(1);
  }
}
