package io.pghealth.check;

import io.pghealth.check.LowValueIndex.Share;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Words and numbers of one finding. The common value itself is nobody's business.
 *
 * @param columns its key columns
 * @param scans counted on all instances that were heard
 * @param allHeard whether these are all that there were
 */
record LowValueIndexFinding(
    String database,
    IndexUnit unit,
    List<IndexKeys.Column> columns,
    Share share,
    long scans,
    boolean allHeard,
    IndexNames names) {
  /** What pg_get_indexdef begins with. */
  private static final String START = "^CREATE INDEX (?:\"(?:[^\"]|\"\")*\"|[^\" ]+) ON ";

  /** pg_type.oid of boolean, which operator classes of domains over it take too. */
  private static final long BOOLEAN = 16;

  Finding finding() {
    long rest = Math.round(unit.sizeBytes() * (1 - share.percent() / 100));
    Finding.Builder finding =
        Finding.of(LowValueIndex.NAME, severity(), confidence())
            .database(database)
            .object(unit.reference())
            .message(message())
            .evidence("size", Amounts.bytes(unit.sizeBytes()))
            .evidence(share.nulls() ? "NULL" : "one value", percent() + " of the rows")
            .evidence("size of the partial form", "about " + Amounts.bytes(rest))
            .evidence(
                "scans",
                (scans == 0 ? "none counted" : Amounts.count(scans))
                    + (allHeard ? "" : "; not all scans are known"));
    if (unit.root().partitioned()) {
      finding.evidence("partitions", String.valueOf(unit.leaves().size()));
    }
    finding.impact(
        "about "
            + Amounts.bytes(unit.sizeBytes() - rest)
            + " of storage, backup and cache for entries that a search for one "
            + (share.nulls() ? "value never reads" : "of the other values never reads"));
    boolean exact = share.nulls() && !wide() && !unit.root().partitioned();
    return (exact && !unit.root().is(Flag.EXPRESSION) && !truth()
            ? finding.fix(fix()).undo(undo())
            : finding.fix(note()))
        .build();
  }

  private Severity severity() {
    return !wide() && (share.nulls() || scans == 0) ? Severity.LOW : Severity.INFO;
  }

  private Confidence confidence() {
    return share.nulls() && scans == 0 && allHeard && !wide() ? Confidence.MEDIUM : Confidence.LOW;
  }

  /** Whoever names the common value may tell the rows apart by a later column. */
  private boolean wide() {
    return columns.size() > 1;
  }

  /**
   * The planner turns {@code x = false} into {@code NOT x}, and does not see that this implies
   * {@code x IS NOT NULL}.
   */
  private boolean truth() {
    return columns.getFirst().typeOid() == BOOLEAN;
  }

  private String message() {
    Index root = unit.root();
    return percent()
        + " of the rows have "
        + (share.nulls() ? "NULL" : "one and the same value")
        + " in the first column of index "
        + root.name()
        + " on "
        + root.schema()
        + "."
        + root.table()
        + " ("
        + Amounts.bytes(unit.sizeBytes())
        + "); whether anybody searches for "
        + (share.nulls() ? "NULL" : "that value")
        + " or sorts by it is not known";
  }

  private String percent() {
    return Amounts.percent(share.percent());
  }

  private Fix fix() {
    return new Fix(
        List.of(partial(), "DROP INDEX CONCURRENTLY " + IndexSql.name(unit.root())),
        "Neither blocks reads or writes, nor runs inside a transaction block. The partial index"
            + " serves comparisons of the column itself with a value, as by =, <, BETWEEN and IN;"
            + " IS NULL, IS NOT DISTINCT FROM, comparisons of rows as in (a, b) > (1, 2), and ORDER"
            + " BY over all rows it does not serve. Where you do not know that nobody asks for"
            + " these, look at the plans between the two statements.");
  }

  private Fix undo() {
    List<String> sql = new ArrayList<>(IndexSql.undo(unit).sql());
    sql.add("DROP INDEX CONCURRENTLY " + Identifiers.quote(unit.root().schema(), name()));
    return new Fix(sql, null);
  }

  private Fix note() {
    if (share.nulls() && truth()) {
      String not = "NOT " + column();
      return new Fix(
          List.of(),
          "An index with WHERE "
              + column()
              + " IS NOT NULL is no replacement: the planner uses it for true, and never for false,"
              + " nor for IN of both. Create one that has the searched value as its condition,"
              + " WHERE "
              + column()
              + " or WHERE "
              + not
              + ", and look at the plans before you drop this one.");
    }
    if (share.nulls()) {
      return new Fix(
          List.of(),
          "Create the same index with WHERE "
              + column()
              + " IS NOT NULL, then drop this one; IS NULL and ORDER BY over all rows lose their"
              + " index."
              + (wide()
                  ? " So does a search for NULL in this column and a value in a later one: see that"
                      + " nobody needs that."
                  : "")
              + (unit.root().partitioned()
                  ? " On a partitioned table both statements block writes meanwhile."
                  : "")
              + (unit.root().is(Flag.EXPRESSION)
                  ? " The planner loses the statistics of the expression over all rows."
                  : ""));
    }
    return new Fix(
        List.of(),
        "If only the other values are searched for, an index with WHERE "
            + column()
            + " <> the common value is enough, for statements that give their values as constants:"
            + " a generic plan of a parameter cannot use it. Look at the plans before you drop this"
            + " one.");
  }

  private String partial() {
    Index index = unit.root();
    String start = "CREATE INDEX CONCURRENTLY " + Identifiers.quote(name()) + " ON ";
    return index.definition().replaceFirst(START, Matcher.quoteReplacement(start))
        + (index.tablespace() == null ? "" : " TABLESPACE " + Identifiers.quote(index.tablespace()))
        + " WHERE "
        + column()
        + " IS NOT NULL";
  }

  private String column() {
    IndexKeys.Column first = columns.getFirst();
    return first.name() == null ? "(" + first.expression() + ")" : Identifiers.quote(first.name());
  }

  private String name() {
    return names.of(unit.root().schema(), unit.root().name(), "_partial", new HashSet<>());
  }
}
