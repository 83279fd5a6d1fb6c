package io.pghealth.check;

import static java.util.Comparator.comparingLong;

import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.ForeignKeyFacts;
import io.pghealth.snapshot.ForeignKeyFacts.Key;
import io.pghealth.snapshot.Gathered;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.ForeignKey;
import io.pghealth.snapshot.IndexFacts.Support;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps an index that a foreign key needs: deletes of parent rows use it, seldom, and without it
 * each one reads the whole referencing table. Of several that serve a key, none goes unless one
 * that serves it at least as well stays.
 */
final class ForeignKeySupport {
  private final IndexFacts facts;
  private final Set<Long> leaving;
  private final TableFacts tables;
  private final RowsPerKey rowsPerKey;
  private final Map<Long, Key> keys;
  private final Set<Part> parts = new HashSet<>();

  private record Part(long keyOid, long tableOid) {}

  /**
   * @param leaving OIDs of indexes that another check gives up: they keep no key
   */
  private ForeignKeySupport(IndexFacts facts, Set<Long> leaving, Gathered more) {
    this.facts = facts;
    this.leaving = leaving;
    this.tables = more.find(TableFacts.class).orElseGet(() -> new TableFacts(Map.of()));
    this.rowsPerKey =
        new RowsPerKey(
            more.find(ColumnStatistics.class)
                .map(Collected::known)
                .orElseGet(() -> Collected.unknown("statistics were not read", Remedy.none())),
            tables,
            more.find(TableActivity.class).orElseGet(() -> new TableActivity(Map.of())));
    this.keys = more.find(ForeignKeyFacts.class).map(ForeignKeyFacts::keys).orElse(Map.of());
    keys.values().stream()
        .filter(k -> k.parentOid() != null)
        .forEach(k -> parts.add(new Part(k.parentOid(), k.tableOid())));
  }

  /** Beside what DuplicateIndex and RedundantIndex give up. */
  static ForeignKeySupport of(Facts facts, IndexFacts indexes) {
    return new ForeignKeySupport(
        indexes, IndexOverlaps.leaving(facts, indexes), facts.database().facts());
  }

  /**
   * Those of the unused ones that may all be dropped together.
   *
   * @param unused by the OID of their root
   */
  List<IndexUnit> droppable(List<IndexUnit> unused) {
    Map<Long, IndexUnit> byMember = new HashMap<>();
    unused.forEach(u -> u.members().forEach(i -> byMember.put(i.oid(), u)));
    Set<Long> kept = new TreeSet<>();
    facts.foreignKeys().stream()
        .sorted(comparingLong(ForeignKey::oid))
        .filter(served -> !inParts(served))
        .forEach(served -> keep(served, byMember, kept));
    return unused.stream().filter(u -> !kept.contains(u.root().oid())).toList();
  }

  private void keep(ForeignKey served, Map<Long, IndexUnit> byMember, Set<Long> kept) {
    List<Support> staying = new ArrayList<>();
    List<Support> going = new ArrayList<>();
    for (Support support : served.supports()) {
      if (leaving.contains(facts.root(support.indexOid()))) {
        continue;
      }
      IndexUnit unit = byMember.get(support.indexOid());
      (unit == null || kept.contains(unit.root().oid()) ? staying : going).add(support);
    }
    Key key = keys.get(served.oid());
    if (key == null) {
      // It came meanwhile, or the keys were not read: nothing tells which one serves it best.
      going.forEach(s -> kept.add(byMember.get(s.indexOid()).root().oid()));
      return;
    }
    ForeignKeyRank rank = new ForeignKeyRank(facts, key, whole(key.tableOid()), rowsPerKey);
    for (Support support : going.stream().sorted(rank.best()).toList()) {
      if (staying.stream().noneMatch(s -> rank.atLeast(s, support))) {
        staying.add(support);
        kept.add(byMember.get(support.indexOid()).root().oid());
      }
    }
  }

  /** Whether each partition has a part of the key, and is judged by its own statistics. */
  private boolean inParts(ForeignKey served) {
    Key key = keys.get(served.oid());
    Table table = key == null ? null : tables.tables().get(key.tableOid());
    return table != null
        && table.kind() == Kind.PARTITIONED
        && tables.partitions(table.oid()).stream()
            .allMatch(p -> parts.contains(new Part(key.oid(), p.oid())));
  }

  private Optional<Table> whole(long tableOid) {
    return Optional.ofNullable(tables.tables().get(tableOid))
        .filter(t -> t.kind() != Kind.PARTITIONED);
  }
}
