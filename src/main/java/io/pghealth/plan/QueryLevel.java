package io.pghealth.plan;

import io.pghealth.history.Shape.Relation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the names of one query's conditions may stand for: its FROM list, and those of the queries
 * around it.
 */
final class QueryLevel {
  /** Of a source whose columns may be anybody's under another name. */
  private static final Relation HIDING = new Relation(null, null);

  private final QueryLevel outer;
  private final Map<String, Relation> sources = new HashMap<>();

  QueryLevel(QueryLevel outer) {
    this.outer = outer;
  }

  /** The query around it; null for none. */
  QueryLevel outer() {
    return outer;
  }

  void add(String alias, Relation relation) {
    sources.merge(alias, relation, (one, other) -> one.equals(other) ? one : HIDING);
  }

  /** A query, a function, or a relation whose columns are given other names. */
  void hide(String alias) {
    sources.put(alias, HIDING);
  }

  boolean names(String alias) {
    return sources.containsKey(alias) || outer != null && outer.names(alias);
  }

  /** What an alias stands for; empty where that is not known. */
  Optional<Relation> relation(String alias) {
    return sources.containsKey(alias)
        ? Optional.of(sources.get(alias)).filter(r -> r != HIDING)
        : outer == null ? Optional.empty() : outer.relation(alias);
  }

  /** Whether each source, here and around, is a relation of which this holds. */
  boolean all(Predicate<Relation> plain) {
    return sources.values().stream().allMatch(r -> r != HIDING && plain.test(r))
        && (outer == null || outer.all(plain));
  }

  /** The one of these that a text means; null where it means none. */
  static Relation match(Relation written, Set<Relation> relations) {
    return relations.stream()
        .filter(r -> r.name().equals(written.name()))
        .filter(r -> written.schema() == null || written.schema().equals(r.schema()))
        .findFirst()
        .orElse(null);
  }
}
