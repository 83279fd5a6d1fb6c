package io.pghealth.cli;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Printable;
import io.pghealth.postgres.ServerVersion;
import io.pghealth.snapshot.GrantFacts;
import java.util.ArrayList;
import java.util.List;

/** Which grants make the narrow monitoring role, given what is there. */
final class GrantPlan {
  /** What the role is called where whoever asks is an administrator. */
  static final String ROLE = "pghealth";

  private final String name;
  private final String role;

  GrantPlan(String name) {
    this.name = name;
    this.role = Identifiers.quote(name);
  }

  /** What is granted once per server. */
  Grant.Section server(
      GrantFacts.Asker asker,
      GrantFacts.Role has,
      List<GrantFacts.Database> databases,
      ServerVersion version) {
    List<Grant> grants = new ArrayList<>();
    grants.add(
        Grant.of(
                has.exists() && has.mayLogin(),
                "logging in, and no more",
                has.exists()
                    ? "ALTER ROLE " + role + " LOGIN;"
                    : "CREATE ROLE " + role + " LOGIN CONNECTION LIMIT 10;")
            .note(
                has.exists() && has.mayLogin()
                    ? null
                    : "Then give it a password, in psql: \\password "
                        + Printable.escape(name)
                        + " (it sends only the SCRAM verifier)."));
    grants.add(
        Grant.of(
            has.monitor(),
            "UnusedIndex: the standbys (pg_stat_replication); IndexBloat, TableBloat: measuring;"
                + " XminHorizonHeld, AutovacuumOverdue: what other sessions do; PlanRegression and"
                + " all checks of statements: those of every role (pg_stat_statements)",
            "GRANT pg_monitor TO " + role + ";"));
    for (GrantFacts.Database database : databases) {
      grants.add(
          Grant.of(
              database.mayConnect(),
              "the database " + Printable.escape(database.name()),
              "GRANT CONNECT ON DATABASE "
                  + Identifiers.quote(database.name())
                  + " TO "
                  + role
                  + ";"));
    }
    if (!asker.statementsLoaded()) {
      grants.add(
          Grant.of(false, "PlanRegression: which statements run, and what they cost")
              .note(
                  "Add pg_stat_statements to shared_preload_libraries"
                      + (asker.preloaded() == null || asker.preloaded().isBlank()
                          ? ""
                          : " (now " + Printable.escape(asker.preloaded()) + ")")
                      + " in the server's configuration and restart it. No SQL does that alone."));
    }
    if (version.major() >= 15) {
      grants.add(
          Grant.of(
              has.setStatementsTrack(),
              "keeping pghealth's own EXPLAINs out of pg_stat_statements",
              "GRANT SET ON PARAMETER \"pg_stat_statements.track\" TO " + role + ";"));
      grants.add(
          Grant.of(
              has.setTrackCounts(),
              "keeping them from counting as scans of an index",
              "GRANT SET ON PARAMETER \"track_counts\" TO " + role + ";"));
    }
    return new Grant.Section(null, grants);
  }

  /**
   * What is granted in one database.
   *
   * @param wantsStatements whether pg_stat_statements is to be created here
   */
  Grant.Section database(
      String database,
      boolean wantsStatements,
      List<GrantFacts.Extension> extensions,
      List<GrantFacts.Schema> schemas) {
    List<Grant> grants = new ArrayList<>();
    extension(
        grants,
        "pg_stat_statements",
        "PlanRegression and all checks of statements",
        wantsStatements,
        extensions);
    extension(grants, "pgstattuple", "IndexBloat, TableBloat: measuring", true, extensions);
    for (GrantFacts.Schema schema : schemas) {
      String quoted = Identifiers.quote(schema.name());
      grants.add(
          Grant.of(
              schema.mayUse(),
              "naming what is in the schema " + Printable.escape(schema.name()),
              "GRANT USAGE ON SCHEMA " + quoted + " TO " + role + ";"));
      grants.add(
          Grant.of(
              schema.maySelect(),
              "PlanRegression: EXPLAIN of statements on these tables, and the values it plans with"
                  + " (pg_stats); IndexBloat, TableBloat and others: what their statistics tell (pg_stats)",
              "GRANT SELECT ON ALL TABLES IN SCHEMA " + quoted + " TO " + role + ";"));
      if (schema.mayReadSequences() != null) {
        grants.add(
            Grant.of(
                schema.mayReadSequences(),
                "SequenceExhaustion: the last values of these sequences",
                "GRANT SELECT ON ALL SEQUENCES IN SCHEMA " + quoted + " TO " + role + ";"));
      }
      for (String owner : schema.owners()) {
        grants.add(
            Grant.of(
                false,
                "the same for tables that " + Printable.escape(owner) + " creates later",
                "ALTER DEFAULT PRIVILEGES FOR ROLE "
                    + Identifiers.quote(owner)
                    + " IN SCHEMA "
                    + quoted
                    + " GRANT SELECT ON TABLES TO "
                    + role
                    + ";"));
      }
    }
    return new Grant.Section(database, grants);
  }

  private void extension(
      List<Grant> grants,
      String extension,
      String unlocks,
      boolean wanted,
      List<GrantFacts.Extension> extensions) {
    GrantFacts.Extension there =
        extensions.stream().filter(e -> e.name().equals(extension)).findFirst().orElse(null);
    if (there == null && wanted) {
      grants.add(
          Grant.of(false, unlocks, "CREATE EXTENSION IF NOT EXISTS " + extension + ";")
              .note("A superuser's step; on a managed service its administrator's."));
    } else if (there != null) {
      grants.add(Grant.of(true, unlocks, "CREATE EXTENSION IF NOT EXISTS " + extension + ";"));
      if (!there.mayUse()) {
        grants.add(
            Grant.of(
                false,
                unlocks,
                "GRANT USAGE ON SCHEMA "
                    + Identifiers.quote(there.schema())
                    + " TO "
                    + role
                    + ";"));
      }
    }
  }
}
