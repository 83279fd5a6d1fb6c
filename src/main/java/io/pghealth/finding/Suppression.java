package io.pghealth.finding;

/** Says which findings somebody has silenced. */
@FunctionalInterface
public interface Suppression {

  /** Whether the finding is silenced now. */
  boolean silences(Finding finding);

  /** Silences nothing. */
  static Suppression none() {
    return finding -> false;
  }
}
