package io.pghealth.snapshot;

import io.pghealth.postgres.Remedy;
import java.util.Optional;

/**
 * A fact that was read, or why it was not. Missing input never becomes a number.
 *
 * @param <T> the fact
 */
public sealed interface Collected<T> {

  /** It was read. */
  record Known<T>(T value) implements Collected<T> {}

  /**
   * It was not read.
   *
   * @param reason one phrase for a person
   * @param remedy what unlocks it
   */
  record Unknown<T>(String reason, Remedy remedy) implements Collected<T> {}

  /** The fact, if it was read. */
  default Optional<T> toOptional() {
    return this instanceof Known<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** Why it was not read; null when it was. */
  default Unknown<T> missing() {
    return this instanceof Unknown<T> unknown ? unknown : null;
  }

  /** It was read. */
  static <T> Collected<T> known(T value) {
    return new Known<>(value);
  }

  /** It was not read. */
  static <T> Collected<T> unknown(String reason, Remedy remedy) {
    return new Unknown<>(reason, remedy);
  }
}
