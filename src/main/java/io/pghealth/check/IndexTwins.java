package io.pghealth.check;

import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexIdentity;
import io.pghealth.snapshot.IndexIdentity.Identity;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.IndexKeys.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether one index of a table can do all that another one does, by what the catalogs say of both:
 * access method, operator classes and their options, collations, order, expressions, predicate,
 * included columns and what uniqueness means. Where anything differs, it cannot.
 *
 * @param keys of the indexes
 * @param identities of the indexes
 */
record IndexTwins(IndexKeys keys, IndexIdentity identities) {
  private static final Set<String> OPTIONS_SAY_NOTHING = Set.of("btree", "hash");

  /** What a query sees of a key column. */
  private record Key(int attnum, long opclass, long collation, int option) {
    Key(Column column) {
      this(column.attnum(), column.opclassOid(), column.collationOid(), column.option());
    }
  }

  /**
   * Whether the other has the same columns and guards the same rows at least as strictly.
   *
   * @param index that could go
   * @param other that would stay
   */
  boolean same(Index index, Index other) {
    Optional<Identity> mine = identities.of(index.oid());
    Optional<Identity> its = identities.of(other.oid());
    return mine.isPresent()
        && its.isPresent()
        && alike(index, other, mine.get(), its.get())
        && Objects.equals(mine.get().expressions(), its.get().expressions())
        && !keys(index).isEmpty()
        && keys(index).equals(keys(other))
        && included(index).equals(included(other))
        && guardedBy(index, other, its.get());
  }

  /**
   * Whether the other one begins with all key columns of a plain btree index, and has its included
   * columns somewhere, and more.
   */
  boolean within(Index index, Index other) {
    return from(index, other, 0)
        && !(keys(index).equals(keys(other)) && included(index).equals(included(other)));
  }

  /** Whether the other one has, behind its first column, all that a plain btree index has. */
  boolean behindFirst(Index index, Index other) {
    return from(index, other, 1);
  }

  private boolean from(Index index, Index other, int skipped) {
    Optional<Identity> mine = identities.of(index.oid());
    Optional<Identity> its = identities.of(other.oid());
    if (mine.isEmpty()
        || its.isEmpty()
        || index.is(Flag.UNIQUE)
        || !index.accessMethod().equals("btree")
        || !alike(index, other, mine.get(), its.get())) {
      return false;
    }
    List<Key> wanted = keys(index);
    List<Key> there = keys(other);
    if (wanted.isEmpty()
        || there.size() < wanted.size() + skipped
        || !there.subList(skipped, skipped + wanted.size()).equals(wanted)) {
      return false;
    }
    boolean skipsExpression = there.subList(0, skipped).stream().anyMatch(k -> k.attnum() == 0);
    return !skipsExpression
        && begins(its.get().expressions(), mine.get().expressions())
        && everywhere(other).containsAll(included(index));
  }

  /** Same access method, same rows, same meaning of the operator classes. */
  private static boolean alike(Index index, Index other, Identity mine, Identity its) {
    return index.oid() != other.oid()
        && index.tableOid() == other.tableOid()
        && index.accessMethod().equals(other.accessMethod())
        && Objects.equals(mine.predicate(), its.predicate())
        && mine.columnOptions().equals(its.columnOptions())
        && (OPTIONS_SAY_NOTHING.contains(index.accessMethod())
            || mine.options().equals(its.options()));
  }

  private boolean guardedBy(Index index, Index other, Identity its) {
    return !index.is(Flag.UNIQUE)
        || other.is(Flag.UNIQUE)
            && its.immediate()
            && keys.nullsNotDistinct().contains(index.oid())
                == keys.nullsNotDistinct().contains(other.oid());
  }

  /** Lists of node trees look like {@code ({…} {…})}. */
  private static boolean begins(String list, String start) {
    if (start == null) {
      return true;
    }
    String inner = start.substring(0, start.length() - 1);
    return list != null && (list.equals(start) || list.startsWith(inner + " "));
  }

  private List<Key> keys(Index index) {
    return keys.keys(index.oid()).stream().map(Key::new).toList();
  }

  private Set<Integer> included(Index index) {
    return keys.included(index.oid()).stream().map(Column::attnum).collect(Collectors.toSet());
  }

  private Set<Integer> everywhere(Index index) {
    Set<Integer> all = new HashSet<>(included(index));
    keys.keys(index.oid()).forEach(key -> all.add(key.attnum()));
    return all;
  }
}
