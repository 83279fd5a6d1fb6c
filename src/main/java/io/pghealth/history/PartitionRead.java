package io.pghealth.history;

import java.util.List;

/**
 * A partitioned table of which a statement reads many partitions, since nothing it asks for lets
 * the planner or the executor leave any out.
 *
 * @param table partition root
 * @param partitions that its plan reads
 * @param key columns that the table is partitioned by
 * @param hidden the key column that stands only inside a cast or a function; null where no
 *     condition names the key
 */
public record PartitionRead(Shape.Relation table, int partitions, List<String> key, String hidden) {

  /** Copies the list. */
  public PartitionRead {
    key = key == null ? List.of() : List.copyOf(key);
  }
}
