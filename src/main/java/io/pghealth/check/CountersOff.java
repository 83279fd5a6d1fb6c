package io.pghealth.check;

import io.pghealth.check.Witnesses.Gap;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.Uncounted;
import io.pghealth.target.Endpoint;
import java.util.stream.Stream;

/** Says of whom no counters are kept, and what has them kept. */
final class CountersOff {
  private CountersOff() {}

  /** Why a count of no scans is no evidence. */
  static Gap gap(Uncounted off, Endpoint instance) {
    return switch (off.scope()) {
      case SERVER ->
          new Gap(
              "track_counts is off on " + instance + ": nobody counts scans",
              on(SettingOrigin.FILE, off));
      case COMMAND_LINE ->
          new Gap(
              "track_counts is off on " + instance + ": nobody counts scans",
              Remedy.note("Take track_counts out of the arguments of the server, and restart it."));
      case ALL_ROLES ->
          new Gap(
              "track_counts is off for all roles: nobody counts scans",
              on(SettingOrigin.ALL_ROLES, off));
      case DATABASE ->
          new Gap(
              "track_counts is off in this database: nobody counts scans",
              on(SettingOrigin.OF_DATABASE, off));
      case ROLE ->
          new Gap(
              "track_counts is off for role " + off.name() + ": nobody counts its scans",
              on(SettingOrigin.OF_ROLE, off));
      case ROLE_IN_DATABASE ->
          new Gap(
              "track_counts is off for role "
                  + off.name()
                  + " in this database: nobody counts its scans",
              on(SettingOrigin.OF_ROLE_IN_DATABASE, off));
      case HIDDEN ->
          new Gap(
              "whether track_counts is on is not known: role "
                  + off.name()
                  + " has a setting of its own",
              Remedy.sql(
                  Stream.of(SettingOrigin.OF_ROLE, SettingOrigin.OF_ROLE_IN_DATABASE)
                      .flatMap(origin -> on(origin, off).sql().stream())
                      .toArray(String[]::new)));
    };
  }

  private static Remedy on(SettingOrigin origin, Uncounted off) {
    return origin.remedy("track_counts", "on", off.database(), off.name());
  }
}
