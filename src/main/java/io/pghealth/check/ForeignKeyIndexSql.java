package io.pghealth.check;

import io.pghealth.check.ForeignKeyCoverage.Gaps;
import io.pghealth.finding.Fix;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.ForeignKeyFacts.Column;
import io.pghealth.snapshot.ForeignKeyFacts.Key;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL that gives a foreign key its index, and takes it away again. */
final class ForeignKeyIndexSql {
  /** More partitions than these are not listed one by one. */
  private static final int MOST_PARTITIONS = 50;

  private static final String CONCURRENTLY =
      "CREATE INDEX CONCURRENTLY blocks neither reads nor writes and does not run inside a"
          + " transaction block. Where it fails it leaves an invalid index: drop that, and run it"
          + " again.";

  private final TableFacts tables;
  private final IndexNames names;
  private final Key key;
  private final Gaps gaps;
  private final Table table;
  private final List<String> columns;
  private final Set<String> given = new HashSet<>();
  private final List<String> create = new ArrayList<>();
  private final List<String> attach = new ArrayList<>();
  private final List<String> drop = new ArrayList<>();

  ForeignKeyIndexSql(TableFacts tables, IndexNames names, Key key, Gaps gaps) {
    this.tables = tables;
    this.names = names;
    this.key = key;
    this.gaps = gaps;
    this.table = tables.tables().get(key.tableOid());
    this.columns = key.columns().stream().map(Column::name).distinct().toList();
  }

  /** A fix and its undo. */
  record Sql(Fix fix, Fix undo) {}

  Sql sql() {
    if (table.kind() != Kind.PARTITIONED) {
      concurrently(table);
      return new Sql(new Fix(create, CONCURRENTLY), new Fix(drop, null));
    }
    boolean all = !gaps.partly() && gaps.unknown().isEmpty();
    if (gaps.uncovered().size() > MOST_PARTITIONS) {
      return all ? atOnce() : new Sql(tooMany(), null);
    }
    if (!all) {
      gaps.uncovered().forEach(u -> concurrently(u.table()));
      return new Sql(
          new Fix(
              create,
              CONCURRENTLY
                  + " Some partitions have such an index of their own: a partition that comes later"
                  + " gets one only from an index of "
                  + table.name()
                  + " itself."),
          new Fix(drop, null));
    }
    String root = tree(table);
    List<String> sql = new ArrayList<>(create);
    sql.addAll(attach);
    return new Sql(
        new Fix(
            sql,
            CONCURRENTLY
                + " ON ONLY blocks writes to the partitioned table for a moment; the last ATTACH"
                + " makes its index valid."),
        dropTree(root));
  }

  /** Returns the name of the index, quoted. */
  private String concurrently(Table leaf) {
    String name = names.of(leaf, columns, given);
    create.add("CREATE INDEX CONCURRENTLY " + Identifiers.quote(name) + " ON " + on(leaf));
    String index = Identifiers.quote(leaf.schema(), name);
    drop.add("DROP INDEX CONCURRENTLY " + index);
    return index;
  }

  /** Returns the name of the index, quoted; parents come before their partitions. */
  private String tree(Table at) {
    if (at.kind() != Kind.PARTITIONED) {
      return concurrently(at);
    }
    String name = names.of(at, columns, given);
    create.add("CREATE INDEX " + Identifiers.quote(name) + " ON ONLY " + on(at));
    String index = Identifiers.quote(at.schema(), name);
    tables.partitions(at.oid()).stream()
        .sorted(Comparator.comparing(Table::schema).thenComparing(Table::name))
        .forEach(p -> attach.add("ALTER INDEX " + index + " ATTACH PARTITION " + tree(p)));
    return index;
  }

  private Sql atOnce() {
    String name = names.of(table, columns, given);
    return new Sql(
        new Fix(
            List.of("CREATE INDEX " + Identifiers.quote(name) + " ON " + on(table)),
            "It blocks writes to every partition until all are done. To avoid that, create it ON"
                + " ONLY the partitioned table, then CONCURRENTLY on each partition, and ATTACH"
                + " each."),
        dropTree(Identifiers.quote(table.schema(), name)));
  }

  private static Fix tooMany() {
    return new Fix(
        List.of(),
        "More than "
            + MOST_PARTITIONS
            + " partitions lack it while others have one of their own: create it on each of them"
            + " with CREATE INDEX CONCURRENTLY.");
  }

  private static Fix dropTree(String root) {
    return new Fix(
        List.of("DROP INDEX " + root),
        "It takes ACCESS EXCLUSIVE on the table and on every partition, for a moment.");
  }

  private String on(Table at) {
    return Identifiers.quote(at.schema(), at.name())
        + " ("
        + key.columns().stream()
            .map(c ->
                Identifiers.quote(c.name())
                    + (c.collation().isEmpty() ? "" : " COLLATE " + c.collation())
                    + (c.opclass().isEmpty() ? "" : " " + c.opclass()))
            .distinct()
            .collect(Collectors.joining(", "))
        + ")";
  }
}
