package io.pghealth.check;

import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.FreezeAges.Relation;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements that freeze what is overdue.
 *
 * @param held whether an old horizon keeps them from it until it is gone
 */
record FreezeSql(Severity severity, boolean held) {
  /** Beyond so many, the database is vacuumed as a whole. */
  private static final int ONE_BY_ONE = 20;

  Fix fix(List<Relation> risky) {
    List<String> tables =
        risky.stream()
            .filter(r -> !r.temporary() && !r.vacuumed())
            .map(r -> Identifiers.quote(r.schema(), r.name()))
            .distinct()
            .toList();
    List<Relation> temporary = risky.stream().filter(Relation::temporary).toList();
    List<String> sql = new ArrayList<>();
    StringBuilder note = new StringBuilder();
    if (tables.size() > ONE_BY_ONE) {
      sql.add("VACUUM (FREEZE)");
    } else {
      tables.forEach(table -> sql.add("VACUUM (FREEZE) " + table));
    }
    if (held) {
      note.append(
          "Something holds the horizon back further than that: see XminHorizonHeld for what it is,"
              + " and end it first; before that a vacuum freezes nothing here. ");
    }
    if (!tables.isEmpty()) {
      note.append(
          "It reads every page that is not frozen yet and blocks neither reads nor writes. Run it"
              + " as owner, or as superuser for catalogs. It cannot freeze what an old transaction,"
              + " a replication slot or a prepared transaction may still see: end those first.");
      if (risky.stream().anyMatch(r -> r.toast() != null)) {
        note.append(" A TOAST table is vacuumed with its table.");
      }
    }
    if (risky.stream().anyMatch(Relation::vacuumed)) {
      note.append(note.isEmpty() ? "" : " ")
          .append(
              "A vacuum is at work: let it finish. Where it is slowed down, set"
                  + " autovacuum_vacuum_cost_delay to 0 and reload; from 16 on it takes that up at"
                  + " once.");
    }
    if (!temporary.isEmpty()) {
      note.append(note.isEmpty() ? "" : " ").append(sessions(temporary, sql));
    }
    return new Fix(sql, note.toString());
  }

  /** A session is ended only where the server is in danger. */
  private String sessions(List<Relation> temporary, List<String> sql) {
    boolean danger = severity.compareTo(Severity.HIGH) <= 0;
    List<String> ends =
        temporary.stream()
            .filter(r -> r.session() != null && r.session().started() != null)
            .map(r ->
                "SELECT pg_catalog.pg_terminate_backend(a.pid, 10000) FROM"
                    + " pg_catalog.pg_stat_activity a WHERE a.pid = "
                    + r.session().pid()
                    + " AND a.backend_start = "
                    + Identifiers.literal(r.session().started()).strip())
            .distinct()
            .toList();
    if (danger) {
      sql.addAll(ends);
    }
    return "Only the session that made a temporary table can vacuum it: have it drop the table, run"
        + " VACUUM (FREEZE) on it, or end"
        + (danger && !ends.isEmpty() ? ", as the statement does." : ".");
  }
}
