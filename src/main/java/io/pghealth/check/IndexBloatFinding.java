package io.pghealth.check;

import io.pghealth.check.Bloat.Deleted;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.snapshot.BloatPages;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Words and numbers of one finding.
 *
 * @param goneBytes what of the deleted pages counts as waste
 * @param deleted what becomes of deleted pages
 */
record IndexBloatFinding(
    String database, Index index, Bloat bloat, long goneBytes, Deleted deleted) {

  Finding finding(Confidence confidence) {
    long waste = bloat.sparseBytes() + goneBytes;
    double percent = 100.0 * waste / bloat.sizeBytes();
    BloatPages pages = bloat.evidence().pages();
    boolean maybeQueue = goneBytes > 0 && deleted == Deleted.UNKNOWN;
    return Finding.of(IndexBloat.NAME, severity(waste), confidence)
        .database(database)
        .object(ObjectRef.index(index.schema(), index.name(), index.table()))
        .message(
            "a rebuild of index "
                + index.name()
                + " on "
                + index.schema()
                + "."
                + index.table()
                + " would free "
                + Amounts.bytes(waste)
                + " of "
                + Amounts.bytes(bloat.sizeBytes())
                + " ("
                + Amounts.percent(percent)
                + "): its leaf pages are "
                + Amounts.percent(pages.leafDensity())
                + " full, and "
                + Amounts.percent(bloat.gonePercent())
                + " of its pages are deleted"
                + (maybeQueue
                    ? "; whether those are used again is not known yet: if the table works like a"
                        + " queue they are, and a rebuild gains nothing"
                    : ""))
        .evidence("size", Amounts.bytes(bloat.sizeBytes()))
        .evidence("size after a rebuild", Amounts.bytes(bloat.sizeBytes() - waste))
        .evidence("waste", Amounts.bytes(waste) + ", " + Amounts.percent(percent))
        .evidence("leaf density", Amounts.percent(pages.leafDensity()))
        .evidence("fillfactor", index.fillfactor() + "%")
        .evidence(
            "deleted and empty pages", (pages.deleted() + pages.empty()) + " of " + pages.total())
        .evidence("deleted pages", reuse())
        .evidence("measured", bloat.evidence().at().truncatedTo(ChronoUnit.SECONDS).toString())
        .impact(
            Amounts.bytes(waste)
                + " of storage and backup, and scans that read "
                + Amounts.percent(percent)
                + " of this index's share of the cache for nothing")
        .fix(fix())
        .build();
  }

  private String reuse() {
    return switch (deleted) {
      case REUSED -> "used again, not counted as waste";
      case NOT_REUSED -> "not used again over three measurements while the table took rows";
      case UNKNOWN -> "not known yet whether they are used again";
    };
  }

  private Fix fix() {
    String name = IndexSql.name(index);
    String space =
        "It needs about "
            + Amounts.bytes(bloat.rebuiltBytes())
            + " of disk for the new index beside the old one, and as much WAL.";
    if (index.is(Flag.EXCLUSION)) {
      return new Fix(
          List.of("REINDEX INDEX " + name),
          "CONCURRENTLY does not work on an exclusion constraint. It takes SHARE on the table, so"
              + " writes wait until it is done, and ACCESS EXCLUSIVE on the index, so queries that"
              + " plan with it wait too. "
              + space);
    }
    return new Fix(
        List.of("REINDEX INDEX CONCURRENTLY " + name),
        space
            + " It does not block reads or writes, does not run inside a transaction block, and"
            + " waits for transactions that are older than itself; if it is interrupted, drop the"
            + " invalid index whose name ends in _ccnew.");
  }

  private static Severity severity(long waste) {
    if (waste >= 10L << 30) {
      return Severity.HIGH;
    }
    return waste >= 100L << 20 ? Severity.MEDIUM : Severity.LOW;
  }
}
