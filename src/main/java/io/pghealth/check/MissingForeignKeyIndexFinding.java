package io.pghealth.check;

import io.pghealth.check.ForeignKeyCoverage.Gaps;
import io.pghealth.check.ForeignKeyLookalikes.Lookalike;
import io.pghealth.check.ForeignKeyLookalikes.Nearness;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.ForeignKeyFacts.Column;
import io.pghealth.snapshot.ForeignKeyFacts.Key;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableActivity.Activity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Words and numbers of one finding.
 *
 * @param rows of the tables that are not covered
 * @param lookalikes indexes that do not cover it, though they look so
 */
record MissingForeignKeyIndexFinding(
    String database,
    TableFacts tables,
    Collected<TableActivity> activity,
    Key key,
    Gaps gaps,
    long rows,
    List<Lookalike> lookalikes) {
  private static final long MANY_ROWS = 1_000_000;
  private static final int MOST_NAMED = 5;

  Finding finding(ForeignKeyIndexSql sql) {
    Long deletes = counted(Activity::deleted);
    Finding.Builder finding =
        Finding.of(MissingForeignKeyIndex.NAME, severity(deletes), confidence())
            .database(database)
            .object(ObjectRef.constraint(table().schema(), table().name(), key.name()))
            .message(message())
            .evidence("rows", "about " + Amounts.count(rows))
            .evidence("columns", columns())
            .evidence("on delete", key.onDelete())
            .evidence("deletes counted in " + parent().name(), shown(deletes))
            .evidence("updates counted in " + parent().name(), shown(counted(Activity::updated)));
    if (gaps.uncovered().size() > 1 || gaps.partly()) {
      finding.evidence("partitions without", String.valueOf(gaps.uncovered().size()));
    }
    lookalikes.stream()
        .limit(MOST_NAMED)
        .forEach(l -> finding.evidence("not " + l.index().name(), l.why()));
    finding.impact(impact());
    return mend(finding, sql).build();
  }

  private Finding.Builder mend(Finding.Builder finding, ForeignKeyIndexSql sql) {
    if (!key.direct()) {
      return finding.fix(
          new Fix(
              List.of(),
              "The key casts its columns to the type of what they reference, so that an index on"
                  + " the columns does not serve it: give both the same type, then create the"
                  + " index."));
    }
    if (served()) {
      return finding.fix(
          new Fix(
              List.of(),
              "Leave it as it is while the predicate stays: equality implies IS NOT NULL, and the"
                  + " planner sees that."));
    }
    Lookalike invalid = invalid();
    if (invalid != null) {
      return finding
          .causedBy(
              InvalidIndex.fingerprint(
                  database,
                  ObjectRef.index(
                      invalid.index().schema(), invalid.index().name(), invalid.index().table())))
          .fix(
              new Fix(
                  List.of(),
                  "Index "
                      + invalid.index().name()
                      + " has the columns and is invalid: wait where it is being built, else see"
                      + " InvalidIndex for how to mend it."));
    }
    ForeignKeyIndexSql.Sql both = sql.sql();
    return finding.fix(both.fix()).undo(both.undo());
  }

  private String message() {
    return "foreign key "
        + key.name()
        + " of "
        + table().schema()
        + "."
        + table().name()
        + " (about "
        + Amounts.count(rows)
        + " rows"
        + (gaps.partly() ? " in the partitions concerned" : "")
        + ") has no "
        + (served() ? "full " : "")
        + "index on "
        + columns()
        + (served()
            ? ", only a partial one that serves it as well"
            : gaps.partly() ? " in " + gaps.uncovered().size() + " partitions" : "")
        + (served()
            ? ""
            : ": each delete in " + parent().schema() + "." + parent().name() + " reads all of it");
  }

  private String columns() {
    return "(" + key.columns().stream().map(Column::name).collect(Collectors.joining(", ")) + ")";
  }

  private String impact() {
    if (served()) {
      return "none, as long as nobody changes the predicate";
    }
    return "a delete of "
        + parent().name()
        + " rows, or an update of their key, reads about "
        + Amounts.count(rows)
        + " rows for each of them and holds its locks as long; so do joins along the key";
  }

  /** Updates are not weighed: nothing counts those that change the key. */
  private Severity severity(Long deletes) {
    if (served()) {
      return Severity.INFO;
    }
    boolean deleted = deletes != null && deletes > 0;
    boolean large = rows >= MANY_ROWS;
    return deleted && large ? Severity.HIGH : deleted || large ? Severity.MEDIUM : Severity.LOW;
  }

  private Confidence confidence() {
    if (served()) {
      return Confidence.LOW;
    }
    return lookalikes.stream().anyMatch(l -> l.nearness() == Nearness.OTHER)
        ? Confidence.MEDIUM
        : Confidence.HIGH;
  }

  /** Whether every table has a partial index that equality implies. */
  private boolean served() {
    return gaps.uncovered().stream()
        .allMatch(gap ->
            lookalikes.stream()
                .anyMatch(l ->
                    l.nearness() == Nearness.NOT_NULL
                        && l.index().tableOid() == gap.table().oid()));
  }

  /** One for all of it: of partitions it would have to be one each. */
  private Lookalike invalid() {
    return gaps.uncovered().size() > 1
        ? null
        : lookalikes.stream()
            .filter(l -> l.nearness() == Nearness.INVALID)
            .findFirst()
            .orElse(null);
  }

  private Table table() {
    return tables.tables().get(key.tableOid());
  }

  private Table parent() {
    return tables.tables().get(key.referencedOid());
  }

  private Long counted(java.util.function.ToLongFunction<Activity> counter) {
    return activity
        .toOptional()
        .map(a ->
            RowCount.leaves(tables, parent()).stream()
                .map(leaf -> a.tables().get(leaf.oid()))
                .filter(Objects::nonNull)
                .mapToLong(counter)
                .sum())
        .orElse(null);
  }

  private static String shown(Long counted) {
    return counted == null ? "not known" : counted == 0 ? "none" : Amounts.count(counted);
  }
}
