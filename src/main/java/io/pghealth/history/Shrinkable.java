package io.pghealth.history;

/**
 * A section of the history that can give up parts of itself when the whole becomes too large to
 * store.
 *
 * @param <S> the section
 */
public interface Shrinkable<S extends Shrinkable<S>> {

  /** How many parts it has that could be given up. */
  int parts();

  /** The same with at most this many of them, those worth most. */
  S keep(int parts);
}
