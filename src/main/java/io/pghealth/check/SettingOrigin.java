package io.pghealth.check;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import java.util.List;
import java.util.Set;

/**
 * Where a setting has its value from, and with that what changes it: a file is overridden by what
 * stands on the command line, for all roles, for a database or for a role.
 *
 * @param source pg_settings.source
 */
record SettingOrigin(String source) {
  static final String RELOAD = "SELECT pg_catalog.pg_reload_conf()";

  private static final String DATABASE = "database";
  private static final String ROLE = "user";
  private static final String ROLE_IN_DATABASE = "database user";

  static final SettingOrigin FILE = new SettingOrigin("configuration file");
  static final SettingOrigin ALL_ROLES = new SettingOrigin("global");
  static final SettingOrigin OF_DATABASE = new SettingOrigin(DATABASE);
  static final SettingOrigin OF_ROLE = new SettingOrigin(ROLE);
  static final SettingOrigin OF_ROLE_IN_DATABASE = new SettingOrigin(ROLE_IN_DATABASE);
  private static final Set<String> SESSION = Set.of("client", "session", "override");

  /** Where ALTER SYSTEM cannot reach it, nor any other statement. */
  boolean commandLine() {
    return source.equals("command line");
  }

  /** Whether ALTER ROLE ALL has set it, which comes after every file. */
  boolean allRoles() {
    return source.equals("global");
  }

  /** Whether it holds for one role alone, which says nothing of the others. */
  boolean oneRole() {
    return source.equals(ROLE) || source.equals(ROLE_IN_DATABASE) || SESSION.contains(source);
  }

  /** Whether it says nothing of the server. */
  boolean ours() {
    return oneRole() || source.equals(DATABASE);
  }

  /** Statements after which sessions to come have the value, unless another place has it too. */
  List<String> set(String name, String value) {
    return allRoles()
        ? List.of("ALTER ROLE ALL RESET " + name)
        : List.of("ALTER SYSTEM SET " + name + " = " + value, RELOAD);
  }

  /** The same, for what holds in a database, as a role. */
  Remedy remedy(String name, String value, String database, String role) {
    String reset = " RESET " + name;
    return switch (source) {
      case DATABASE -> Remedy.sql("ALTER DATABASE " + Identifiers.quote(database) + reset);
      case ROLE -> Remedy.sql("ALTER ROLE " + Identifiers.quote(role) + reset);
      case ROLE_IN_DATABASE ->
          Remedy.sql(
              "ALTER ROLE "
                  + Identifiers.quote(role)
                  + " IN DATABASE "
                  + Identifiers.quote(database)
                  + reset);
      default ->
          commandLine()
              ? Remedy.note(onCommandLine(name))
              : SESSION.contains(source)
                  ? Remedy.note("The connection itself sets " + name + ": take that out.")
                  : Remedy.sql(set(name, value).toArray(String[]::new));
    };
  }

  /** What to do where no statement helps. */
  static String onCommandLine(String name) {
    return "It is set on the command line of the server, where ALTER SYSTEM cannot reach it: take "
        + name
        + " out of the arguments and restart the server.";
  }
}
