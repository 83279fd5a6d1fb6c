package io.pghealth.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * The tables of a database about which facts are read: of them everything, of others nothing. A
 * database of many small tables costs as much as its few large ones.
 *
 * @param tables their OIDs; empty for every table
 */
public record Scope(Optional<List<Long>> tables) {
  private static final Scope EVERYTHING = new Scope(Optional.empty());

  /** Copies the list. */
  public Scope {
    tables = tables.map(List::copyOf);
  }

  /** Every table. A list of all of them lets the server plan better. */
  public static Scope everything() {
    return EVERYTHING;
  }

  /** What the {@code ?} of a statement's {@code scope} stands for: NULL is every table. */
  Object bind() {
    return tables.orElse(null);
  }
}
