package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.IndexStorage.Column;
import io.pghealth.snapshot.IndexStorage.Deduplication;
import io.pghealth.snapshot.IndexStorage.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@link IndexStorage} of the session's database, in one statement that waits for no lock.
 */
public final class IndexStorageCollector implements Collector<IndexStorage> {
  private final Scope scope;

  /** Of these tables. */
  public IndexStorageCollector(Scope scope) {
    this.scope = scope;
  }

  /** Where there is no index, nothing depends on it. */
  private static final int USUAL_BLOCK_SIZE = 8192;

  @Override
  public Class<IndexStorage> facts() {
    return IndexStorage.class;
  }

  @Override
  public Collected<IndexStorage> collect(Session session) {
    try {
      Map<Long, Stored> indexes = new HashMap<>();
      List<Integer> blockSizes =
          session.query(
              new Sql("index-storage"),
              row -> {
                indexes.put(row.getLong("oid"), stored(row));
                return row.getInt("block_size");
              },
              scope.bind());
      int blockSize = blockSizes.isEmpty() ? USUAL_BLOCK_SIZE : blockSizes.getFirst();
      return Collected.known(new IndexStorage(blockSize, indexes));
    } catch (SessionException e) {
      return Patient.failed(e);
    }
  }

  private static Stored stored(ResultSet row) throws SQLException {
    List<Integer> lengths = IndexCollector.list(row, "lengths", Integer.class);
    List<String> alignments = IndexCollector.list(row, "alignments", String.class);
    List<String> storages = IndexCollector.list(row, "storages", String.class);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < lengths.size(); i++) {
      columns.add(
          new Column(lengths.get(i), alignments.get(i).charAt(0), storages.get(i).charAt(0)));
    }
    return new Stored(
        row.getDouble("tuples"),
        row.getLong("pages"),
        row.getDouble("table_tuples"),
        row.getLong("table_pages"),
        row.getInt("key_columns"),
        deduplication(row, columns.size()),
        columns);
  }

  private static Deduplication deduplication(ResultSet row, int columns) throws SQLException {
    List<String> images = IndexCollector.list(row, "equal_images", String.class);
    // An index with INCLUDE columns never deduplicates (nbtutils.c: _bt_allequalimage).
    if (row.getBoolean("no_deduplication")
        || row.getInt("key_columns") < columns
        || images.contains("never")) {
      return Deduplication.NO;
    }
    return images.contains("unknown") ? Deduplication.UNKNOWN : Deduplication.YES;
  }
}
