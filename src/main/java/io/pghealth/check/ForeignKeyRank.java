package io.pghealth.check;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import io.pghealth.check.RowsPerKey.Range;
import io.pghealth.snapshot.ForeignKeyFacts.Column;
import io.pghealth.snapshot.ForeignKeyFacts.Key;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Support;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How well the indexes of one foreign key find its rows, one beside another, by the measure of
 * MissingForeignKeyIndex.
 *
 * @param table that is not partitioned; empty where the statistics are of no use
 */
record ForeignKeyRank(IndexFacts indexes, Key key, Optional<Table> table, RowsPerKey rowsPerKey) {
  /** Any column of these narrows a search; others read much that does not fit. */
  private static final Set<String> ANY_COLUMN = Set.of("gist", "gin", "spgist");

  /** Which rows an index has; those with fewer come later. */
  private enum Rows {
    ALL,
    /** All that reference something. */
    REFERENCING,
    SOME
  }

  /** The one to keep comes first, and it is the same one every time. */
  Comparator<Support> best() {
    return comparing(this::rows)
        .thenComparing(s -> !ForeignKeyCoverage.wholly(indexes, s, key))
        .thenComparing(s -> !covers(s))
        // Rounded, or the choice would change with every ANALYZE.
        .thenComparing(s -> String.valueOf(Math.round(most(s))).length())
        .thenComparing(comparingInt((Support s) -> s.leading().size()).reversed())
        .thenComparing(comparingInt((Support s) -> s.columns().size()).reversed())
        .thenComparing(s -> !"btree".equals(accessMethod(s)))
        .thenComparing(comparingLong(s -> index(s).map(Index::sizeBytes).orElse(0L)))
        .thenComparing(Support::indexOid);
  }

  /** Whether the key loses nothing that matters where the first stays and the second goes. */
  boolean atLeast(Support stays, Support goes) {
    Rows rows = rows(stays);
    if (rows.compareTo(rows(goes)) > 0 || rows == Rows.SOME && !samePredicate(stays, goes)) {
      return false;
    }
    if (stays.leading().containsAll(goes.columns())) {
      return true;
    }
    if (covers(stays)) {
      return goes.partial() || !narrower(goes, stays);
    }
    return alike(stays, goes) || rows == Rows.ALL && most(stays) <= least(goes);
  }

  private static boolean narrower(Support one, Support other) {
    return one.leading().containsAll(other.leading())
        && !other.leading().containsAll(one.leading());
  }

  private boolean alike(Support stays, Support goes) {
    String method = accessMethod(stays);
    return method != null
        && ANY_COLUMN.contains(method)
        && method.equals(accessMethod(goes))
        && stays.columns().containsAll(goes.columns());
  }

  /** Whether MissingForeignKeyIndex is content with it. */
  private boolean covers(Support support) {
    return ForeignKeyCoverage.wholly(indexes, support, key)
        || !support.partial() && most(support) <= RowsPerKey.FEW;
  }

  /** Rows that a look-up through its first columns finds, at worst. */
  private double most(Support support) {
    return support.leading().isEmpty()
        ? Double.MAX_VALUE
        : range(support.leading()).map(Range::most).orElse(Double.MAX_VALUE);
  }

  /** Rows that a look-up through all of its columns finds, at best. */
  private double least(Support support) {
    return range(support.columns()).map(Range::least).orElse(0.0);
  }

  private Optional<Range> range(Set<Integer> attnums) {
    return table.flatMap(t -> rowsPerKey.of(t, attnums).toOptional());
  }

  private Rows rows(Support support) {
    if (!support.partial()) {
      return Rows.ALL;
    }
    Set<String> names = key.columns().stream().map(Column::name).collect(Collectors.toSet());
    return ForeignKeyLookalikes.impliedByEquality(predicate(support), names)
        ? Rows.REFERENCING
        : Rows.SOME;
  }

  private boolean samePredicate(Support one, Support other) {
    String predicate = predicate(one);
    return predicate != null && Objects.equals(predicate, predicate(other));
  }

  private String predicate(Support support) {
    return index(support).map(Index::predicate).orElse(null);
  }

  private String accessMethod(Support support) {
    return index(support).map(Index::accessMethod).orElse(null);
  }

  /** Empty where it is locked. */
  private Optional<Index> index(Support support) {
    return Optional.ofNullable(indexes.indexes().get(support.indexOid()));
  }
}
