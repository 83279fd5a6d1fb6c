package io.pghealth.check;

import io.pghealth.check.PartitionCoverage.Gap;
import io.pghealth.check.PartitionNames.Given;
import io.pghealth.check.PartitionNames.Taken;
import io.pghealth.finding.Fix;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.PartitionFacts;
import io.pghealth.snapshot.PartitionFacts.Partition;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SQL that makes the partitions of a gap, in the pattern of those before it.
 *
 * @param table that lacks them
 * @param gap that they fill
 * @param until value up to which they are wanted
 * @param facts for names that are taken
 * @param defaultRows whether the default partition may hold rows
 */
record PartitionSql(
    Partitioned table, Gap gap, long until, PartitionFacts facts, boolean defaultRows) {
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

  private static final String BACK =
      "Run all in one session; the table is under ACCESS EXCLUSIVE meanwhile.";

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
    List<Long> bounds = new PartitionSteps(table.key(), run).until(wanted(), MOST);
    return bounds.stream()
        .map(b -> gap.next() == null ? b : Math.min(b, gap.next()))
        .distinct()
        .filter(b -> b != Partition.ENDLESS)
        .toList();
  }

  private long wanted() {
    long wanted = Math.max(until, gap.from() + 1);
    return gap.next() == null ? wanted : Math.min(wanted, gap.next());
  }

  private Made create(List<Partition> run, List<Long> bounds) {
    PartitionNames names = new PartitionNames(table, run, facts);
    List<Long> lowers = new ArrayList<>(List.of(gap.from()));
    lowers.addAll(bounds.subList(0, bounds.size() - 1));
    Given given = names.of(lowers);
    Optional<Taken> waiting = given.taken().stream().filter(t -> t.name().table()).findFirst();
    if (waiting.isPresent()) {
      int at = waiting.get().at();
      return attach(waiting.get(), values(names, lowers.get(at), bounds.get(at)));
    }
    String schema = run.getFirst().schema();
    List<String> creates = new ArrayList<>();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i++) {
      made.add(Identifiers.quote(schema, given.names().get(i)));
      creates.add(
          "CREATE TABLE "
              + made.getLast()
              + " PARTITION OF "
              + root()
              + values(names, lowers.get(i), bounds.get(i)));
    }
    String more = notes(given, bounds);
    Optional<Partition> fallback =
        table.partitions().stream().filter(Partition::isDefault).findFirst();
    if (!defaultRows || fallback.isEmpty()) {
      return new Made(new Fix(creates, PLAIN + more), drops(made));
    }
    PartitionMoves moves = new PartitionMoves(table);
    List<String> out =
        moves.out(
            fallback.get(), creates, names.literal(gap.from()), names.literal(bounds.getLast()));
    return new Made(new Fix(out, MOVING + more), new Fix(moves.back(made), BACK));
  }

  private static String values(PartitionNames names, long lower, long upper) {
    return " FOR VALUES FROM (" + names.literal(lower) + ") TO (" + names.literal(upper) + ")";
  }

  /** Somebody made a table for one of the ranges: another one would stand in its way. */
  private Made attach(Taken taken, String values) {
    String name = Identifiers.quote(taken.name().schema(), taken.name().name());
    return none(
        "The table "
            + name
            + " has the name of the partition"
            + values
            + " and is not attached. If it was made for that: ALTER TABLE "
            + root()
            + " ATTACH PARTITION "
            + name
            + values
            + (defaultRows
                ? ", once the rows of the default partition that belong there are moved"
                : "")
            + ". If not, rename it, and the statements are printed next time.");
  }

  private String notes(Given given, List<Long> bounds) {
    StringBuilder notes = new StringBuilder();
    if (bounds.getLast() < wanted()) {
      notes.append(
          " These are the first " + MOST + "; run them, and the next ones are printed then.");
    }
    if (!given.followed()) {
      notes.append(
          " The names of the newest two partitions follow no known pattern: the new ones are"
              + " named by the bound at which they begin.");
    }
    given.taken().stream()
        .map(t -> " The name " + Identifiers.quote(t.name().schema(), t.name().name()))
        .findFirst()
        .ifPresent(name ->
            notes.append(
                name + " is in use by something else, so the bound stands in the new one."));
    return notes.toString();
  }

  private Fix drops(List<String> made) {
    return new Fix(
        made.reversed().stream().map(name -> "DROP TABLE " + name).toList(),
        "The rows that have come into them since go with them.");
  }

  private String root() {
    return Identifiers.quote(table.schema(), table.name());
  }
}
