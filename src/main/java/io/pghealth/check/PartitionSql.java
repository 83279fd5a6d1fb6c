package io.pghealth.check;

import io.pghealth.check.PartitionCoverage.Gap;
import io.pghealth.finding.Fix;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.PartitionFacts.Partition;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SQL that makes the partitions of a gap, in the pattern of those before it.
 *
 * @param table that lacks them
 * @param gap that they fill
 * @param until value up to which they are wanted
 * @param tables for names that are taken
 * @param defaultRows whether the default partition may hold rows
 */
record PartitionSql(
    Partitioned table, Gap gap, long until, TableFacts tables, boolean defaultRows) {
  private static final int MOST = 24;

  private static final String PLAIN =
      "CREATE TABLE … PARTITION OF takes ACCESS EXCLUSIVE on the table for a moment; set"
          + " lock_timeout first. Privileges, storage parameters and tablespace are not taken over"
          + " from the other partitions.";
  private static final String MOVING =
      "Rows in the default partition that belong to a new partition make a plain CREATE fail, so"
          + " it is detached, the rows are moved and it is attached again, in one transaction: run"
          + " all in one session. The table is under ACCESS EXCLUSIVE meanwhile, and attaching"
          + " reads the default partition.";

  /** Statements and how to take them back; the latter is null where there are none. */
  record Made(Fix fix, Fix undo) {}

  Made made() {
    List<Partition> run = PartitionCoverage.of(table).upTo(gap.from());
    if (!run.isEmpty() && run.getFirst().partitioned()) {
      return none("The partitions are partitioned themselves: make the new ones in the same way.");
    }
    List<Long> bounds = bounds(run);
    if (bounds.isEmpty()) {
      return none(
          "The ranges follow no pattern that says where the next ones end: choose, and CREATE"
              + " TABLE … PARTITION OF … FOR VALUES FROM … TO ….");
    }
    if (defaultRows && table.entangled()) {
      return none(
          "Rows in the default partition that belong to a new partition make CREATE TABLE …"
              + " PARTITION OF fail, and a foreign key or a trigger stands in the way of moving"
              + " them: move them by hand.");
    }
    return create(run, bounds);
  }

  private static Made none(String note) {
    return new Made(new Fix(List.of(), note), null);
  }

  /** Upper bounds of the new partitions; the last ends where a later partition begins. */
  private List<Long> bounds(List<Partition> run) {
    if (run.isEmpty()) {
      return List.of();
    }
    long wanted = Math.max(until, gap.from() + 1);
    List<Long> bounds =
        new PartitionSteps(table.key(), run)
            .until(gap.next() == null ? wanted : Math.min(wanted, gap.next()), MOST);
    return bounds.stream()
        .map(b -> gap.next() == null ? b : Math.min(b, gap.next()))
        .distinct()
        .filter(b -> b != Partition.ENDLESS)
        .toList();
  }

  private Made create(List<Partition> run, List<Long> bounds) {
    Set<String> taken =
        tables.tables().values().stream()
            .map(Table::name)
            .collect(Collectors.toCollection(HashSet::new));
    PartitionNames names = new PartitionNames(table, run);
    String schema = run.getFirst().schema();
    List<String> creates = new ArrayList<>();
    List<String> made = new ArrayList<>();
    long lower = gap.from();
    for (long upper : bounds) {
      String name = names.of(lower, taken);
      taken.add(name);
      made.add(Identifiers.quote(schema, name));
      creates.add(
          "CREATE TABLE "
              + made.getLast()
              + " PARTITION OF "
              + root()
              + " FOR VALUES FROM ("
              + names.literal(lower)
              + ") TO ("
              + names.literal(upper)
              + ")");
      lower = upper;
    }
    Optional<Partition> fallback =
        table.partitions().stream().filter(Partition::isDefault).findFirst();
    if (!defaultRows || fallback.isEmpty()) {
      return new Made(new Fix(creates, PLAIN), drops(made));
    }
    return new Made(
        new Fix(moving(names, fallback.get(), creates, bounds.getLast()), MOVING), back(made));
  }

  private Fix drops(List<String> made) {
    return new Fix(
        made.reversed().stream().map(name -> "DROP TABLE " + name).toList(),
        "The rows that have come into them since go with them.");
  }

  private List<String> moving(
      PartitionNames names, Partition fallback, List<String> creates, long end) {
    String from = Identifiers.quote(fallback.schema(), fallback.name());
    String key = Identifiers.quote(table.keyColumn());
    List<String> sql = new ArrayList<>();
    sql.add("BEGIN");
    sql.add("ALTER TABLE " + root() + " DETACH PARTITION " + from);
    sql.addAll(creates);
    sql.add(
        "WITH moved AS (DELETE FROM "
            + from
            + " WHERE "
            + key
            + " >= "
            + names.literal(gap.from())
            + " AND "
            + key
            + " < "
            + names.literal(end)
            + " RETURNING "
            + columns()
            + ") "
            + insert("moved"));
    sql.add("ALTER TABLE " + root() + " ATTACH PARTITION " + from + " DEFAULT");
    sql.add("COMMIT");
    sql.add("ANALYZE " + from);
    return sql;
  }

  /** With the partitions gone, what is inserted goes to the default one. */
  private Fix back(List<String> made) {
    List<String> sql = new ArrayList<>();
    sql.add("BEGIN");
    made.forEach(name -> sql.add("ALTER TABLE " + root() + " DETACH PARTITION " + name));
    made.forEach(name -> {
      sql.add(insert(name));
      sql.add("DROP TABLE " + name);
    });
    sql.add("COMMIT");
    return new Fix(sql, "Run all in one session; the table is under ACCESS EXCLUSIVE meanwhile.");
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
