package io.pghealth.plan;

import io.pghealth.plan.Predicate.Column;
import io.pghealth.plan.Predicate.Kind;
import io.pghealth.plan.Predicate.Of;
import io.pghealth.plan.Predicate.Unknown;
import io.pghealth.plan.TableScans.Read;
import java.util.Map;
import java.util.Set;

/** Where a partition key stands in the conditions on its table. */
enum KeyPlace {
  /** In none of them. */
  NOWHERE,
  /** Only inside a cast, a function or an expression, or with an operator that prunes nothing. */
  HIDDEN,
  /** Where partitions are left out by it, or may be. */
  PRUNES;

  /**
   * Casts that change nothing but the name of the type, so that the server looks through them
   * (RelabelType) and the operator is one that the key's type is partitioned by.
   */
  private static final Map<String, Set<String>> RELABELS =
      Map.of(
          "varchar", Set.of("text", "charactervarying"),
          "text", Set.of("text", "charactervarying"),
          "bpchar", Set.of("bpchar"),
          "cidr", Set.of("inet"));

  /**
   * Looks through the conditions.
   *
   * @param type pg_type.typname of the key; empty for a domain, which every comparison casts
   */
  static KeyPlace of(String key, String type, Read read, PlanConditions conditions) {
    if (conditions.joins().getOrDefault(read, Set.of()).contains(key)) {
      return PRUNES;
    }
    KeyPlace place = NOWHERE;
    for (Column joined : conditions.castJoins().getOrDefault(read, Set.of())) {
      place = place.and(joined.name().equals(key) ? compared(joined, type) : NOWHERE);
    }
    for (Predicate predicate : conditions.about(read)) {
      place = place.and(in(predicate, key, type));
    }
    return place;
  }

  private static KeyPlace in(Predicate predicate, String key, String type) {
    return switch (predicate) {
      case Of one when one.column().name().equals(key) ->
          one.kind() == Kind.SEARCH ? HIDDEN : compared(one.column(), type);
      case Unknown unknown when unknown.names().contains(key) ->
          // Parts of an OR may prune. A value that nobody understands is a value still: the
          // executor prunes by what a function returns, as long as it is not a function of the key.
          unknown.branching()
                  || unknown.compared().stream()
                      .anyMatch(c -> c.name().equals(key) && compared(c, type) == PRUNES)
              ? PRUNES
              : HIDDEN;
      default -> NOWHERE;
    };
  }

  private static KeyPlace compared(Column column, String type) {
    return column.cast() == null
            || type.isEmpty()
            || RELABELS.getOrDefault(type, Set.of()).contains(column.cast())
        ? PRUNES
        : HIDDEN;
  }

  private KeyPlace and(KeyPlace other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
