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
    int name = create.indexOf(" INDEX ") + " INDEX ".length();
    String quoted = Identifiers.quote(index.name());
    int end = name + (create.startsWith(quoted, name) ? quoted.length() : index.name().length());
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
