package io.pghealth.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables of one database that are partitioned by range.
 *
 * @param tables by schema and name
 * @param names in use, other than by partitions, that a new partition might be given
 */
public record PartitionFacts(List<Partitioned> tables, List<Name> names) implements Measured {
  private static final int MOST_MEASURED = 200;

  /** Copies the lists. */
  public PartitionFacts {
    tables = List.copyOf(tables);
    names = List.copyOf(names);
  }

  /** Rows inserted into each tree, and into its default partition. */
  @Override
  public Map<String, Long> measures() {
    Map<String, Long> measures = new HashMap<>();
    tables.stream()
        .filter(t -> t.key().time() || t.key() == Key.INTEGER)
        .limit(MOST_MEASURED)
        .forEach(t -> {
          measures.put(t.insertsMeasure(), t.inserted());
          if (t.defaultOid() != 0) {
            measures.put(t.defaultMeasure(), t.defaultInserted());
          }
        });
    return measures;
  }

  /**
   * One table.
   *
   * @param oid of the table
   * @param schema of it
   * @param name of it
   * @param key what it is partitioned by
   * @param keyColumn null where the key is an expression
   * @param defaultOid of the default partition; 0 for none
   * @param locked whether it is under or awaited in ACCESS EXCLUSIVE
   * @param inserted n_tup_ins of its whole tree
   * @param defaultInserted n_tup_ins of the default partition
   * @param entangled whether a foreign key refers to it or its default partition, or a trigger of a
   *     user's is on one of them
   * @param columns that can be written to: all but the generated ones
   * @param partitions with the default one; bounds only where the key is one column
   */
  public record Partitioned(
      long oid,
      String schema,
      String name,
      Key key,
      String keyColumn,
      long defaultOid,
      boolean locked,
      long inserted,
      long defaultInserted,
      boolean entangled,
      List<String> columns,
      List<Partition> partitions) {

    /** Copies the lists. */
    public Partitioned {
      columns = List.copyOf(columns);
      partitions = List.copyOf(partitions);
    }

    /** The name of the inserts' course in the trends. */
    public String insertsMeasure() {
      return "partition-inserts/" + oid;
    }

    /** The name of the default partition's inserts' course in the trends. */
    public String defaultMeasure() {
      return "partition-default/" + oid;
    }
  }

  /**
   * One partition.
   *
   * @param oid of it
   * @param schema of it
   * @param name of it
   * @param partitioned whether it has partitions of its own
   * @param isDefault whether it is the default one
   * @param locked whether its bounds could not be read
   * @param lower its first value, as {@link Key} says it; null for the default one, or where locked
   * @param upper the first value beyond it; null where {@code lower} is
   */
  public record Partition(
      long oid,
      String schema,
      String name,
      boolean partitioned,
      boolean isDefault,
      boolean locked,
      Long lower,
      Long upper) {

    /** Where it has no lower end. */
    public static final long BEGINNING = Long.MIN_VALUE;

    /** Where it has no upper end. */
    public static final long ENDLESS = Long.MAX_VALUE;
  }

  /**
   * The name of a relation or a type.
   *
   * @param schema of it
   * @param name of it
   * @param table whether it is that of a table, which might be attached
   */
  public record Name(String schema, String name, boolean table) {}

  /** What a table is partitioned by, and what its bounds are counted in. */
  public enum Key {
    /** Microseconds since 1970, at midnight in UTC. */
    DATE,
    /** Microseconds since 1970, as if it were UTC. */
    TIMESTAMP,
    /** Microseconds since 1970. */
    TIMESTAMPTZ,
    /** smallint, integer or bigint. */
    INTEGER,
    /** Several columns, or an expression: bounds are not read. */
    COMPOUND,
    /** One column of another type: bounds are not read. */
    OTHER;

    /** Whether it is a point in time. */
    public boolean time() {
      return this == DATE || this == TIMESTAMP || this == TIMESTAMPTZ;
    }
  }
}
