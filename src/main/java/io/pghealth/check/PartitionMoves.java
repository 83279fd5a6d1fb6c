package io.pghealth.check;

import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.PartitionFacts.Partition;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that take rows out of a default partition into new ones, and bring them back.
 *
 * @param table whose partitions they are
 */
record PartitionMoves(Partitioned table) {

  /**
   * @param fallback the default partition
   * @param creates what makes the new ones
   * @param from literal of the first value that they take
   * @param to literal of the first value beyond them
   */
  List<String> out(Partition fallback, List<String> creates, String from, String to) {
    String rest = Identifiers.quote(fallback.schema(), fallback.name());
    String key = Identifiers.quote(table.keyColumn());
    List<String> sql = new ArrayList<>();
    sql.add("BEGIN");
    sql.add("ALTER TABLE " + root() + " DETACH PARTITION " + rest);
    sql.addAll(creates);
    sql.add(
        "WITH moved AS (DELETE FROM "
            + rest
            + " WHERE "
            + key
            + " >= "
            + from
            + " AND "
            + key
            + " < "
            + to
            + " RETURNING "
            + columns()
            + ") "
            + insert("moved"));
    sql.add("ALTER TABLE " + root() + " ATTACH PARTITION " + rest + " DEFAULT");
    sql.add("COMMIT");
    sql.add("ANALYZE " + rest);
    return sql;
  }

  /** With the partitions gone, what is inserted goes to the default one. */
  List<String> back(List<String> made) {
    List<String> sql = new ArrayList<>();
    sql.add("BEGIN");
    made.forEach(name -> sql.add("ALTER TABLE " + root() + " DETACH PARTITION " + name));
    made.forEach(name -> {
      sql.add(insert(name));
      sql.add("DROP TABLE " + name);
    });
    sql.add("COMMIT");
    return sql;
  }

  private String insert(String source) {
    return "INSERT INTO "
        + root()
        + " ("
        + columns()
        + ") OVERRIDING SYSTEM VALUE SELECT "
        + columns()
        + " FROM "
        + source;
  }

  private String root() {
    return Identifiers.quote(table.schema(), table.name());
  }

  private String columns() {
    return table.columns().stream().map(Identifiers::quote).collect(Collectors.joining(", "));
  }
}
