package io.pghealth.history;

import java.util.List;

/**
 * What a plan looks like, without its numbers.
 *
 * @param hash of what makes it this shape
 * @param tree one line for a person: nodes, relations and indexes by name
 * @param relations partition roots that it reads
 * @param indexes that it uses
 */
public record Shape(String hash, String tree, List<Relation> relations, List<IndexUse> indexes) {

  /** Copies the lists. */
  public Shape {
    relations = List.copyOf(relations);
    indexes = List.copyOf(indexes);
  }

  /** A relation, by name. */
  public record Relation(String schema, String name) {}

  /**
   * An index, by what it is.
   *
   * @param table partition root
   * @param definition as in CauseFacts.Index
   */
  public record IndexUse(Relation table, String definition) {}
}
