package io.pghealth.plan;

import io.pghealth.finding.Fix;
import io.pghealth.history.CatalogChange;
import io.pghealth.history.Shape;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.target.Rollout;
import java.util.List;
import java.util.Locale;

/**
 * What a change of the catalog says about a plan that changed at that time.
 *
 * @param text what happened, in a few words
 * @param fix undoes it
 * @param undo undoes the fix; null where nothing does
 */
public record FlipCause(String text, Fix fix, Fix undo) {

  /** Of a change in a database, for whom the text is enough: names are not known to be free. */
  public static FlipCause of(CatalogChange change, String database) {
    return of(change, database, PresentNames.unknown());
  }

  /** Of a change in a database. */
  public static FlipCause of(CatalogChange change, String database, PresentNames names) {
    return switch (change.kind()) {
      case INDEX_DROPPED ->
          change.detail() == null
              ? dropped(change.table(), change.index(), names)
              : droppedWithColumns(change.table(), change.index(), change.detail());
      case INDEX_INVALID -> invalid(change.index());
      case INDEX_CREATED -> created(change.table(), change.index());
      case SETTING_CHANGED -> setting(change.before(), change.now(), database);
      case ANALYZED -> analyzed(change.table());
      case COLUMN_TYPE_CHANGED -> retyped(change.table(), change.detail());
      case ROLLED_OUT -> rolledOut(change.rollout());
      case STATISTICS_DROPPED -> statistics(change.table(), change.detail());
      case PARTITIONING_CHANGED ->
          new FlipCause(
              shown(change.table())
                  + partitioned(change.detail().before(), " was ")
                  + partitioned(change.detail().now(), " and is "),
              new Fix(List.of(), "compare the statement's conditions with the new partition key"),
              null);
      case RESULT_GREW ->
          new FlipCause(
              "growth of the result: it returns or changes "
                  + change.detail().now()
                  + " rows per call, before "
                  + change.detail().before(),
              new Fix(
                  List.of(),
                  "ask for fewer rows (a condition, or LIMIT and going on from the last row), then"
                      + " compare both plans"),
              null);
      case STATISTICS_OLD -> outdated(change.table(), change.detail());
      case GREW ->
          new FlipCause(
              shown(change.table())
                  + " grew from "
                  + change.detail().before()
                  + " to "
                  + change.detail().now()
                  + " rows",
              new Fix(
                  List.of(),
                  "no statement undoes that: the query needs an index that fits, or older rows"
                      + " another place"),
              null);
      case UPGRADED ->
          new FlipCause(
              "the server went from version "
                  + change.detail().before()
                  + " to "
                  + change.detail().now(),
              new Fix(List.of(), "compare both plans, and read the release notes in between"),
              null);
    };
  }

  private static FlipCause rolledOut(Rollout rollout) {
    return new FlipCause(
        rollout.workload()
            + ", whose pods are connected to this database, was rolled out at "
            + rollout.at(),
        new Fix(
            List.of(),
            "a rollout changes no plan by itself: see what the new version migrates, loads, sends and"
                + " sets for its sessions; \"kubectl rollout undo "
                + rollout.kind().toLowerCase(Locale.ROOT)
                + "/"
                + rollout.name()
                + " -n "
                + rollout.namespace()
                + "\" brings the version before it back, and takes nothing back that it did to the"
                + " database"),
        null);
  }

  private static String shown(Shape.Relation table) {
    return table.schema() + "." + table.name();
  }

  private static String partitioned(String by, String verb) {
    return verb + (by.isEmpty() ? "not partitioned" : "partitioned by " + by);
  }

  private static FlipCause retyped(Shape.Relation table, CatalogChange.Detail column) {
    return new FlipCause(
        "column "
            + shown(table)
            + "."
            + column.name()
            + " went from type "
            + column.before()
            + " to "
            + column.now(),
        new Fix(
            List.of(type(table, column.name(), column.before())),
            "rewrites the table under ACCESS EXCLUSIVE, and every value must fit; where the new type"
                + " is wanted, give the statement's parameters that type instead"),
        new Fix(List.of(type(table, column.name(), column.now())), null));
  }

  private static String type(Shape.Relation table, String column, String type) {
    String name = Identifiers.quote(column);
    return "ALTER TABLE "
        + Identifiers.quote(table.schema(), table.name())
        + " ALTER COLUMN "
        + name
        + " TYPE "
        + type
        + " USING "
        + name
        + "::"
        + type;
  }

  private static FlipCause statistics(Shape.Relation table, CatalogChange.Detail dropped) {
    return new FlipCause(
        "extended statistics " + dropped.name() + " were dropped",
        new Fix(
            List.of(dropped.before(), "ANALYZE " + Identifiers.quote(table.schema(), table.name())),
            "they are empty until ANALYZE"),
        new Fix(List.of("DROP STATISTICS " + dropped.name()), null));
  }

  private static FlipCause dropped(
      Shape.Relation table, CauseFacts.Index index, PresentNames names) {
    CauseFacts.Index back = IndexStatements.named(index, names.free(table, index));
    Fix create = IndexStatements.create(table, back);
    return new FlipCause(
        "index " + index.schema() + "." + index.name() + " was dropped",
        back.name().equals(index.name())
            ? create
            : new Fix(
                create.sql(),
                create.note() + "; under a new name, for something else has the old one"),
        // By name it would take away whatever has it now.
        names.known()
            ? IndexStatements.drop(table, back)
            : new Fix(
                List.of(),
                "drop what the fix made; whether something else has its name was not read"));
  }

  /** Its definition names what is not there any more: no statement brings it back. */
  private static FlipCause droppedWithColumns(
      Shape.Relation table, CauseFacts.Index index, CatalogChange.Detail columns) {
    return new FlipCause(
        "column "
            + columns.name()
            + " of "
            + shown(table)
            + " was dropped, and index "
            + index.schema()
            + "."
            + index.name()
            + " with it",
        new Fix(
            List.of(),
            "the index cannot come back as it was"
                + (columns.before() == null
                    ? ": see which index fits the conditions of the statement"
                    : "; one over what is left of it, ("
                        + columns.before()
                        + "), may serve the statement")),
        null);
  }

  private static FlipCause invalid(CauseFacts.Index index) {
    String name = Identifiers.quote(index.schema(), index.name());
    return new FlipCause(
        "index " + index.schema() + "." + index.name() + " became invalid",
        index.partitioned()
            ? new Fix(List.of(), "attach the missing indexes of its partitions to " + name)
            : new Fix(
                List.of("REINDEX INDEX CONCURRENTLY " + name),
                "needs room for a second copy of the index meanwhile"),
        null);
  }

  private static FlipCause created(Shape.Relation table, CauseFacts.Index index) {
    return new FlipCause(
        "index " + index.schema() + "." + index.name() + " was created, and the new plan uses it",
        IndexStatements.drop(table, index),
        IndexStatements.create(table, index));
  }

  private static FlipCause analyzed(Shape.Relation table) {
    return new FlipCause(
        "the statistics of " + table.schema() + "." + table.name() + " were renewed",
        new Fix(
            List.of("ANALYZE " + Identifiers.quote(table.schema(), table.name())),
            "nothing brings the old statistics back; a fresh sample may bring the old plan back, and"
                + " where it does not, the values have changed so much that the statement or its"
                + " indexes need another look"),
        null);
  }

  private static FlipCause outdated(Shape.Relation table, CatalogChange.Detail rows) {
    return new FlipCause(
        "the statistics of "
            + shown(table)
            + " are old: "
            + count(rows.now())
            + " rows changed since ANALYZE (reltuples "
            + count(rows.before())
            + ")",
        new Fix(
            List.of("ANALYZE " + Identifiers.quote(table.schema(), table.name())),
            "reads a sample of the table and blocks nothing but DDL; find out why autovacuum did not"
                + " analyze it"),
        null);
  }

  private static String count(String number) {
    return String.format(Locale.ROOT, "%,d", Long.valueOf(number));
  }

  private static FlipCause setting(
      CauseFacts.Setting before, CauseFacts.Setting now, String database) {
    CauseFacts.Setting any = now == null ? before : now;
    return new FlipCause(
        any.name()
            + SettingStatements.where(any, database)
            + " went from "
            + shown(before)
            + " to "
            + shown(now),
        SettingStatements.set(any, before, database),
        SettingStatements.set(any, now, database));
  }

  /** pg_settings says a bare number, which of work_mem are kB in every version. */
  private static String shown(CauseFacts.Setting setting) {
    if (setting == null) {
      return "not set";
    }
    return setting.name().equals("work_mem") && setting.value().matches("\\d+")
        ? setting.value() + " kB"
        : setting.value();
  }
}
