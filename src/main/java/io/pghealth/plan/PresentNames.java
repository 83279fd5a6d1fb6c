package io.pghealth.plan;

import io.pghealth.history.Shape;
import io.pghealth.snapshot.CauseFacts;
import java.util.Set;

/**
 * Names that an index which comes back cannot have, for another relation has them by now.
 *
 * @param taken names in the schema of a dropped index, by what was read in this cycle; null where
 *     it was not
 * @param catalog what is known of the tables that statements read; null for nothing
 */
public record PresentNames(Taken taken, CauseFacts catalog) {
  /** Looks up the names of one schema. */
  @FunctionalInterface
  public interface Taken {
    /** Names of tables and indexes in it. */
    Set<String> in(String schema);
  }

  /** Nobody knows which names are there. */
  public static PresentNames unknown() {
    return new PresentNames(null, null);
  }

  /** Whether it is known which names are there. */
  boolean known() {
    return taken != null;
  }

  /** The name that the index can come back under: its own where that is free. */
  String free(Shape.Relation table, CauseFacts.Index index) {
    if (!known()) {
      return index.name();
    }
    Set<String> names = taken.in(index.schema());
    return WishedIndex.free(
        index.name(),
        "",
        name ->
            !isBack(table, index, name)
                && (names.contains(name) || followed(index.schema(), name)));
  }

  /** Whether the name is that of the very index, which somebody is just bringing back. */
  private boolean isBack(Shape.Relation table, CauseFacts.Index index, String name) {
    return catalog != null
        && catalog.relations().stream()
            .filter(r -> r.rootSchema().equals(table.schema()))
            .filter(r -> r.rootName().equals(table.name()))
            .flatMap(r -> r.indexes().stream())
            .anyMatch(i ->
                i.schema().equals(index.schema())
                    && i.name().equals(name)
                    && i.definition().equals(index.definition()));
  }

  private boolean followed(String schema, String name) {
    return catalog != null
        && catalog.relations().stream()
            .flatMap(r -> r.indexes().stream())
            .anyMatch(i -> i.schema().equals(schema) && i.name().equals(name));
  }
}
