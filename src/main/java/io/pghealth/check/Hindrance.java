package io.pghealth.check;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.IndexFacts.Pgstattuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why something is not measured, and what helps.
 *
 * @param reason for the user
 * @param remedy what lets it be measured
 */
record Hindrance(String reason, Remedy remedy) {

  /**
   * What stands in the way of measuring anything in a database.
   *
   * @param function of the extension that measures
   */
  static Optional<Hindrance> of(Pgstattuple pgstattuple, String function) {
    if (pgstattuple.schema() == null) {
      return Optional.of(
          new Hindrance(
              "the extension pgstattuple, which measures, is not in this database",
              pgstattuple.available()
                  ? Remedy.sql("CREATE EXTENSION pgstattuple")
                  : Remedy.note(
                      "Install PostgreSQL's contrib modules on the server, then run CREATE"
                          + " EXTENSION pgstattuple.")));
    }
    if (pgstattuple.allowed()) {
      return Optional.empty();
    }
    String role = Identifiers.quote(pgstattuple.role());
    List<String> grants = new ArrayList<>();
    if (!pgstattuple.usable()) {
      grants.add(
          "GRANT USAGE ON SCHEMA " + Identifiers.quote(pgstattuple.schema()) + " TO " + role);
    }
    if (!pgstattuple.executable()) {
      grants.add("GRANT pg_stat_scan_tables TO " + role);
    }
    return Optional.of(
        new Hindrance(
            pgstattuple.executable()
                ? "the role has no USAGE on the schema of pgstattuple"
                : "the role may not execute " + function,
            Remedy.sql(grants.toArray(String[]::new))));
  }
}
