package io.pghealth.snapshot;

import java.util.List;

/** The lists of collectors that run where an enabled check needs their facts. */
public final class Collectors {
  private Collectors() {}

  /**
   * Asked in each watched database, on the primary.
   *
   * @param scope tables that those of tables and indexes read about
   */
  public static List<Collector<?>> ofDatabases(Scope scope) {
    return List.of(
        new TableCollector(scope),
        new TableActivityCollector(scope),
        new WrittenTableCollector(scope),
        new IndexKeyCollector(scope),
        new IndexIdentityCollector(scope),
        new IndexColumnCollector(scope),
        new ColumnStatisticsCollector(scope),
        new IndexStorageCollector(scope),
        new SequenceCollector(),
        new ConstraintCollector(),
        new CollationCollector(),
        new KeyCollector(scope),
        new PartitionCollector(),
        new FreezeAgeCollector(),
        new ForeignKeyCollector(scope),
        new InvalidIndexCollector(),
        new VacuumCollector(scope),
        new LinkCollector(scope),
        new IndexFitCollector(),
        new QueueCollector(scope),
        new TableColumnCollector());
  }

  /** Asked once of each instance, in the maintenance database. */
  public static List<Collector<?>> ofInstances() {
    return List.of(
        new SettingCollector(),
        new ChecksumCollector(),
        new HorizonCollector(),
        new DatabaseAgeCollector());
  }
}
