package io.pghealth.history;

import java.util.List;

/**
 * What a plan looks like, without its numbers.
 *
 * @param hash of what makes it this shape
 * @param tree one line for a person: nodes, relations and indexes by name
 * @param relations partition roots that it reads
 * @param indexes that it uses
 * @param lines a node each, from the top, at most {@link PlanLine#MOST}; none in a document of an
 *     older version
 */
public record Shape(
    String hash,
    String tree,
    List<Relation> relations,
    List<IndexUse> indexes,
    List<PlanLine> lines) {

  /** Copies the lists. */
  public Shape {
    relations = List.copyOf(relations);
    indexes = List.copyOf(indexes);
    lines = lines == null ? List.of() : List.copyOf(lines);
  }

  /** The same, of a plan that was made for another text. */
  public Shape named(String other) {
    return new Shape(other, tree, relations, indexes, lines);
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
