package io.pghealth.check;

import io.pghealth.finding.Fix;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.KeyFacts;
import io.pghealth.snapshot.KeyFacts.Candidate;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which index of a table becomes its primary key. */
record KeyChoice(KeyFacts keys, IndexFacts indexes) {

  /**
   * How a primary key is made.
   *
   * @param index that tells rows apart; null for none
   * @param fix never null
   * @param undo null where there is no statement to undo
   */
  record Choice(String index, Fix fix, Fix undo) {}

  /** For one whose key is there, but no replica identity. */
  static final Choice DEFERRABLE =
      new Choice(
          null,
          new Fix(
              List.of(),
              "A key that is DEFERRABLE is no replica identity. Make the key anew without DEFERRABLE,"
                  + " or choose another unique index over columns that are NOT NULL with REPLICA"
                  + " IDENTITY USING INDEX; REPLICA IDENTITY FULL costs the subscriber a search for"
                  + " each row."),
          null);

  /**
   * @param failing whether its changes cannot be published as it is
   */
  Choice of(Table table, boolean failing) {
    List<Candidate> candidates =
        keys.candidates().stream()
            .filter(c -> c.tableOid() == table.oid() && indexes.indexes().containsKey(c.indexOid()))
            .sorted(
                Comparator.comparingInt(Candidate::width)
                    .thenComparing(c -> index(c).sizeBytes())
                    .thenComparing(c -> index(c).name()))
            .toList();
    Optional<Candidate> usable =
        candidates.stream().filter(c -> c.usable() && c.notInherited().isEmpty()).findFirst();
    if (usable.isPresent()) {
      return promoted(
          table, index(usable.get()), failing && table.is(TableFacts.Flag.IDENTITY_NOTHING));
    }
    Optional<Candidate> other =
        candidates.stream()
            .min(
                Comparator.comparing(Candidate::usable)
                    .reversed()
                    .thenComparing(Candidate::width)
                    .thenComparing(c -> index(c).name()));
    return new Choice(
        other.map(c -> index(c).name()).orElse(null),
        new Fix(List.of(), other.map(c -> advice(table, c)).orElseGet(() -> advice(table))),
        null);
  }

  private Index index(Candidate candidate) {
    return indexes.indexes().get(candidate.indexOid());
  }

  private Choice promoted(Table table, Index index, boolean noIdentity) {
    String alter = "ALTER TABLE " + Identifiers.quote(table.schema(), table.name());
    String name = Identifiers.quote(index.name());
    List<String> sql = new ArrayList<>();
    List<String> undo = new ArrayList<>();
    sql.add(alter + " ADD PRIMARY KEY USING INDEX " + name);
    if (noIdentity) {
      sql.add(alter + " REPLICA IDENTITY DEFAULT");
      undo.add(alter + " REPLICA IDENTITY NOTHING");
    }
    undo.add(alter + " DROP CONSTRAINT " + name);
    IndexUnit.of(indexes).stream()
        .filter(unit -> unit.root().oid() == index.oid())
        .forEach(unit -> undo.addAll(IndexSql.undo(unit).sql()));
    if (index.is(Flag.REPLICA_IDENTITY)) {
      undo.add(alter + " REPLICA IDENTITY USING INDEX " + name);
    }
    return new Choice(
        index.name(),
        new Fix(
            sql,
            "The index is there and its columns are NOT NULL: it takes ACCESS EXCLUSIVE for a"
                + " moment only; set lock_timeout first, so that queries do not queue behind it."),
        new Fix(undo, "The index goes with the constraint and is built again."));
  }

  private String advice(Table table, Candidate other) {
    String start = index(other).name() + " tells rows apart already, but ";
    if (table.kind() == Kind.PARTITIONED) {
      return start
          + "an index of a partitioned table cannot be made its primary key: ALTER TABLE "
          + Identifiers.quote(table.schema(), table.name())
          + " ADD PRIMARY KEY ("
          + other.columns().stream().map(Identifiers::quote).collect(Collectors.joining(", "))
          + ") builds one more on every partition, while nobody reads or writes the table. A"
          + " partition that has a primary key over other columns must lose it first.";
    }
    if (other.usable()) {
      return start
          + "a primary key takes no column whose NOT NULL is NO INHERIT. Run ALTER TABLE … ALTER"
          + " CONSTRAINT … INHERIT for "
          + String.join(", ", other.notInherited())
          + " and then ADD PRIMARY KEY USING INDEX.";
    }
    return start
        + "cannot be made the primary key as it is (it stands behind a constraint or a foreign"
        + " key, or its order is not the default). Make a unique index over its columns with CREATE"
        + " UNIQUE INDEX CONCURRENTLY and then ADD PRIMARY KEY USING INDEX."
        + (other.notInherited().isEmpty()
            ? ""
            : " Before that, ALTER CONSTRAINT … INHERIT what is NO INHERIT: "
                + String.join(", ", other.notInherited())
                + ".");
  }

  private static String advice(Table table) {
    return table.kind() == Kind.PARTITIONED
        ? "Choose columns that tell rows apart, the partition key's among them, and ADD PRIMARY"
            + " KEY."
        : "Choose columns that tell rows apart, or add an identity column. A unique index made with"
            + " CREATE UNIQUE INDEX CONCURRENTLY becomes the key with ADD PRIMARY KEY USING INDEX,"
            + " without a long lock.";
  }
}
