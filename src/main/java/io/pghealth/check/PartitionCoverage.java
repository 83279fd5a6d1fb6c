package io.pghealth.check;

import io.pghealth.snapshot.PartitionFacts.Partition;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which values of a range partitioned table have a partition, from where it stands now.
 *
 * @param partitions with bounds, from the first on
 */
record PartitionCoverage(List<Partition> partitions) {

  static PartitionCoverage of(Partitioned table) {
    return new PartitionCoverage(
        table.partitions().stream()
            .filter(p -> !p.isDefault() && p.lower() != null && p.upper() != null)
            .sorted(Comparator.comparing(Partition::lower))
            .toList());
  }

  /**
   * The first values that have no partition.
   *
   * @param from the first of them
   * @param next where the next partition begins; null where there is none after
   * @param open whether that is now, and not only later
   */
  record Gap(long from, Long next, boolean open) {}

  /** The gap at or after a value; empty where there is none, or nothing comes before it. */
  Optional<Gap> gap(long now) {
    Optional<Partition> current =
        partitions.stream().filter(p -> p.lower() <= now && now < p.upper()).findFirst();
    if (current.isEmpty()) {
      return partitions.stream()
          .map(Partition::upper)
          .filter(upper -> upper <= now)
          .max(Comparator.naturalOrder())
          .map(from -> new Gap(from, after(now), true));
    }
    long end = current.get().upper();
    for (Partition partition : partitions) {
      if (partition.lower() == end) {
        end = partition.upper();
      }
    }
    return end == Partition.ENDLESS
        ? Optional.empty()
        : Optional.of(new Gap(end, after(end), false));
  }

  /** Whether a value lies in the last partition before a gap. */
  boolean lastBefore(Gap gap, long value) {
    return partitions.stream()
        .anyMatch(p -> p.upper() == gap.from() && p.lower() <= value && value < p.upper());
  }

  /** Partitions that follow one another without a hole up to a bound, the newest first. */
  List<Partition> upTo(long bound) {
    java.util.ArrayList<Partition> run = new java.util.ArrayList<>();
    long end = bound;
    for (Partition partition : partitions.reversed()) {
      if (partition.upper() == end && partition.lower() != Partition.BEGINNING) {
        run.add(partition);
        end = partition.lower();
      }
    }
    return run;
  }

  private Long after(long value) {
    return partitions.stream()
        .map(Partition::lower)
        .filter(lower -> lower > value)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
