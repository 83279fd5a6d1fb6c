package io.pghealth.check;

import io.pghealth.finding.Assessment;

/**
 * A check that is asked of each watched database.
 *
 * @param <S> its settings
 */
public non-sealed interface DatabaseCheck<S extends Record> extends Check<S> {

  /** Assesses one database. */
  Assessment assess(Facts facts, S settings);
}
