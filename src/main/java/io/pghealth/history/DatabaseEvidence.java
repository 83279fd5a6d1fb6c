package io.pghealth.history;

import io.pghealth.snapshot.IndexUsage;
import io.pghealth.snapshot.InstanceFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of the counters of one database on one instance. Times are the operator's, except
 * the two resets.
 *
 * @param oid of the database
 * @param firstSeen first observation
 * @param lost latest loss of counters that no reset time tells: a counter fell, or a PostgreSQL 14
 *     standby started; null for none
 * @param databaseReset as last read, by the instance's clock; may be null
 * @param statisticsReset as last read, by the instance's clock; may be null
 * @param counters of pg_stat_database as last read
 * @param indexes those that may be unused; see {@link EvidenceAdvance}
 * @param uncounted when the counters were last seen to lack the scans of somebody; null for never
 */
public record DatabaseEvidence(
    long oid,
    Instant firstSeen,
    Instant lost,
    Instant databaseReset,
    Instant statisticsReset,
    List<Long> counters,
    List<IndexEvidence> indexes,
    Instant uncounted) {

  /** Copies the lists. */
  public DatabaseEvidence {
    counters = counters == null ? List.of() : List.copyOf(counters);
    indexes = indexes == null ? List.of() : List.copyOf(indexes);
  }

  /**
   * One index, or the partitioned index of a tree.
   *
   * @param oid of the index
   * @param no scan but our own was seen since; at the earliest its first sight
   * @param counter idx_scan as last read
   * @param pending scans of ours that the counter does not show yet
   * @param writes rows written to the table when {@code since} was set
   * @param never whether no scan but our own was counted since the counters began
   * @param tree the partitioned index that it is part of; null for none
   */
  public record IndexEvidence(
      long oid, Instant since, long counter, long pending, long writes, boolean never, Long tree) {

    IndexEvidence in(Long root) {
      return new IndexEvidence(oid, since, counter, pending, writes, never, root);
    }
  }

  /** The indexes by OID. */
  public Map<Long, IndexEvidence> byOid() {
    Map<Long, IndexEvidence> byOid = new HashMap<>();
    indexes.forEach(i -> byOid.put(i.oid(), i));
    return byOid;
  }

  /**
   * Since when the counters that were read now have counted, by the operator's clock: the latest of
   * both resets, a seen loss, and on a PostgreSQL 14 standby the start of the postmaster. Where the
   * server tells neither reset, nothing before the first sight counts.
   *
   * @param at when this cycle began
   */
  public Instant countersSince(InstanceFacts facts, IndexUsage usage, Instant at) {
    Duration skew = Duration.between(usage.serverTime(), at);
    Stream<Instant> resets =
        usage.databaseReset() == null && usage.statisticsReset() == null
            ? Stream.of(firstSeen)
            : Stream.of(usage.databaseReset(), usage.statisticsReset())
                .flatMap(reset -> Optional.ofNullable(reset).stream())
                .map(reset -> reset.plus(skew));
    return Stream.concat(
            resets,
            Stream.of(Optional.ofNullable(lost), standbyStart(facts, skew))
                .flatMap(Optional::stream))
        .max(Instant::compareTo)
        .orElse(firstSeen);
  }

  /** Since when nobody's scans were left out of these counters. */
  public Instant scansSince(InstanceFacts facts, IndexUsage usage, Instant at) {
    Instant counters = countersSince(facts, usage, at);
    return uncounted == null || uncounted.isBefore(counters) ? counters : uncounted;
  }

  static Optional<Instant> standbyStart(InstanceFacts facts, Duration skew) {
    return facts.version().major() == 14 && facts.standby()
        ? Optional.of(facts.postmasterStart().plus(skew))
        : Optional.empty();
  }
}
