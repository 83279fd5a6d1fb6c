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

  /**
   * @param failing whether its changes cannot be published as it is
   */
  Choice of(Table table, boolean failing) {
    List<Candidate> candidates =
        keys.candidates().stream().filter(c -> c.tableOid() == table.oid()).toList();
    Optional<Index> usable =
        candidates.stream()
            .filter(Candidate::usable)
            .filter(c -> indexes.indexes().containsKey(c.indexOid()))
            .min(
                Comparator.comparingInt(Candidate::columns)
                    .thenComparing(c -> index(c).sizeBytes())
                    .thenComparing(c -> index(c).name()))
            .map(this::index);
    if (usable.isPresent()) {
      return promoted(table, usable.get(), failing && table.is(TableFacts.Flag.IDENTITY_NOTHING));
    }
    Optional<String> other =
        candidates.stream()
            .filter(c -> indexes.indexes().containsKey(c.indexOid()))
            .min(Comparator.comparingInt(Candidate::columns).thenComparing(c -> index(c).name()))
            .map(c -> index(c).name());
    return new Choice(other.orElse(null), new Fix(List.of(), advice(table, other)), null);
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

  private static String advice(Table table, Optional<String> other) {
    if (other.isPresent()) {
      return other.get()
          + " tells rows apart already, but cannot be made the primary key as it is (it stands"
          + " behind a constraint or a foreign key, is partitioned, or its order is not the"
          + " default). Make a unique index over its columns with CREATE UNIQUE INDEX CONCURRENTLY"
          + " and then ADD PRIMARY KEY USING INDEX.";
    }
    return table.kind() == Kind.PARTITIONED
        ? "Choose columns that tell rows apart, the partition key's among them, and ADD PRIMARY"
            + " KEY."
        : "Choose columns that tell rows apart, or add an identity column. A unique index made with"
            + " CREATE UNIQUE INDEX CONCURRENTLY becomes the key with ADD PRIMARY KEY USING INDEX,"
            + " without a long lock.";
  }
}
