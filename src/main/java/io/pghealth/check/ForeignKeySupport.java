package io.pghealth.check;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.ForeignKey;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Support;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps an index that a foreign key needs: deletes of parent rows use it, seldom, and without it
 * each one reads the whole referencing table. Of several that serve a key, none goes unless one
 * that serves it at least as well stays.
 *
 * @param facts of the database
 * @param leaving OIDs of indexes that another check gives up: they keep no key
 */
record ForeignKeySupport(IndexFacts facts, Set<Long> leaving) {

  /** Beside what DuplicateIndex and RedundantIndex give up. */
  static ForeignKeySupport of(Facts facts, IndexFacts indexes) {
    return new ForeignKeySupport(indexes, IndexOverlaps.leaving(facts, indexes));
  }

  /** More leading columns first; then btree, then the smaller one, and the same one every time. */
  private static final Comparator<Index> BETTER =
      comparing((Index i) -> !i.accessMethod().equals("btree"))
          .thenComparing(comparingLong(Index::sizeBytes))
          .thenComparing(comparingLong(Index::oid));

  /**
   * Those of the unused ones that may all be dropped together.
   *
   * @param unused by the OID of their root
   */
  List<IndexUnit> droppable(List<IndexUnit> unused) {
    Map<Long, IndexUnit> byMember = new HashMap<>();
    unused.forEach(u -> u.members().forEach(i -> byMember.put(i.oid(), u)));
    Set<Long> kept = new TreeSet<>();
    for (ForeignKey key : facts.foreignKeys()) {
      int remaining = -1;
      List<Support> going = new ArrayList<>();
      for (Support support : key.supports()) {
        if (leaving.contains(facts.root(support.indexOid()))) {
          continue;
        }
        IndexUnit unit = byMember.get(support.indexOid());
        if (unit == null || kept.contains(unit.root().oid())) {
          remaining = Math.max(remaining, support.leadingColumns());
        } else {
          going.add(support);
        }
      }
      int atLeast = remaining + 1;
      going.stream()
          .filter(s -> s.leadingColumns() >= atLeast)
          .min(
              comparingInt(Support::leadingColumns)
                  .reversed()
                  .thenComparing(s -> facts.indexes().get(s.indexOid()), BETTER))
          .ifPresent(s -> kept.add(byMember.get(s.indexOid()).root().oid()));
    }
    return unused.stream().filter(u -> !kept.contains(u.root().oid())).toList();
  }
}
