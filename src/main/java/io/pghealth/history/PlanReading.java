package io.pghealth.history;

import java.util.List;

/**
 * What a statement's plans say of its conditions, kept from one EXPLAIN to the next.
 *
 * @param wishes scans that read far more than they return, with the index that would spare it, at
 *     most {@link #MOST}
 * @param partitions partitioned tables of which it reads many partitions for want of a condition on
 *     their key, at most {@link #MOST}
 */
public record PlanReading(List<IndexWish> wishes, List<PartitionRead> partitions) {
  /** Of each kind. */
  public static final int MOST = 3;

  /** Nothing to say. */
  public static final PlanReading NOTHING = new PlanReading(List.of(), List.of());

  /** Copies the lists, no more than the bound; one that an older document lacks is empty. */
  public PlanReading {
    wishes = wishes == null ? List.of() : wishes.stream().limit(MOST).toList();
    partitions = partitions == null ? List.of() : partitions.stream().limit(MOST).toList();
  }
}
