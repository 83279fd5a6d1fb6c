package io.pghealth.check;

import io.pghealth.snapshot.IndexColumns;
import io.pghealth.snapshot.IndexColumns.Held;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexUsage.TableWrites;
import io.pghealth.snapshot.InstanceFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** What an index costs those who write to its table. */
final class IndexBurden {
  /** From here on an update of nothing but columns of summarizing indexes is heap-only. */
  private static final int SUMMARIZING_IS_FREE = 16;

  private final Optional<WriteCounters> counters;
  private final Map<Long, Held> held;
  private final Map<Long, List<Long>> byTable = new HashMap<>();
  private final boolean summarizingIsFree;

  IndexBurden(Facts facts, Optional<WriteCounters> counters) {
    this.counters = counters;
    this.held =
        facts
            .database()
            .of(IndexColumns.class)
            .toOptional()
            .map(IndexColumns::held)
            .orElse(Map.of());
    held.forEach(
        (oid, h) -> byTable.computeIfAbsent(h.tableOid(), t -> new ArrayList<>()).add(oid));
    this.summarizingIsFree =
        facts
            .snapshot()
            .primary()
            .facts()
            .toOptional()
            .map(InstanceFacts::version)
            .filter(v -> v.major() >= SUMMARIZING_IS_FREE)
            .isPresent();
  }

  /** Entries it is given a day; empty where the counters are not an hour old. */
  OptionalLong entriesPerDay(IndexUnit unit) {
    return counters.filter(WriteCounters::tellRates).stream()
        .mapToLong(c -> c.perDay(WriteCounters.entries(writes(c, unit))))
        .findFirst();
  }

  /** Rows written to its tables since the counters began. */
  TableWrites writes(IndexUnit unit) {
    return counters.map(c -> writes(c, unit)).orElse(new TableWrites(0, 0, 0, 0));
  }

  private static TableWrites writes(WriteCounters counters, IndexUnit unit) {
    return counters.sum(unit.leaves().stream().map(Index::tableOid).toList());
  }

  /**
   * Columns of a table that none but these indexes rest on: without them, an update of nothing else
   * may be heap-only. Empty too where what the indexes rest on is unknown.
   */
  Set<String> onlyIn(Collection<IndexUnit> units) {
    Set<Long> going = new HashSet<>();
    units.forEach(u -> u.leaves().forEach(i -> going.add(i.oid())));
    Set<String> only = new TreeSet<>();
    for (IndexUnit unit : units) {
      for (Index index : unit.leaves()) {
        Set<String> columns = new TreeSet<>(blocking(index.oid()));
        byTable.getOrDefault(index.tableOid(), List.of()).stream()
            .filter(oid -> !going.contains(oid))
            .forEach(oid -> columns.removeAll(blocking(oid)));
        only.addAll(columns);
      }
    }
    return only;
  }

  private List<String> blocking(long indexOid) {
    Held index = held.get(indexOid);
    return index == null || index.summarizing() && summarizingIsFree ? List.of() : index.names();
  }
}
