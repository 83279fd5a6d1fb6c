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
 * @param type pg_type.typname of the hidden column; null for none, empty where it is not known
 * @param least blocks that a call reads at the least if it reads them all; 0 where an older version
 *     of ours looked
 */
public record PartitionRead(
    Shape.Relation table,
    int partitions,
    List<String> key,
    String hidden,
    String type,
    double least) {

  /** Copies the list. */
  public PartitionRead {
    key = key == null ? List.of() : List.copyOf(key);
  }
}
