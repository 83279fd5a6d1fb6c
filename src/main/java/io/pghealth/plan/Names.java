package io.pghealth.plan;

import io.pghealth.history.Shape;
import io.pghealth.snapshot.CauseFacts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the names in a plan stand for: EXPLAIN prints them without schema.
 *
 * @param catalog holds the relations of the plan, in whichever schema
 * @param path schemas that the statement looks in, first to last
 */
record Names(CauseFacts catalog, List<String> path) {

  /** The relation that a scan reads; empty where it is gone. */
  Optional<CauseFacts.Relation> relation(String schema, String name) {
    List<CauseFacts.Relation> candidates = candidates(name);
    if (schema != null) {
      return candidates.stream().filter(r -> r.schema().equals(schema)).findFirst();
    }
    return path.stream()
        .flatMap(s -> candidates.stream().filter(r -> r.schema().equals(s)))
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  /**
   * Whether nobody can tell which relation a name without schema stands for. 18 gives statements of
   * several schemas one query id; before, the search path has to tell.
   */
  boolean ambiguous(String name, int major) {
    List<CauseFacts.Relation> candidates =
        candidates(name).stream().filter(r -> !r.schema().equals("information_schema")).toList();
    return candidates.size() > 1
        && candidates.stream().noneMatch(r -> r.schema().equals("pg_catalog"))
        && (major >= 18 || candidates.stream().filter(r -> path.contains(r.schema())).count() != 1);
  }

  static String ambiguity(int major) {
    return "a name without schema stands for tables in several schemas, and "
        + (major >= 18 ? "18 counts them as one statement" : "search_path does not tell which");
  }

  /** Relations of this name, in any schema. */
  List<CauseFacts.Relation> candidates(String name) {
    return catalog.relations().stream().filter(r -> r.name().equals(name)).toList();
  }

  /** The root of a relation's partition tree; itself where it is no partition. */
  static Shape.Relation root(CauseFacts.Relation relation) {
    return new Shape.Relation(relation.rootSchema(), relation.rootName());
  }

  static boolean partition(CauseFacts.Relation relation) {
    return !Objects.equals(relation.name(), relation.rootName())
        || !Objects.equals(relation.schema(), relation.rootSchema());
  }

  /** The index of a relation; empty where it is gone. */
  static Optional<CauseFacts.Index> index(CauseFacts.Relation relation, String name) {
    return relation.indexes().stream().filter(i -> i.name().equals(name)).findFirst();
  }
}
