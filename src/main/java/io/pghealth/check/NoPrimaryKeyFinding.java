package io.pghealth.check;

import io.pghealth.check.KeyChoice.Choice;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableActivity.Activity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.List;

/** Words and numbers of one finding. */
record NoPrimaryKeyFinding(
    String database,
    Table table,
    RowCount rows,
    Published published,
    TableFacts tables,
    TableActivity activity) {
  private static final int MOST_NAMED = 3;

  Finding finding(Choice choice) {
    long changes = changes();
    Finding.Builder finding =
        Finding.of(NoPrimaryKey.NAME, severity(changes), Confidence.HIGH)
            .database(database)
            .object(new ObjectRef(ObjectKind.TABLE, table.schema(), table.name(), null))
            .message(message())
            .evidence("rows", "about " + Amounts.count(rows.least()))
            .evidence("updates and deletes counted", Amounts.count(changes));
    if (!published.publications().isEmpty()) {
      finding.evidence("published by", named());
    }
    if (choice.index() != null) {
      finding.evidence("unique and never NULL", choice.index());
    }
    return finding.impact(impact()).fix(choice.fix()).undo(choice.undo()).build();
  }

  private String message() {
    String start =
        "table "
            + table.schema()
            + "."
            + table.name()
            + " (about "
            + Amounts.count(rows.least())
            + (NoPrimaryKey.keyed(tables, table)
                ? " rows) has a primary key that is DEFERRABLE"
                : " rows) has no primary key");
    if (published.failing()) {
      return start + ", and " + commands() + " of it fails, since " + named() + " publishes that";
    }
    return published.full()
        ? start + ", and " + named() + " publishes it with whole rows as identity"
        : start;
  }

  private String commands() {
    return published.updates() && published.deletes()
        ? "UPDATE and DELETE"
        : published.updates() ? "UPDATE" : "DELETE";
  }

  private String named() {
    List<String> names = published.publications();
    return String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
        + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
  }

  private String impact() {
    if (published.failing()) {
      return "logical replication cannot tell which row was changed: the server refuses "
          + commands();
    }
    return published.full()
        ? "a subscriber looks for each changed row in the whole table, unless an index of its own"
            + " serves it"
        : "equal rows can be told apart by nothing, and logical replication cannot carry changes of"
            + " the table";
  }

  private Severity severity(long changes) {
    if (published.failing()) {
      return Severity.HIGH;
    }
    return published.full() || changes > 0 ? Severity.MEDIUM : Severity.LOW;
  }

  private long changes() {
    return RowCount.leaves(tables, table).stream()
        .map(leaf -> activity.tables().get(leaf.oid()))
        .filter(a -> a != null)
        .mapToLong(NoPrimaryKeyFinding::changes)
        .sum();
  }

  private static long changes(Activity activity) {
    return activity.updated() + activity.deleted();
  }
}
