package io.pghealth.check;

import io.pghealth.check.IndexOverlaps.Overlap;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import java.util.OptionalLong;

/** Words and numbers of a finding about an index that could go because another one stays. */
record OverlapFinding(String check, String database, Overlap overlap, IndexUse use) {
  private static final long LARGE = 100L << 20;
  private static final long MANY_WRITES_A_DAY = 100_000;

  /**
   * @param relation what the index is to the one that stays, as in "is the same as"
   * @param confidence by the check's rule
   */
  Finding finding(String relation, Confidence confidence) {
    IndexUnit unit = overlap.unit();
    Index root = unit.root();
    OptionalLong writes = use.writesPerDay(unit.leaves());
    Finding.Builder finding =
        Finding.of(check, severity(writes), confidence)
            .database(database)
            .object(unit.reference())
            .message(
                "index "
                    + root.name()
                    + " on "
                    + root.schema()
                    + "."
                    + root.table()
                    + " ("
                    + Amounts.bytes(unit.sizeBytes())
                    + (root.partitioned() ? ", with those of all partitions" : "")
                    + ") "
                    + relation
                    + " "
                    + overlap.stays().name()
                    + ", which stays: "
                    + reason())
            .evidence("size", Amounts.bytes(unit.sizeBytes()))
            .evidence("stays", overlap.stays().name())
            .evidence("size of " + overlap.stays().name(), Amounts.bytes(staysBytes()))
            .evidence("definition", root.definition())
            .evidence("definition of " + overlap.stays().name(), overlap.stays().definition());
    if (root.partitioned()) {
      finding.evidence("partitions", String.valueOf(unit.leaves().size()));
    }
    writes.ifPresent(w -> finding.evidence("rows written a day", Amounts.count(w)));
    Fix drop = IndexSql.drop(unit);
    return finding
        .impact(
            Amounts.bytes(unit.sizeBytes())
                + " of storage, backup and cache, and an entry to write for most rows written")
        .fix(new Fix(drop.sql(), drop.note() + " Keep " + overlap.stays().name() + "."))
        .undo(IndexSql.undo(unit))
        .build();
  }

  long staysBytes() {
    return overlap.stays().partitioned() ? overlap.with().sizeBytes() : overlap.stays().sizeBytes();
  }

  private String reason() {
    Index stays = overlap.stays();
    if (stays.is(Flag.CONSTRAINT) || stays.is(Flag.EXCLUSION)) {
      return "a constraint stands on it";
    }
    if (stays.is(Flag.REPLICA_IDENTITY)) {
      return "it is the replica identity";
    }
    if (stays.is(Flag.CLUSTERED)) {
      return "the table is clustered on it";
    }
    if (stays.is(Flag.EXTENSION)) {
      return "it belongs to an extension";
    }
    if (stays.is(Flag.UNIQUE) && !overlap.unit().root().is(Flag.UNIQUE)) {
      return "it is unique";
    }
    if (stays.parentOid() != null) {
      return "it is part of " + overlap.with().root().name();
    }
    if (check.equals(RedundantIndex.NAME)) {
      return "it has more columns";
    }
    return use.inUse(overlap.with()) && !use.inUse(overlap.unit())
        ? "it is the one that is scanned"
        : "one of them is enough";
  }

  private Severity severity(OptionalLong writes) {
    return overlap.unit().sizeBytes() >= LARGE || writes.orElse(0) >= MANY_WRITES_A_DAY
        ? Severity.MEDIUM
        : Severity.LOW;
  }
}
