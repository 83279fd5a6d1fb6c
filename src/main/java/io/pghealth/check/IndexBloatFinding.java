package io.pghealth.check;

import io.pghealth.check.BloatVerdict.Basis;
import io.pghealth.check.BloatVerdict.Bloated;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.history.BloatHistory.IndexBloatEvidence;
import io.pghealth.history.SizeEstimate;
import io.pghealth.snapshot.BloatPages;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Words and numbers of one finding.
 *
 * @param bloated the verdict
 * @param measured null where nothing was measured
 * @param estimate null where nothing was estimated
 */
record IndexBloatFinding(
    String database,
    Index index,
    Bloated bloated,
    IndexBloatEvidence measured,
    SizeEstimate estimate) {

  Finding finding() {
    String size = Amounts.bytes(bloated.sizeBytes());
    String waste = Amounts.bytes(bloated.waste());
    String percent = Amounts.percent(bloated.percent());
    Finding.Builder builder =
        Finding.of(IndexBloat.NAME, severity(bloated.waste()), bloated.confidence())
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
                    + waste
                    + " of "
                    + size
                    + " ("
                    + percent
                    + "): "
                    + because())
            .evidence("size", size)
            .evidence("size after a rebuild", Amounts.bytes(bloated.rebuiltBytes()))
            .evidence("waste", waste + ", " + percent)
            .evidence("rests on", basis());
    pages(builder);
    rows(builder);
    return builder
        .impact(
            waste
                + " of storage and backup, and scans that read "
                + percent
                + " of this index's share of the cache for nothing")
        .fix(fix(index, bloated.rebuiltBytes(), more()))
        .build();
  }

  private Bloat bloat() {
    return new Bloat(measured, index.fillfactor());
  }

  private String because() {
    return switch (bloated.basis()) {
      case MEASURED, BOTH -> pages();
      case MAYBE_QUEUE ->
          pages()
              + "; whether those are used again is not known yet: if the table works like a queue"
              + " they are, and a rebuild gains nothing";
      case DEAD_ROWS ->
          "by estimate only "
              + Amounts.count(Math.round(estimate.traffic().rows()))
              + " rows are left in it, and "
              + Amounts.count(estimate.traffic().dead())
              + " rows of its table that are deleted or outdated are not vacuumed yet";
      case ESTIMATED ->
          "estimated from statistics for the "
              + Amounts.count(Math.round(estimate.traffic().rows()))
              + " rows that are left after "
              + Amounts.count(estimate.traffic().deleted() + estimate.traffic().moved())
              + " were deleted or moved; it could not be measured, and if the table works like a"
              + " queue the space is used again";
    };
  }

  private String pages() {
    return "its leaf pages are "
        + Amounts.percent(measured.pages().leafDensity())
        + " full, and "
        + Amounts.percent(bloat().gonePercent())
        + " of its pages are deleted";
  }

  private String basis() {
    return switch (bloated.basis()) {
      case MEASURED ->
          "measurement with pgstatindex"
              + (estimate == null || estimate.doubt() == null
                  ? ""
                  : "; statistics do not tell: " + estimate.doubt());
      case BOTH, MAYBE_QUEUE ->
          "measurement with pgstatindex"
              + (estimate == null || !estimate.sure() ? "" : estimated());
      case DEAD_ROWS ->
          "estimate from statistics; pgstatindex counts rows that are not vacuumed as well";
      case ESTIMATED -> "estimate from statistics";
    };
  }

  private String estimated() {
    return "; statistics say " + Amounts.bytes(estimate.bytes()) + " after a rebuild";
  }

  private void pages(Finding.Builder builder) {
    builder.evidence("fillfactor", index.fillfactor() + "%");
    if (measured == null || measured.pages() == null) {
      return;
    }
    BloatPages pages = measured.pages();
    builder
        .evidence("leaf density", Amounts.percent(pages.leafDensity()))
        .evidence(
            "deleted and empty pages", (pages.deleted() + pages.empty()) + " of " + pages.total())
        .evidence("deleted pages", reuse())
        .evidence("measured", measured.at().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private void rows(Finding.Builder builder) {
    if (bloated.basis() != Basis.DEAD_ROWS && bloated.basis() != Basis.ESTIMATED) {
      return;
    }
    builder
        .evidence("confidence of the estimate", estimate.confidence().text())
        .evidence(
            "rows of the table",
            "about "
                + Amounts.count(Math.round(estimate.traffic().tableRows()))
                + "; inserted "
                + Amounts.count(estimate.traffic().inserted())
                + ", deleted "
                + Amounts.count(estimate.traffic().deleted())
                + ", moved "
                + Amounts.count(estimate.traffic().moved())
                + ", not vacuumed "
                + Amounts.count(estimate.traffic().dead()))
        .evidence("estimated", estimate.at().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private String reuse() {
    return switch (bloat().deleted()) {
      case REUSED -> "used again, not counted as waste";
      case NOT_REUSED -> "not used again over three measurements while the table took rows";
      case UNKNOWN -> "not known yet whether they are used again";
    };
  }

  private String more() {
    return bloated.basis() == Basis.DEAD_ROWS
        ? " Entries that an old transaction may still see stay in it. VACUUM the table as well, and"
            + " find out why autovacuum did not."
        : "";
  }

  static Fix fix(Index index, long rebuiltBytes, String more) {
    String name = IndexSql.name(index);
    String space =
        "It needs about "
            + Amounts.bytes(rebuiltBytes)
            + " of disk for the new index beside the old one, and as much WAL."
            + more;
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

  static Severity severity(long waste) {
    if (waste >= 10L << 30) {
      return Severity.HIGH;
    }
    return waste >= 100L << 20 ? Severity.MEDIUM : Severity.LOW;
  }
}
