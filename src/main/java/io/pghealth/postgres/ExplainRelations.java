package io.pghealth.postgres;

import io.pghealth.postgres.Explainer.Kind;
import io.pghealth.postgres.Explainer.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a statement names, known from parsing alone: before any function of it runs. */
final class ExplainRelations {
  private static final Sql RELATIONS = new Sql("explain-relations");

  /** Hundredths of the lock table that one EXPLAIN may take. */
  private static final int SHARE = 2;

  private record Relation(
      String name,
      long locks,
      boolean rowSecurity,
      boolean hidden,
      long lockTable,
      Explainer.Stand stand) {}

  private final List<Relation> relations;

  private ExplainRelations(List<Relation> relations) {
    this.relations = relations;
  }

  /** Nothing is known yet. */
  static ExplainRelations none() {
    return new ExplainRelations(List.of());
  }

  /** Reads what the transaction has locked, which is what PREPARE has just resolved. */
  static ExplainRelations read(PgSession session) throws SQLException, SessionException {
    return new ExplainRelations(
        session.read(
            RELATIONS,
            row ->
                new Relation(
                    Identifiers.quote(row.getString("nspname"), row.getString("relname")),
                    row.getLong("locks"),
                    row.getBoolean("row_security"),
                    row.getBoolean("hidden"),
                    row.getLong("lock_table"),
                    stand(row))));
  }

  private static Explainer.Stand stand(ResultSet row) throws SQLException {
    String key = row.getString("key");
    String partition = row.getString("partition");
    return key == null || partition == null
        ? null
        : new Explainer.Stand(
            row.getString("relname"), key, row.getString("partition_schema"), partition);
  }

  /** Null where a plan may be made. */
  Refused refusal() {
    for (Relation relation : relations) {
      if (relation.rowSecurity) {
        return new Refused(
            Kind.ROW_SECURITY,
            "row-level security of " + relation.name + " applies to the explain role",
            // A policy does not lift it, whatever it says: only ownership or BYPASSRLS would, and a
            // role that has these may not explain.
            Remedy.none());
      }
    }
    long locks = relations.stream().mapToLong(Relation::locks).sum();
    long bound = relations.isEmpty() ? 0 : relations.getFirst().lockTable * SHARE / 100;
    return locks <= bound || relations.isEmpty()
        ? null
        : new Refused(
            Kind.LOCKS,
            "too many partitions: a plan may take "
                + locks
                + " locks, above "
                + bound
                + " ("
                + SHARE
                + "% of the lock table)",
            Remedy.note("raise max_locks_per_transaction, which takes a restart"),
            relations.stream()
                .max(Comparator.comparingLong(Relation::locks))
                .map(Relation::stand)
                .orElse(null));
  }

  /** After the server refused for want of a privilege: which, and what grants it. */
  Refused forbidden(String role) {
    List<String> hidden =
        relations.stream().filter(Relation::hidden).map(Relation::name).sorted().toList();
    if (hidden.isEmpty()) {
      return new Refused(
          Kind.PRIVILEGE,
          "a privilege on what the statement names is missing",
          Remedy.note(
              "grant "
                  + Identifiers.quote(role)
                  + " USAGE on the schemas and SELECT on the tables that the statement names"));
    }
    String names = String.join(", ", hidden);
    return new Refused(
        Kind.PRIVILEGE,
        "no SELECT on " + names,
        Remedy.sql("GRANT SELECT ON " + names + " TO " + Identifiers.quote(role)));
  }

  @Override
  public String toString() {
    return relations.stream().map(Relation::name).collect(Collectors.joining(", "));
  }
}
