package io.pghealth.history;

/** A history on its way to where it is stored. */
public sealed interface Encoded {

  /**
   * It can be stored.
   *
   * @param bytes compressed; equal for equal histories
   * @param statementsLeftOut how many statements, the least loaded, had to go to make it fit
   */
  record Fits(byte[] bytes, int statementsLeftOut) implements Encoded {}

  /**
   * It cannot, whatever is left out.
   *
   * @param bytes compressed size of what could not be left out
   */
  record TooLarge(int bytes) implements Encoded {}
}
