package io.pghealth.check;

import io.pghealth.check.Witnesses.Gap;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Uncounted;
import io.pghealth.target.Endpoint;

/** Says of whom no counters are kept, and what has them kept. */
final class CountersOff {
  private CountersOff() {}

  /** Why a count of no scans is no evidence. */
  static Gap gap(Uncounted off, Endpoint instance) {
    String role = Identifiers.quote(off.name());
    String database = Identifiers.quote(off.database());
    return switch (off.scope()) {
      case SERVER ->
          new Gap(
              "track_counts is off on " + instance + ": nobody counts scans",
              Remedy.sql(
                  "ALTER SYSTEM SET track_counts = on", "SELECT pg_catalog.pg_reload_conf()"));
      case COMMAND_LINE ->
          new Gap(
              "track_counts is off on " + instance + ": nobody counts scans",
              Remedy.note("Take track_counts out of the arguments of the server, and restart it."));
      case ALL_ROLES ->
          new Gap(
              "track_counts is off for all roles: nobody counts scans",
              Remedy.sql("ALTER ROLE ALL RESET track_counts"));
      case DATABASE ->
          new Gap(
              "track_counts is off in this database: nobody counts scans",
              Remedy.sql("ALTER DATABASE " + database + " RESET track_counts"));
      case ROLE ->
          new Gap(
              "track_counts is off for role " + off.name() + ": nobody counts its scans",
              Remedy.sql("ALTER ROLE " + role + " RESET track_counts"));
      case ROLE_IN_DATABASE ->
          new Gap(
              "track_counts is off for role "
                  + off.name()
                  + " in this database: nobody counts its scans",
              Remedy.sql(
                  "ALTER ROLE " + role + " IN DATABASE " + database + " RESET track_counts"));
      case HIDDEN ->
          new Gap(
              "whether track_counts is on is not known: role "
                  + off.name()
                  + " has a setting of its own",
              Remedy.sql(
                  "ALTER ROLE " + role + " RESET track_counts",
                  "ALTER ROLE " + role + " IN DATABASE " + database + " RESET track_counts"));
    };
  }
}
