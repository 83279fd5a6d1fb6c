package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InvalidIndexes;
import io.pghealth.snapshot.InvalidIndexes.Invalid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Indexes that no query may use, since whoever built or rebuilt them did not come to the end. */
public final class InvalidIndex implements DatabaseCheck<NoSettings> {
  static final String NAME = "InvalidIndex";

  private static final Remedy WAIT =
      Remedy.note("Wait until that statement has ended; pg_locks and pg_stat_activity show it.");

  /** A standby has neither the locks nor the progress of what runs on its primary. */
  private static final String FROM_A_STANDBY =
      "a standby does not see whether somebody builds, rebuilds or drops it on the primary";

  private static final Remedy PRIMARY =
      Remedy.note("Declare the primary, and this server as a replica of it.");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(InvalidIndexes.class);
  }

  @Override
  public Floor floor(NoSettings settings) {
    // Invalid indexes are in scope.
    return Floor.NO_TABLE;
  }

  @Override
  public Assessment assess(Facts facts, NoSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<InvalidIndexes> known = doubts.known(database.of(InvalidIndexes.class));
    boolean standby =
        facts.snapshot().primary().facts().toOptional().map(InstanceFacts::standby).orElse(false);
    List<Invalid> abandoned = new ArrayList<>();
    for (Invalid index : known.map(InvalidIndexes::indexes).orElse(List.of())) {
      if (standby) {
        doubts.of(reference(index), FROM_A_STANDBY, PRIMARY);
        continue;
      }
      switch (index.state()) {
        case ABANDONED -> abandoned.add(index);
        case LOCKED -> doubts.of(reference(index), Doubts.LOCKED, Doubts.UNLOCK);
        case BUILDING ->
            doubts.of(reference(index), "somebody builds or rebuilds indexes of its table", WAIT);
        case BUSY ->
            doubts.of(
                reference(index),
                "somebody holds or awaits SHARE UPDATE EXCLUSIVE on its table, as for dropping it",
                WAIT);
      }
    }
    Map<String, List<Invalid>> byObject = new TreeMap<>();
    abandoned.stream()
        .sorted(Comparator.comparing(Invalid::name))
        .forEach(
            i -> byObject.computeIfAbsent(reference(i).toString(), o -> new ArrayList<>()).add(i));
    return doubts.each(
        byObject.values().stream()
            .map(same ->
                new InvalidIndexFinding(database.name(), same, database.indexes()).finding())
            .toList());
  }

  /** The name of an index of a TOAST table has an OID in it: its table stands for it. */
  static ObjectRef reference(Invalid index) {
    return index.toast()
        ? ObjectRef.table(index.tableSchema(), index.table())
        : ObjectRef.index(index.schema(), index.name(), index.table());
  }

  /** Fingerprint of the finding that an index of a table has, if it has one. */
  static String fingerprint(String database, ObjectRef index) {
    return Finding.of(NAME, Severity.INFO, Confidence.HIGH)
        .database(database)
        .object(index)
        .build()
        .fingerprint();
  }
}
