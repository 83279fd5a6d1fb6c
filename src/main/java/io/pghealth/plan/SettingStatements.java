package io.pghealth.plan;

import io.pghealth.finding.Fix;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.CauseFacts;
import java.util.List;

/** Statements that make a setting what it was. */
final class SettingStatements {
  private static final String SESSIONS = "holds for sessions that begin after it";

  private SettingStatements() {}

  /** Whose setting it is. */
  static String where(CauseFacts.Setting setting, String database) {
    return switch (setting.scope()) {
      case SERVER -> " of the server";
      case DATABASE -> " of database " + database;
      case ROLE -> " of role " + setting.role();
      case ROLE_IN_DATABASE -> " of role " + setting.role() + " in database " + database;
    };
  }

  /** Makes the setting what it is there; null for not set. */
  static Fix set(CauseFacts.Setting any, CauseFacts.Setting to, String database) {
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

  private static String value(String name, String value) {
    return name.equals("search_path")
        ? String.join(
            ", ", PlannerSettings.identifiers(value).stream().map(Identifiers::literal).toList())
        : Identifiers.literal(value).strip();
  }
}
