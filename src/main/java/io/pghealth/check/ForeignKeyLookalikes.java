package io.pghealth.check;

import io.pghealth.check.ForeignKeyCoverage.Uncovered;
import io.pghealth.snapshot.ForeignKeyFacts.Column;
import io.pghealth.snapshot.ForeignKeyFacts.Key;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Indexes that look as if they covered a foreign key, and why they do not. */
final class ForeignKeyLookalikes {
  private static final Set<String> EQUALITY = Set.of("btree", "hash");

  /** How near it is. */
  enum Nearness {
    /** It would cover the key if it were valid. */
    INVALID,
    /** Partial, but equality implies its predicate. */
    NOT_NULL,
    /** Its look-ups may use it, or it has all of the columns. */
    OTHER
  }

  /** One of them. */
  record Lookalike(Index index, Nearness nearness, String why) {}

  private final IndexKeys columns;
  private final Map<Long, List<Index>> byTable = new HashMap<>();

  ForeignKeyLookalikes(IndexFacts indexes, IndexKeys columns) {
    this.columns = columns;
    indexes.indexes().values().stream()
        .sorted(Comparator.comparing(Index::name))
        .forEach(i -> byTable.computeIfAbsent(i.tableOid(), o -> new ArrayList<>()).add(i));
  }

  /** Those of a table that is not covered, by name. */
  List<Lookalike> of(Key key, Uncovered gap) {
    return byTable.getOrDefault(gap.table().oid(), List.of()).stream()
        .flatMap(index -> look(key, gap, index).stream())
        .toList();
  }

  /** Whether a table has an index with an expression, which may serve a key that casts. */
  boolean anyExpression(long tableOid) {
    return byTable.getOrDefault(tableOid, List.of()).stream().anyMatch(i -> i.is(Flag.EXPRESSION));
  }

  private Optional<Lookalike> look(Key key, Uncovered gap, Index index) {
    Set<String> needed = key.columns().stream().map(Column::name).collect(Collectors.toSet());
    List<String> names = columns.keys(index.oid()).stream().map(IndexKeys.Column::name).toList();
    boolean first =
        names.size() >= needed.size()
            && needed.equals(Set.copyOf(named(names.subList(0, needed.size()))));
    boolean equality = EQUALITY.contains(index.accessMethod());
    boolean serves = gap.serving().contains(index.oid());
    if (index.is(Flag.INVALID)) {
      return first && equality && index.predicate() == null && key.direct()
          ? Optional.of(new Lookalike(index, Nearness.INVALID, "invalid"))
          : Optional.empty();
    }
    if (!serves && !names.containsAll(needed)) {
      return Optional.empty();
    }
    if (serves && first && equality && impliedByEquality(index.predicate(), needed)) {
      return Optional.of(new Lookalike(index, Nearness.NOT_NULL, "partial, IS NOT NULL"));
    }
    return Optional.of(new Lookalike(index, Nearness.OTHER, why(gap, index, equality, serves)));
  }

  private static List<String> named(List<String> names) {
    return names.stream().map(n -> n == null ? "" : n).toList();
  }

  private static String why(Uncovered gap, Index index, boolean equality, boolean serves) {
    if (index.predicate() != null) {
      return "partial";
    }
    if (!equality) {
      return index.accessMethod();
    }
    if (gap.tooMany().containsKey(index.oid())) {
      long rows = Math.round(gap.tooMany().get(index.oid()).least());
      return "about " + Amounts.count(rows) + " rows for each value of its first columns";
    }
    return serves ? "begins with another column" : "of another collation or operator class";
  }

  /**
   * Whether the predicate asks no more than that referencing columns are not NULL, as pg_get_expr
   * writes that. Rows that equal something are such.
   */
  static boolean impliedByEquality(String predicate, Set<String> columns) {
    if (predicate == null) {
      return false;
    }
    Set<String> parts =
        columns.stream()
            .flatMap(c -> List.of(c, '"' + c.replace("\"", "\"\"") + '"').stream())
            .map(c -> c + " IS NOT NULL")
            .collect(Collectors.toSet());
    return Arrays.stream(predicate.split(" AND "))
        .map(part -> part.replaceAll("^\\(+|\\)+$", ""))
        .allMatch(parts::contains);
  }
}
