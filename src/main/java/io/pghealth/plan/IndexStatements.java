package io.pghealth.plan;

import io.pghealth.finding.Fix;
import io.pghealth.history.Shape;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.CauseFacts;
import java.util.ArrayList;
import java.util.List;

/** Statements that bring an index back or take it away. */
final class IndexStatements {
  private IndexStatements() {}

  /** The same index under another name; a constraint's index has the name of the constraint. */
  static CauseFacts.Index named(CauseFacts.Index index, String name) {
    if (name.equals(index.name())) {
      return index;
    }
    int at = nameAt(index);
    return new CauseFacts.Index(
        index.schema(),
        name,
        index.definition(),
        index.create().substring(0, at)
            + Identifiers.quote(name)
            + index.create().substring(nameEnd(index)),
        index.constraint() == null ? null : name,
        index.constraintType(),
        index.tablespace(),
        index.partitioned(),
        index.valid());
  }

  private static int nameAt(CauseFacts.Index index) {
    return index.create().indexOf(" INDEX ") + " INDEX ".length();
  }

  private static int nameEnd(CauseFacts.Index index) {
    String quoted = Identifiers.quote(index.name());
    int at = nameAt(index);
    return at + (index.create().startsWith(quoted, at) ? quoted.length() : index.name().length());
  }

  /** Brings an index back, with what it stood for. */
  static Fix create(Shape.Relation table, CauseFacts.Index index) {
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
    int name = nameAt(index);
    int end = nameEnd(index);
    String rest = create.substring(end);
    if (index.partitioned()) {
      return create.substring(0, end) + rest.replaceFirst("^ ON ONLY ", " ON ");
    }
    return create.substring(0, name) + "CONCURRENTLY " + create.substring(name);
  }

  /** Drops an index, or the constraint that it is. */
  static Fix drop(Shape.Relation table, CauseFacts.Index index) {
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
}
