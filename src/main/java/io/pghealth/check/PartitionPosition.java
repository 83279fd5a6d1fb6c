package io.pghealth.check;

import io.pghealth.history.Trends.Rate;
import io.pghealth.snapshot.PartitionFacts;
import io.pghealth.snapshot.PartitionFacts.Partition;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import io.pghealth.snapshot.SequenceFacts;
import io.pghealth.snapshot.SequenceFacts.Feed;
import io.pghealth.snapshot.SequenceFacts.Sequence;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a partitioned table stands: the value that comes now, and the one that comes at the
 * horizon.
 *
 * @param now the value of a row that is inserted now
 * @param horizon the value of one at the horizon; as {@code now} where the pace is not known
 * @param end the first value that the table itself cannot hold, being a partition
 * @param perDay how fast the value rises; null where it is not known
 */
record PartitionPosition(long now, long horizon, long end, Double perDay) {
  private static final double MICROS_A_DAY = 86_400e6;

  /** By the clock. */
  static PartitionPosition ofTime(
      Partitioned table, PartitionFacts facts, TableFacts tables, Instant now, Duration horizon) {
    long end = end(table, facts, tables);
    return new PartitionPosition(
        PartitionSteps.micros(now),
        Math.min(PartitionSteps.micros(now.plus(horizon)), end),
        end,
        MICROS_A_DAY);
  }

  /** By the sequence that feeds the key. */
  static PartitionPosition ofSequence(Sequence sequence, Optional<Rate> rate, Duration horizon) {
    long next = plus(sequence.last(), sequence.increment());
    Double perDay = rate.map(r -> r.perDay() * sequence.increment()).orElse(null);
    double ahead = perDay == null ? 0 : perDay * horizon.toMillis() / Duration.ofDays(1).toMillis();
    return new PartitionPosition(next, plus(next, (long) ahead), Partition.ENDLESS, perDay);
  }

  private static long plus(long value, long more) {
    return value > Long.MAX_VALUE - more ? Long.MAX_VALUE : value + more;
  }

  /** The ascending sequence that feeds the key of a table. */
  static Optional<Sequence> sequence(Partitioned table, SequenceFacts sequences) {
    return sequences.sequences().stream()
        .filter(Sequence::ascending)
        .filter(s ->
            s.columns().stream()
                .anyMatch(c ->
                    c.tableOid() == table.oid()
                        && c.feed() != Feed.REFERENCE
                        && c.name().equals(table.keyColumn())))
        .findFirst();
  }

  /** How long until a value comes; null where the pace is not known. */
  Duration until(long value) {
    if (perDay == null || perDay <= 0) {
      return null;
    }
    double days = Math.max(0, (double) value - now) / perDay;
    return Duration.ofMinutes(Math.round(Math.min(days, 36_500) * 24 * 60));
  }

  /** A partition that is partitioned again by the same column ends where it does itself. */
  private static long end(Partitioned table, PartitionFacts facts, TableFacts tables) {
    long end = Partition.ENDLESS;
    long child = table.oid();
    for (Table at = tables.tables().get(child); at != null && at.parentOid() != null; ) {
      long parent = at.parentOid();
      for (Partitioned above : facts.tables()) {
        if (above.oid() == parent
            && above.key() == table.key()
            && table.keyColumn().equals(above.keyColumn())) {
          for (Partition partition : above.partitions()) {
            if (partition.oid() == child && partition.upper() != null) {
              end = Math.min(end, partition.upper());
            }
          }
        }
      }
      child = parent;
      at = tables.tables().get(child);
    }
    return end;
  }
}
