package io.pghealth.cli;

import io.pghealth.postgres.Printable;
import io.pghealth.postgres.ServerVersion;
import java.util.List;

/** The grants as a script that an administrator reads, and then gives to psql. */
final class GrantScript {
  private static final String COMMENT = "-- ";

  private final Prose prose;

  GrantScript(Prose prose) {
    this.prose = prose;
  }

  /** What the script is, and what it leaves out. */
  void header(String role, String address, ServerVersion version, boolean standby) {
    comment(
        "The monitoring role "
            + Printable.escape(role)
            + " for PostgreSQL "
            + version
            + " at "
            + Printable.escape(address)
            + ". Read it, then run it with psql as a superuser"
            + (standby ? " on the primary: this server is a standby." : "."));
    comment("Lines that begin with \"present:\" are there already.");
    comment(
        "SELECT lets the role read the rows of those tables. Leave out what it must not read: plans"
            + " of statements on those tables are then not assessed. pg_read_all_data would spare"
            + " the SELECT grants; it is not offered, since it reads everything, the password"
            + " verifiers of all roles included.");
  }

  /** One section after the other. */
  void sections(List<Grant.Section> sections) {
    for (Grant.Section section : sections) {
      prose.blank();
      if (section.database() != null) {
        prose.line(section.connect());
      }
      section.grants().forEach(this::grant);
    }
  }

  /** A remark of its own. */
  void remark(String text) {
    prose.blank();
    comment(text);
  }

  private void grant(Grant grant) {
    comment("unlocks " + grant.unlocks());
    if (grant.note() != null) {
      comment(grant.note());
    }
    for (String sql : grant.sql()) {
      prose.line((grant.present() ? COMMENT + "present: " : "") + sql);
    }
  }

  private void comment(String text) {
    prose.commented(COMMENT, text);
  }
}
