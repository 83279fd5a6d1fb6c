package io.pghealth.check;

import io.pghealth.check.OverIndexedTable.Pace;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.snapshot.TableFacts.Table;
import io.pghealth.snapshot.WrittenTables.Written;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Words and numbers of one finding.
 *
 * @param database its name
 * @param table at the top of its tree
 * @param units all its indexes
 * @param rare those that may go and are hardly scanned, the largest first
 * @param rows written, by the counters
 * @param pace of the writes
 * @param scans of the indexes
 * @param burden of the indexes
 */
record OverIndexedTableFinding(
    String database,
    Table table,
    List<IndexUnit> units,
    List<IndexUnit> rare,
    Written rows,
    Pace pace,
    ScanRates scans,
    IndexBurden burden) {
  private static final double MANY_ENTRIES_A_DAY = 1_000_000;
  private static final int MOST_NAMED = 10;

  /** More entries written a day than scans of all indexes, which count queries several times. */
  boolean costsMoreThanItServes() {
    return entriesPerDay(units) > scansPerDay();
  }

  private double entriesPerDay(List<IndexUnit> of) {
    return pace.rowsPerDay() * OverIndexedTable.entries(of, burden) / Math.max(1, rows.rows());
  }

  private double scansPerDay() {
    return units.stream().mapToDouble(scans::perDay).sum();
  }

  Finding finding() {
    double entries = entriesPerDay(units);
    double saved = entriesPerDay(rare);
    Duration span = pace.span().compareTo(scans.span()) < 0 ? pace.span() : scans.span();
    boolean brief = span.compareTo(Duration.ofDays(1)) < 0;
    Set<String> only = burden.onlyIn(rare);
    Finding.Builder finding =
        Finding.of(
                OverIndexedTable.NAME,
                saved >= MANY_ENTRIES_A_DAY ? Severity.MEDIUM : Severity.LOW,
                brief ? Confidence.LOW : Confidence.MEDIUM)
            .database(database)
            .object(ObjectRef.table(table.schema(), table.name()))
            .causedBy(
                rare.stream().allMatch(u -> scans.scans(u) == 0)
                    ? OverIndexedTable.unusedIndex(database, rare.getFirst())
                    : null)
            .message(
                "table "
                    + table.schema()
                    + "."
                    + table.name()
                    + " takes "
                    + Amounts.count((long) pace.rowsPerDay())
                    + " rows a day and gives its "
                    + units.size()
                    + " indexes "
                    + Amounts.count((long) entries)
                    + " entries for them, against "
                    + Amounts.count((long) scansPerDay())
                    + " scans; "
                    + named()
                    + (rare.size() == 1 ? " was" : " were")
                    + " scanned at most once a day")
            .evidence("rows written a day", Amounts.count((long) pace.rowsPerDay()))
            .evidence("entries written a day", Amounts.count((long) entries))
            .evidence("entries per row written", ratio(entries / pace.rowsPerDay()))
            .evidence("scans a day of all indexes", Amounts.count((long) scansPerDay()))
            .evidence("span of the writes", Amounts.span(pace.span()))
            .evidence("span of the scans", Amounts.span(scans.span()));
    rare.stream()
        .limit(MOST_NAMED)
        .forEach(u ->
            finding.evidence(
                "index " + u.root().name(),
                Amounts.count(scans.scans(u))
                    + (scans.scans(u) == 1 ? " scan in " : " scans in ")
                    + Amounts.span(scans.span())
                    + ", "
                    + Amounts.bytes(u.sizeBytes())));
    if (rows.updated() > 0) {
      finding.evidence(
          "heap-only updates",
          Amounts.count(rows.hotUpdated()) + " of " + Amounts.count(rows.updated()));
    }
    boolean heapOnly = !only.isEmpty() && rows.updated() > rows.hotUpdated();
    if (heapOnly) {
      finding.evidence("columns that only these hold", String.join(", ", only));
    }
    return finding
        .impact(
            Amounts.count((long) saved)
                + " of the entries a day go to indexes that are hardly scanned"
                + (heapOnly
                    ? "; updates that change "
                        + String.join(", ", only)
                        + " may be among those that are not heap-only because of them"
                    : ""))
        .fix(
            new Fix(
                List.of(),
                "Find out who scans them, if anybody: a report that runs once a month may be worth"
                    + " its index. UnusedIndex prints the statement for one that nobody has scanned"
                    + " for its whole window. What backs a constraint, is unique, identifies rows or"
                    + " serves a foreign key is not among them."))
        .build();
  }

  private String named() {
    String names =
        rare.stream().limit(MOST_NAMED).map(u -> u.root().name()).collect(Collectors.joining(", "));
    return rare.size() > MOST_NAMED
        ? names + " and " + (rare.size() - MOST_NAMED) + " more"
        : names;
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
