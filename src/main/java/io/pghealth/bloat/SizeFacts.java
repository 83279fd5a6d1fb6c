package io.pghealth.bloat;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.IndexStorage;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the prediction reads.
 *
 * @param indexes of the database
 * @param keys of the same indexes
 * @param storage of the same indexes
 * @param statistics of their columns
 * @param tables of the same database
 * @param activity of these tables
 * @param uniqueColumns columns that a unique index of one column keeps apart
 */
public record SizeFacts(
    IndexFacts indexes,
    IndexKeys keys,
    IndexStorage storage,
    ColumnStatistics statistics,
    TableFacts tables,
    TableActivity activity,
    Set<ColumnStatistics.Key> uniqueColumns) {

  /** Types of facts that it is made of, beside the indexes. */
  public static final Set<Class<?>> NEEDS =
      Set.of(
          IndexKeys.class,
          IndexStorage.class,
          ColumnStatistics.class,
          TableFacts.class,
          TableActivity.class);

  /** From what was read in one database; unknown where a part of it is. */
  public static Collected<SizeFacts> of(DatabaseSnapshot database) {
    Collected.Unknown<IndexFacts> none = database.indexes().missing();
    if (none != null) {
      return Collected.unknown(none.reason(), none.remedy());
    }
    for (Class<?> need : NEEDS) {
      Collected.Unknown<?> missing = database.of(need).missing();
      if (missing != null) {
        return Collected.unknown(missing.reason(), missing.remedy());
      }
    }
    return Collected.known(
        of(
            database.indexes().toOptional().orElseThrow(),
            read(database, IndexKeys.class),
            read(database, IndexStorage.class),
            read(database, ColumnStatistics.class),
            read(database, TableFacts.class),
            read(database, TableActivity.class)));
  }

  private static <T> T read(DatabaseSnapshot database, Class<T> type) {
    return database.of(type).toOptional().orElseThrow();
  }

  /** Finds the unique columns. */
  public static SizeFacts of(
      IndexFacts indexes,
      IndexKeys keys,
      IndexStorage storage,
      ColumnStatistics statistics,
      TableFacts tables,
      TableActivity activity) {
    Set<ColumnStatistics.Key> unique = new HashSet<>();
    for (Index index : indexes.indexes().values()) {
      List<IndexKeys.Column> columns = keys.keys(index.oid());
      if (index.is(Flag.UNIQUE)
          && !index.is(Flag.INVALID)
          && columns.size() == 1
          && index.predicate() == null
          && columns.getFirst().attnum() != 0) {
        unique.add(new ColumnStatistics.Key(index.tableOid(), columns.getFirst().attnum()));
      }
    }
    return new SizeFacts(indexes, keys, storage, statistics, tables, activity, unique);
  }

  boolean unique(Index index, IndexKeys.Column key) {
    return uniqueColumns.contains(new ColumnStatistics.Key(index.tableOid(), key.attnum()))
        || index.is(Flag.UNIQUE) && keys.keys(index.oid()).size() == 1 && !key.included();
  }

  /** Whether the predicate leaves this column's NULLs out, as far as its text shows. */
  boolean excludesNull(Index index, IndexKeys.Column key) {
    String predicate = index.predicate();
    return predicate != null
        && key.name() != null
        && !predicate.contains(" OR ")
        && (predicate.contains("(" + key.name() + " IS NOT NULL)")
            || predicate.contains("(\"" + key.name().replace("\"", "\"\"") + "\" IS NOT NULL)"));
  }

  Remedy analyze(Index index) {
    return Remedy.sql(
        "ANALYZE "
            + Identifiers.quote(index.schema())
            + "."
            + Identifiers.quote(index.table())
            + ";");
  }
}
