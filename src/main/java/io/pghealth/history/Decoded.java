package io.pghealth.history;

/** A stored history, read back. */
public sealed interface Decoded {

  /** It was read. */
  record Loaded(History history) implements Decoded {}

  /**
   * A newer pghealth wrote it; it must not be overwritten.
   *
   * @param format its number
   */
  record TooNew(int format) implements Decoded {}

  /**
   * It is damaged.
   *
   * @param reason one phrase, nothing of its content in it
   */
  record Corrupt(String reason) implements Decoded {}
}
