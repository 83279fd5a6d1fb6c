package io.pghealth.history;

import io.pghealth.history.DatabaseEvidence.IndexEvidence;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexUsage;
import io.pghealth.snapshot.IndexUsage.Scans;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.Uncounted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Advances what is known of one database on one instance.
 *
 * <p>Kept are indexes that might ever be called unused: not those that a constraint, uniqueness or
 * the like protects, and, from PostgreSQL 16 on, not those that were just scanned (last_idx_scan
 * says when) and are no part of a tree. For the index of a partitioned table, the latest scan of
 * any of its members counts, and one that is gone counts as scanned until then.
 */
final class DatabaseAdvance {
  /** Indexes kept per database and instance; the smallest go first and count as never seen. */
  static final int MOST = 20_000;

  /** An index scanned by others than us within this time is busy; the server knows when. */
  private static final Duration BUSY = Duration.ofHours(1);

  private static final Set<Flag> NEVER_CALLED_UNUSED =
      EnumSet.complementOf(EnumSet.of(Flag.EXPRESSION, Flag.FOREIGN_PARTITION));

  private final InstanceFacts instance;
  private final IndexUsage usage;
  private final Instant now;
  private final DatabaseEvidence known;
  private final Map<Long, Long> ours;
  private final Optional<IndexFacts> facts;
  private final Duration skew;
  private final boolean first;
  private final boolean reset;
  private final boolean fell;
  private final Map<Long, IndexEvidence> before;
  private final Map<Long, Instant> trees = new HashMap<>();

  DatabaseAdvance(
      InstanceFacts instance,
      IndexUsage usage,
      Instant now,
      DatabaseEvidence known,
      Map<Long, Long> ours,
      Optional<IndexFacts> facts) {
    this.instance = instance;
    this.usage = usage;
    this.now = now;
    this.known = known;
    this.ours = ours;
    this.facts = facts;
    this.skew = Duration.between(usage.serverTime(), now);
    this.first = known == null;
    this.before = first ? Map.of() : known.byOid();
    this.fell = !first && (databaseFell() || before.values().stream().anyMatch(this::indexFell));
    this.reset =
        !first
            && (fell
                || !Objects.equals(known.databaseReset(), usage.databaseReset())
                || !Objects.equals(known.statisticsReset(), usage.statisticsReset()));
  }

  DatabaseEvidence result(long databaseOid) {
    Instant lost = fell ? now : first ? null : known.lost();
    Optional<Instant> started = DatabaseEvidence.standbyStart(instance, skew);
    if (started.isPresent() && (lost == null || started.get().isAfter(lost.plusSeconds(1)))) {
      lost = started.get();
    }
    return new DatabaseEvidence(
        databaseOid,
        first ? now : known.firstSeen(),
        lost,
        usage.databaseReset(),
        usage.statisticsReset(),
        usage.counters(),
        facts.map(this::advance).orElseGet(() -> List.copyOf(before.values())),
        someUncounted() ? now : first ? null : known.uncounted());
  }

  /** What is hidden from us was most likely on all the time. */
  private boolean someUncounted() {
    return usage.uncounted().stream().anyMatch(u -> u.scope() != Uncounted.Scope.HIDDEN);
  }

  private boolean databaseFell() {
    List<Long> was = known.counters();
    List<Long> is = usage.counters();
    return was.size() == is.size()
        && IntStream.range(0, is.size()).anyMatch(i -> is.get(i) < was.get(i));
  }

  private boolean indexFell(IndexEvidence index) {
    Scans scans = usage.scans().get(index.oid());
    return scans != null && scans.count() < index.counter();
  }

  private List<IndexEvidence> advance(IndexFacts indexes) {
    List<IndexEvidence> after = new ArrayList<>();
    indexes.indexes().values().stream()
        .filter(i -> i.flags().stream().noneMatch(NEVER_CALLED_UNUSED::contains))
        .filter(i -> !i.partitioned())
        .sorted(Comparator.comparingLong(Index::sizeBytes).reversed().thenComparing(Index::oid))
        .forEach(index -> advance(indexes, index).ifPresent(after::add));
    // What is locked just now keeps what is known of it.
    indexes.locked().forEach(l -> Optional.ofNullable(before.get(l.oid())).ifPresent(after::add));
    leftTheirTree(indexes).forEach(root -> trees.put(root, now));
    List<IndexEvidence> bounded = new ArrayList<>(after.subList(0, Math.min(MOST, after.size())));
    trees.forEach((root, scanned) -> bounded.add(tree(root, scanned)));
    before.values().stream()
        .filter(was -> partitioned(indexes, was.oid()) && !trees.containsKey(was.oid()))
        .forEach(bounded::add);
    return bounded;
  }

  /**
   * Trees that a partition's index has left since the last look, with the scans that it may have
   * had in between: where the index itself is gone, nobody can count them any more.
   */
  private Set<Long> leftTheirTree(IndexFacts indexes) {
    Set<Long> there = new HashSet<>(indexes.indexes().keySet());
    indexes.locked().forEach(l -> there.add(l.oid()));
    return before.values().stream()
        .filter(was -> was.tree() != null && partitioned(indexes, was.tree()))
        .filter(was -> !there.contains(was.oid()) || moved(indexes, was))
        .map(IndexEvidence::tree)
        .collect(Collectors.toSet());
  }

  /** Detached: its counters go on, but no longer as the tree's. */
  private static boolean moved(IndexFacts indexes, IndexEvidence was) {
    Index index = indexes.indexes().get(was.oid());
    return index != null && (index.parentOid() == null || indexes.root(was.oid()) != was.tree());
  }

  private static boolean partitioned(IndexFacts indexes, long oid) {
    Index index = indexes.indexes().get(oid);
    return index != null && index.partitioned();
  }

  private Optional<IndexEvidence> advance(IndexFacts indexes, Index index) {
    Scans scans = usage.scans().get(index.oid());
    if (scans == null) {
      return Optional.empty();
    }
    IndexEvidence was = before.get(index.oid());
    Long tree = index.parentOid() == null ? null : indexes.root(index.oid());
    IndexEvidence is = (was == null ? sighted(index, scans) : again(index, was, scans)).in(tree);
    boolean used = was == null ? !is.never() : is.since().isAfter(was.since());
    if (tree != null) {
      trees.merge(tree, used ? is.since() : Instant.MIN, (a, b) -> a.isAfter(b) ? a : b);
    }
    boolean busy = scans.last() != null && is.since().isAfter(now.minus(BUSY));
    // A part of a tree is kept all the same: should it go, its latest scans go with it.
    return busy && used && tree == null ? Optional.empty() : Optional.of(is);
  }

  private IndexEvidence sighted(Index index, Scans scans) {
    long added = ours.getOrDefault(index.oid(), 0L);
    long shown = Math.min(added, scans.count());
    // Its last scan proves that it was there then, and that nothing was lost since; unless it may
    // have been ours.
    Instant since = scans.last() == null || added > 0 ? now : last(scans);
    return new IndexEvidence(
        index.oid(),
        since,
        scans.count(),
        added - shown,
        writes(index),
        scans.count() == shown,
        null);
  }

  private IndexEvidence again(Index index, IndexEvidence was, Scans scans) {
    if (reset && scans.count() == 0) {
      return new IndexEvidence(was.oid(), was.since(), 0, 0, writes(index), true, null);
    }
    long added = ours.getOrDefault(index.oid(), 0L);
    long risen = scans.count() - was.counter();
    long expected = was.pending() + added;
    if (reset || risen > expected) {
      // After a reset, ours may have been counted before it: then zero alone is beyond doubt.
      return new IndexEvidence(
          was.oid(), used(was, scans), scans.count(), 0, writes(index), false, null);
    }
    // What of this cycle's is not shown yet may come with the next; older ones are given up.
    long pending = Math.min(added, expected - risen);
    return new IndexEvidence(
        was.oid(), was.since(), scans.count(), pending, was.writes(), was.never(), null);
  }

  private IndexEvidence tree(long root, Instant scanned) {
    IndexEvidence was = before.get(root);
    Instant since = was == null ? now : later(was.since(), scanned);
    return new IndexEvidence(root, since, 0, 0, 0, false, null);
  }

  private Instant used(IndexEvidence was, Scans scans) {
    return scans.last() == null ? now : later(was.since(), last(scans));
  }

  private Instant last(Scans scans) {
    Instant last = scans.last().plus(skew);
    return last.isAfter(now) ? now : last;
  }

  private long writes(Index index) {
    IndexUsage.TableWrites writes = usage.tables().get(index.tableOid());
    return writes == null ? 0 : writes.total();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
