package io.pghealth.check;

import static java.util.Comparator.comparing;

import io.pghealth.snapshot.Gathered;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Locked;
import io.pghealth.snapshot.IndexIdentity;
import io.pghealth.snapshot.IndexKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which indexes could go because another one of the same table stays. What stays is never itself
 * among those that could go, so all of them may go together.
 */
final class IndexOverlaps {
  /** What is never dropped, whatever stands beside it. */
  static final Set<Flag> NEVER =
      EnumSet.of(
          Flag.CONSTRAINT,
          Flag.EXCLUSION,
          Flag.REPLICA_IDENTITY,
          Flag.CLUSTERED,
          Flag.EXTENSION,
          Flag.INVALID);

  /**
   * One that could go.
   *
   * @param unit it, or the tree that it is the root of
   * @param stays the index that stays
   * @param with the unit of the one that stays
   */
  record Overlap(IndexUnit unit, Index stays, IndexUnit with) {}

  private final IndexTwins twins;
  private final IndexUse use;
  private final Map<Long, IndexUnit> units = new HashMap<>();
  private final Map<Long, List<Index>> tables = new LinkedHashMap<>();

  IndexOverlaps(IndexFacts facts, IndexTwins twins, IndexUse use) {
    this.twins = twins;
    this.use = use;
    Set<List<String>> locked = new HashSet<>();
    for (Locked index : facts.locked()) {
      locked.add(List.of(index.schema(), index.table()));
    }
    for (IndexUnit unit : IndexUnit.of(facts)) {
      unit.members().forEach(member -> units.put(member.oid(), unit));
    }
    facts.indexes().values().stream()
        .filter(i -> units.containsKey(i.oid()))
        .sorted(comparing(Index::schema).thenComparing(Index::table).thenComparing(Index::name))
        .filter(i -> !i.is(Flag.INVALID) && !locked.contains(List.of(i.schema(), i.table())))
        .forEach(i -> tables.computeIfAbsent(i.tableOid(), t -> new ArrayList<>()).add(i));
  }

  /**
   * What DuplicateIndex and RedundantIndex give up. Whoever follows them and UnusedIndex must not
   * be left without an index that a key needs.
   */
  static Set<Long> leaving(Facts facts, IndexFacts indexes) {
    Gathered more = facts.database().facts();
    Optional<IndexKeys> keys = more.find(IndexKeys.class);
    Optional<IndexIdentity> identities = more.find(IndexIdentity.class);
    if (keys.isEmpty() || identities.isEmpty()) {
      return Set.of();
    }
    IndexOverlaps overlaps =
        new IndexOverlaps(
            indexes, new IndexTwins(keys.get(), identities.get()), new IndexUse(facts));
    return Stream.concat(overlaps.duplicates().stream(), overlaps.redundant().stream())
        .map(overlap -> overlap.unit().root().oid())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those that have a twin. */
  List<Overlap> duplicates() {
    return overlaps(Set.of(), preference(), preference(), twins::same);
  }

  /** Those whose columns another one begins with, apart from those that have a twin. */
  List<Overlap> redundant() {
    Set<Long> twinned = new HashSet<>();
    duplicates().forEach(overlap -> twinned.add(overlap.unit().root().oid()));
    Comparator<Index> wider = comparing(this::columns);
    return overlaps(
        twinned,
        wider.reversed().thenComparing(preference()),
        wider.thenComparing(preference()),
        (index, other) ->
            twins.within(index, other) && (!inUse(index) || never(other) || inUse(other)));
  }

  /** Those that another one has behind its first column, once for each such other one. */
  List<Overlap> behindFirst() {
    Set<Long> going = new HashSet<>();
    duplicates().forEach(overlap -> going.add(overlap.unit().root().oid()));
    redundant().forEach(overlap -> going.add(overlap.unit().root().oid()));
    List<Overlap> found = new ArrayList<>();
    for (List<Index> indexes : tables.values()) {
      List<Index> staying =
          indexes.stream().filter(i -> !going.contains(unit(i).root().oid())).toList();
      for (Index index : staying) {
        staying.stream()
            .filter(other -> droppable(index) && twins.behindFirst(index, other))
            .forEach(other -> found.add(new Overlap(unit(index), other, unit(other))));
      }
    }
    return found;
  }

  /**
   * @param leftOut indexes that are looked at by nobody
   * @param order those that rather stay come first
   * @param choice of those that could stand in, the first is named
   * @param covered whether the second can do all that the first does
   */
  private List<Overlap> overlaps(
      Set<Long> leftOut,
      Comparator<Index> order,
      Comparator<Index> choice,
      BiPredicate<Index, Index> covered) {
    Set<Long> going = new HashSet<>(leftOut);
    List<Overlap> found = new ArrayList<>();
    // Trees first: an index of its own on a partition goes rather than a part of a tree.
    List<List<Index>> roots =
        tables.values().stream()
            .sorted(comparing(indexes -> !indexes.getFirst().partitioned()))
            .toList();
    for (List<Index> indexes : roots) {
      List<Index> kept = new ArrayList<>();
      for (Index index : indexes.stream().sorted(order).toList()) {
        if (going.contains(unit(index).root().oid())) {
          continue;
        }
        Optional<Index> other =
            droppable(index)
                ? kept.stream().filter(k -> covered.test(index, k)).min(choice)
                : Optional.empty();
        if (other.isPresent()) {
          going.add(index.oid());
          found.add(new Overlap(unit(index), other.get(), unit(other.get())));
        } else {
          kept.add(index);
        }
      }
    }
    return found;
  }

  /** The one to keep comes first: constraint and the like, then use, then size. */
  private Comparator<Index> preference() {
    return comparing((Index i) -> droppable(i))
        .thenComparing(i -> !i.is(Flag.UNIQUE))
        .thenComparing(i -> i.statistics().isEmpty())
        .thenComparing(i -> !inUse(i))
        // Rounded, or the choice would change with every few scans and pages.
        .thenComparing(i -> -String.valueOf(use.scans(unit(i))).length())
        .thenComparing(i -> 64 - Long.numberOfLeadingZeros(unit(i).sizeBytes()))
        .thenComparing(Index::name);
  }

  private int columns(Index index) {
    return twins.keys().columns().getOrDefault(index.oid(), List.of()).size();
  }

  private boolean inUse(Index index) {
    return use.inUse(unit(index));
  }

  /** Whether nothing but queries could need it. */
  private boolean droppable(Index index) {
    return index.parentOid() == null && !unit(index).locked() && !protects(unit(index));
  }

  /** Whether no check would ever drop it for want of use. */
  private boolean never(Index index) {
    return unit(index).members().stream().anyMatch(i -> i.is(Flag.UNIQUE)) || protects(unit(index));
  }

  private static boolean protects(IndexUnit unit) {
    return unit.members().stream().anyMatch(i -> i.flags().stream().anyMatch(NEVER::contains));
  }

  private IndexUnit unit(Index index) {
    return units.get(index.oid());
  }
}
