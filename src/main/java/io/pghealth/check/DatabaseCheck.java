package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.snapshot.Floor;

/**
 * A check that is asked of each watched database.
 *
 * @param <S> its settings
 */
public non-sealed interface DatabaseCheck<S extends Record> extends Check<S> {

  /**
   * The smallest table that it wants to know of. Facts of tables and indexes hold no smaller one,
   * but for those that matter whatever their size ({@link io.pghealth.snapshot.Scope}).
   */
  default Floor floor(S settings) {
    return Floor.EVERY_TABLE;
  }

  /** Assesses one database. */
  Assessment assess(Facts facts, S settings);
}
