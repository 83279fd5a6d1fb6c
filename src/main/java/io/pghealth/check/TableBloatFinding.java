package io.pghealth.check;

import io.pghealth.check.HeapWaste.Reuse;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Words and numbers of one finding.
 *
 * @param reuse what becomes of the free space
 * @param cause fingerprint of who keeps dead rows from being removed; null where they are few, or
 *     nobody does
 */
record TableBloatFinding(String database, Table table, HeapWaste waste, Reuse reuse, String cause) {
  /** For a hint only: a disk that many share. */
  private static final long BYTES_A_SECOND = 50L << 20;

  Finding finding(Confidence confidence) {
    String percent = Amounts.percent(waste.wastePercent());
    String dead = Amounts.bytes(waste.deadBytes());
    return Finding.of(TableBloat.NAME, severity(), confidence)
        .database(database)
        .object(TableBloat.reference(table))
        .causedBy(cause)
        .message(
            "a rewrite of "
                + (table.kind() == Kind.MATERIALIZED_VIEW ? "materialized view " : "table ")
                + table.schema()
                + "."
                + table.name()
                + " would free "
                + Amounts.bytes(waste.wasteBytes())
                + " of "
                + Amounts.bytes(waste.sizeBytes())
                + " ("
                + percent
                + "): "
                + Amounts.bytes(waste.freeBytes())
                + " is free space"
                + (waste.deadBytes() == 0
                    ? ""
                    : ", and " + dead + " is dead rows that no vacuum has removed")
                + (reuse == Reuse.UNKNOWN
                    ? "; whether new rows take that space again is not known yet"
                    : ""))
        .evidence("size", Amounts.bytes(waste.sizeBytes()))
        .evidence("size after a rewrite", Amounts.bytes(waste.rewrittenBytes()))
        .evidence("waste", Amounts.bytes(waste.wasteBytes()) + ", " + percent)
        .evidence("free space", Amounts.bytes(waste.freeBytes()))
        .evidence("dead rows", dead)
        .evidence("fillfactor", waste.fillfactor() + "%")
        .evidence(
            "free space is used again",
            reuse == Reuse.UNKNOWN ? "not known yet" : "no, over three measurements")
        .evidence("measured", waste.evidence().at().truncatedTo(ChronoUnit.SECONDS).toString())
        .impact(
            Amounts.bytes(waste.wasteBytes())
                + " of storage, and scans of the whole table that read "
                + percent
                + " of it for nothing")
        .fix(fix())
        .build();
  }

  private Fix fix() {
    String name = Identifiers.quote(table.schema(), table.name());
    long bytes = waste.sizeBytes() + waste.rewrittenBytes();
    String note =
        "It takes ACCESS EXCLUSIVE: reads and writes of the table wait until it is done, which with"
            + " its indexes is some "
            + Amounts.span(Duration.ofSeconds(Math.max(1, bytes / BYTES_A_SECOND)))
            + " or more. It needs about "
            + Amounts.bytes(waste.rewrittenBytes())
            + " of disk for the new table beside the old one, and as much as its indexes take. There"
            + " is no CONCURRENTLY; the extension pg_repack does the same under a short lock."
            + (waste.deadBytes() > waste.freeBytes()
                ? " A plain VACUUM makes the dead rows' space usable again without that lock."
                : "");
    if (cause != null) {
      return new Fix(
          List.of(),
          "A vacuum has come and left the dead rows, since something still sees them: see"
              + " XminHorizonHeld for what it is, and end that first; then run VACUUM "
              + name
              + ". Before that, VACUUM FULL does not remove them either.");
    }
    return new Fix(List.of("VACUUM (FULL, ANALYZE) " + name), note);
  }

  private Severity severity() {
    if (waste.wasteBytes() >= 10L << 30) {
      return Severity.HIGH;
    }
    return waste.wasteBytes() >= 100L << 20 ? Severity.MEDIUM : Severity.LOW;
  }
}
