package io.pghealth.check;

import io.pghealth.finding.ObjectRef;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Locked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be dropped as one: an index, or the whole tree of a partitioned one.
 *
 * @param root the index itself, or the one at the top
 * @param members all indexes of it, parents before children, the root first
 * @param locked whether one of the members is locked
 */
record IndexUnit(Index root, List<Index> members, boolean locked) {

  /** All units of a database; what is locked at its root is not among them. */
  static List<IndexUnit> of(IndexFacts facts) {
    Map<Long, List<Index>> members = new HashMap<>();
    List<Index> ordered =
        facts.indexes().values().stream()
            .sorted(
                Comparator.<Index>comparingInt(i -> depth(facts, i))
                    .thenComparing(Index::schema)
                    .thenComparing(Index::name))
            .toList();
    ordered.forEach(
        i -> members.computeIfAbsent(facts.root(i.oid()), o -> new ArrayList<>()).add(i));
    List<Long> locked = facts.locked().stream().map(Locked::oid).map(facts::root).toList();
    return ordered.stream()
        .filter(i -> i.parentOid() == null)
        .map(root -> new IndexUnit(root, members.get(root.oid()), locked.contains(root.oid())))
        .toList();
  }

  private static int depth(IndexFacts facts, Index index) {
    int depth = 0;
    for (Index i = index; i != null && i.parentOid() != null; depth++) {
      i = facts.indexes().get(i.parentOid());
    }
    return depth;
  }

  /** Those that hold something. */
  List<Index> leaves() {
    return members.stream().filter(i -> !i.partitioned()).toList();
  }

  long sizeBytes() {
    return members.stream().mapToLong(Index::sizeBytes).sum();
  }

  ObjectRef reference() {
    return ObjectRef.index(root.schema(), root.name(), root.table());
  }
}
