package io.pghealth.cli;

import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Printable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One step towards the monitoring role.
 *
 * @param unlocks what it is good for
 * @param sql statements, possibly none where only a person can do it
 * @param note what to know; null for nothing
 * @param present whether the role has it already
 */
record Grant(String unlocks, List<String> sql, String note, boolean present) {

  Grant {
    sql = List.copyOf(sql);
  }

  static Grant of(boolean present, String unlocks, String... sql) {
    return new Grant(unlocks, List.of(sql), null, present);
  }

  Grant note(String text) {
    return new Grant(unlocks, sql, text, present);
  }

  /**
   * Steps to be taken in one database.
   *
   * @param database where; null for wherever
   */
  record Section(String database, List<Grant> grants) {
    Section {
      grants = List.copyOf(grants);
    }

    /** The psql command that goes there; it would take some names for connection strings. */
    String connect() {
      boolean plain =
          database.codePoints().noneMatch(c -> c == '=' || c == ':' || Printable.hidden(c));
      return plain
          ? "\\connect " + Identifiers.quote(database)
          : "\\connect -reuse-previous=on \"postgresql:///"
              + URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20")
              + '"';
    }
  }
}
