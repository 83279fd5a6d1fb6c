package io.pghealth.snapshot;

import java.util.List;

/** The lists of collectors that run where an enabled check needs their facts. */
public final class Collectors {
  private Collectors() {}

  /** Asked in each watched database, on the primary. */
  public static List<Collector<?>> ofDatabases() {
    return List.of(
        new TableCollector(),
        new TableActivityCollector(),
        new IndexKeyCollector(),
        new IndexIdentityCollector(),
        new ColumnStatisticsCollector(),
        new IndexStorageCollector(),
        new SequenceCollector(),
        new ConstraintCollector(),
        new CollationCollector(),
        new KeyCollector(),
        new PartitionCollector(),
        new LinkCollector());
  }

  /** Asked once of each instance, in the maintenance database. */
  public static List<Collector<?>> ofInstances() {
    return List.of(new SettingCollector(), new ChecksumCollector());
  }
}
