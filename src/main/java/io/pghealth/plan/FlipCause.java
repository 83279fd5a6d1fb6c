package io.pghealth.plan;

import io.pghealth.finding.Fix;
import io.pghealth.history.CatalogChange;
import io.pghealth.history.Shape;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.target.Rollout;
import java.util.ArrayList;
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

  /** Of a change in a database. */
  public static FlipCause of(CatalogChange change, String database) {
    return switch (change.kind()) {
      case INDEX_DROPPED -> dropped(change.table(), change.index());
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

  private static FlipCause dropped(Shape.Relation table, CauseFacts.Index index) {
    return new FlipCause(
        "index " + index.schema() + "." + index.name() + " was dropped",
        create(table, index),
        drop(table, index));
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
        drop(table, index),
        create(table, index));
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

  private static Fix create(Shape.Relation table, CauseFacts.Index index) {
    if ("x".equals(index.constraintType())
        || (index.constraintType() != null && index.partitioned())) {
      return new Fix(
          List.of(), "add the constraint " + Identifiers.quote(index.constraint()) + " again");
    }
    List<String> sql = new ArrayList<>();
    if (index.tablespace() != null) {
      sql.add("SET default_tablespace TO " + Identifiers.quote(index.tablespace()));
    }
    sql.add(concurrently(index));
    if (index.tablespace() != null) {
      sql.add("RESET default_tablespace");
    }
    if (index.constraintType() != null) {
      sql.add(
          "ALTER TABLE "
              + Identifiers.quote(table.schema(), table.name())
              + " ADD CONSTRAINT "
              + Identifiers.quote(index.constraint())
              + (index.constraintType().equals("p") ? " PRIMARY KEY" : " UNIQUE")
              + " USING INDEX "
              + Identifiers.quote(index.name()));
    }
    return new Fix(
        sql,
        index.partitioned()
            ? "blocks writes to each partition while its index is built"
            : "cannot run inside a transaction block");
  }

  /** pg_get_indexdef's text; a partitioned index cannot be built concurrently. */
  private static String concurrently(CauseFacts.Index index) {
    String create = index.create();
    int name = create.indexOf(" INDEX ") + " INDEX ".length();
    String quoted = Identifiers.quote(index.name());
    int end = name + (create.startsWith(quoted, name) ? quoted.length() : index.name().length());
    String rest = create.substring(end);
    if (index.partitioned()) {
      return create.substring(0, end) + rest.replaceFirst("^ ON ONLY ", " ON ");
    }
    return create.substring(0, name) + "CONCURRENTLY " + create.substring(name);
  }

  private static Fix drop(Shape.Relation table, CauseFacts.Index index) {
    if (index.constraintType() != null) {
      return new Fix(
          List.of(
              "ALTER TABLE "
                  + Identifiers.quote(table.schema(), table.name())
                  + " DROP CONSTRAINT "
                  + Identifiers.quote(index.constraint())),
          "the constraint goes with its index");
    }
    String name = Identifiers.quote(index.schema(), index.name());
    return index.partitioned()
        ? new Fix(List.of("DROP INDEX " + name), "locks the table and its partitions for a moment")
        : new Fix(
            List.of("DROP INDEX CONCURRENTLY " + name), "cannot run inside a transaction block");
  }

  private static FlipCause setting(
      CauseFacts.Setting before, CauseFacts.Setting now, String database) {
    CauseFacts.Setting any = now == null ? before : now;
    return new FlipCause(
        any.name()
            + where(any, database)
            + " went from "
            + (before == null ? "not set" : before.value())
            + " to "
            + (now == null ? "not set" : now.value()),
        set(any, before, database),
        set(any, now, database));
  }

  private static String where(CauseFacts.Setting setting, String database) {
    return switch (setting.scope()) {
      case SERVER -> " of the server";
      case DATABASE -> " of database " + database;
      case ROLE -> " of role " + setting.role();
      case ROLE_IN_DATABASE -> " of role " + setting.role() + " in database " + database;
    };
  }

  /** Makes the setting what it is there; null for not set. */
  private static Fix set(CauseFacts.Setting any, CauseFacts.Setting to, String database) {
    String name = Identifiers.quote(any.name());
    String action =
        to == null ? " RESET " + name : " SET " + name + " TO " + value(any.name(), to.value());
    return switch (any.scope()) {
      case SERVER ->
          new Fix(
              List.of("ALTER SYSTEM" + action, "SELECT pg_catalog.pg_reload_conf()"),
              "or where the server's configuration is kept");
      case DATABASE ->
          new Fix(List.of("ALTER DATABASE " + Identifiers.quote(database) + action), SESSIONS);
      case ROLE ->
          new Fix(
              List.of(
                  "ALTER ROLE "
                      + (any.role() == null ? "ALL" : Identifiers.quote(any.role()))
                      + action),
              SESSIONS);
      case ROLE_IN_DATABASE ->
          new Fix(
              List.of(
                  "ALTER ROLE "
                      + Identifiers.quote(any.role())
                      + " IN DATABASE "
                      + Identifiers.quote(database)
                      + action),
              SESSIONS);
    };
  }

  private static final String SESSIONS = "holds for sessions that begin after it";

  private static String value(String name, String value) {
    return name.equals("search_path")
        ? String.join(
            ", ", PlannerSettings.identifiers(value).stream().map(Identifiers::literal).toList())
        : Identifiers.literal(value).strip();
  }
}
