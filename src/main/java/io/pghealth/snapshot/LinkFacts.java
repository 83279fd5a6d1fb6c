package io.pghealth.snapshot;

import java.util.List;

/**
 * Which columns of one database's tables point to rows of others, declared or by their names.
 *
 * @param keys foreign keys of one column, enforced or not
 * @param named columns whose names end in "id", of tables that are no partitions
 */
public record LinkFacts(List<Key> keys, List<Named> named) {

  /** Copies the lists. */
  public LinkFacts {
    keys = List.copyOf(keys);
    named = List.copyOf(named);
  }

  /** A foreign key, by names without schema: that is all that a statement's text tells. */
  public record Key(String table, String column, String toTable, String toColumn) {}

  /** A column, by the name of its table without schema. */
  public record Named(String table, String column) {}
}
