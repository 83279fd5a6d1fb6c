package io.pghealth.check;

import io.pghealth.finding.Assessment;

/**
 * A check that is asked once of the server, with all its instances.
 *
 * @param <S> its settings
 */
public non-sealed interface ServerCheck<S extends Record> extends Check<S> {

  /** Assesses the server: neither the assessment nor what is in it names a database of its own. */
  Assessment assess(ServerFacts facts, S settings);
}
