package io.pghealth.check;

import io.pghealth.finding.Fix;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** SQL that drops an index, and brings it back as it was. */
final class IndexSql {
  /** A tree of more members is brought back by one statement instead of one per member. */
  private static final int MOST_MEMBERS = 50;

  /** pg_get_indexdef of a partitioned index says ON ONLY, after the name. */
  private static final String ON_ONLY = "^(CREATE INDEX (?:\"(?:[^\"]|\"\")*\"|[^\" ]+)) ON ONLY ";

  private IndexSql() {}

  /** The DROP that works for it. */
  static Fix drop(IndexUnit unit) {
    String name = name(unit.root());
    if (unit.root().partitioned()) {
      return new Fix(
          List.of("DROP INDEX " + name),
          "DROP INDEX CONCURRENTLY does not work on a partitioned index. This one takes ACCESS"
              + " EXCLUSIVE on the table and on every partition, for a moment; set lock_timeout"
              + " first, so that queries do not queue behind it.");
    }
    return new Fix(
        List.of("DROP INDEX CONCURRENTLY " + name),
        "It does not block reads or writes, and does not run inside a transaction block.");
  }

  /** What brings it back, with the names of all members where it has not too many. */
  static Fix undo(IndexUnit unit) {
    if (!unit.root().partitioned()) {
      return new Fix(create(unit.root(), true), null);
    }
    if (unit.members().size() > MOST_MEMBERS) {
      List<String> sql = new ArrayList<>();
      sql.add(withTablespace(whole(unit.root()), unit.root()));
      sql.addAll(properties(unit.root()));
      return new Fix(
          sql, "It blocks writes while it builds, and names the indexes of the partitions anew.");
    }
    if (unit.members().stream().anyMatch(i -> i.is(Flag.FOREIGN_PARTITION))) {
      return overForeignTables(unit);
    }
    List<String> sql = new ArrayList<>();
    for (Index index : unit.members()) {
      sql.addAll(create(index, !index.partitioned()));
    }
    // From the leaves up: a parent becomes valid when the last of its children is attached.
    for (Index index : unit.members().reversed()) {
      unit.members().stream()
          .filter(parent -> Long.valueOf(parent.oid()).equals(index.parentOid()))
          .findFirst()
          .ifPresent(parent ->
              sql.add("ALTER INDEX " + name(parent) + " ATTACH PARTITION " + name(index)));
    }
    return new Fix(sql, null);
  }

  /**
   * A foreign table has no index to attach, without which an index made ON ONLY stays invalid. One
   * made the plain way attaches what the other partitions have by then.
   */
  private static Fix overForeignTables(IndexUnit unit) {
    List<String> sql = new ArrayList<>();
    unit.leaves().forEach(index -> sql.addAll(create(index, true)));
    unit.members().reversed().stream()
        .filter(Index::partitioned)
        .forEach(index -> sql.addAll(create(index, whole(index))));
    return new Fix(
        sql,
        "CREATE INDEX on the partitioned table takes over the indexes that the partitions have by"
            + " then, and blocks writes for that moment; one that is made ON ONLY never becomes"
            + " valid over a foreign table.");
  }

  /** Of a partitioned index, with all its partitions. */
  private static String whole(Index index) {
    return index.definition().replaceFirst(ON_ONLY, "$1 ON ");
  }

  static String name(Index index) {
    return Identifiers.quote(index.schema(), index.name());
  }

  private static List<String> create(Index index, boolean concurrently) {
    String definition = index.definition();
    if (concurrently) {
      definition = definition.replaceFirst("^CREATE( UNIQUE)? INDEX ", "$0CONCURRENTLY ");
    }
    return create(index, definition);
  }

  private static List<String> create(Index index, String definition) {
    List<String> sql = new ArrayList<>();
    String placed = withTablespace(definition, index);
    if (placed == null) {
      sql.add("SET default_tablespace = " + Identifiers.quote(index.tablespace()));
      sql.add(definition);
      sql.add("RESET default_tablespace");
    } else {
      sql.add(placed);
    }
    sql.addAll(properties(index));
    return sql;
  }

  /** What pg_get_indexdef leaves out, except the tablespace. */
  private static List<String> properties(Index index) {
    List<String> sql = new ArrayList<>();
    new TreeMap<>(index.statistics())
        .forEach((column, target) ->
            sql.add(
                "ALTER INDEX "
                    + name(index)
                    + " ALTER COLUMN "
                    + column
                    + " SET STATISTICS "
                    + target));
    if (index.comment() != null) {
      sql.add("COMMENT ON INDEX " + name(index) + " IS " + Identifiers.literal(index.comment()));
    }
    if (index.is(Flag.CLUSTERED)) {
      sql.add(
          "ALTER TABLE "
              + Identifiers.quote(index.schema(), index.table())
              + " CLUSTER ON "
              + Identifiers.quote(index.name()));
    }
    return sql;
  }

  /**
   * TABLESPACE stands before WHERE. The predicate ends the definition, but pg_get_expr may break
   * its lines elsewhere: null where it is not found.
   */
  private static String withTablespace(String definition, Index index) {
    if (index.tablespace() == null) {
      return definition;
    }
    String tablespace = " TABLESPACE " + Identifiers.quote(index.tablespace());
    if (index.predicate() == null) {
      return definition + tablespace;
    }
    String where = " WHERE " + index.predicate();
    return definition.endsWith(where)
        ? definition.substring(0, definition.length() - where.length()) + tablespace + where
        : null;
  }
}
