package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sql;
import java.util.List;

/** Reads what a role has already. A role that does not exist has what PUBLIC has. */
public final class GrantCollector {
  private static final Sql SERVER = new Sql("grants-server");
  private static final Sql ROLE = new Sql("grants-role");
  private static final Sql DATABASES = new Sql("grants-databases");
  private static final Sql EXTENSIONS = new Sql("grants-extensions");
  private static final Sql SCHEMAS = new Sql("grants-schemas");
  private static final Sql FUNCTIONS = new Sql("grants-functions");

  private final Session session;

  /** Reads through this session, in its database. */
  public GrantCollector(Session session) {
    this.session = session;
  }

  /** Who asks. */
  public GrantFacts.Asker asker() throws SessionException {
    return session
        .query(
            SERVER,
            row ->
                new GrantFacts.Asker(
                    row.getString("login"),
                    row.getBoolean("administrator"),
                    row.getBoolean("standby"),
                    row.getBoolean("statements_loaded"),
                    row.getString("preloaded")))
        .getFirst();
  }

  /** What the role has on the server. */
  public GrantFacts.Role role(String role) throws SessionException {
    return session
        .query(
            ROLE,
            row ->
                new GrantFacts.Role(
                    row.getBoolean("exists"),
                    row.getBoolean("may_login"),
                    row.getBoolean("monitor"),
                    row.getBoolean("set_statements_track"),
                    row.getBoolean("set_track_counts")),
            role)
        .getFirst();
  }

  /** Every database that can be watched. */
  public List<GrantFacts.Database> databases(String role) throws SessionException {
    return session.query(
        DATABASES,
        row ->
            new GrantFacts.Database(
                row.getString("name"),
                row.getBoolean("may_connect"),
                row.getBoolean("we_may_connect")),
        role);
  }

  /** The extensions of this database that checks read through. */
  public List<GrantFacts.Extension> extensions(String role) throws SessionException {
    return session.query(
        EXTENSIONS,
        row ->
            new GrantFacts.Extension(
                row.getString("name"), row.getString("schema"), row.getBoolean("may_use")),
        role);
  }

  /** The schemas of this database that hold relations of users. */
  public List<GrantFacts.Schema> schemas(String role) throws SessionException {
    return session.query(
        SCHEMAS,
        row ->
            new GrantFacts.Schema(
                row.getString("name"),
                row.getBoolean("may_use"),
                row.getBoolean("may_select"),
                row.getObject("may_read_sequences", Boolean.class),
                List.of((String[]) row.getArray("owners").getArray())),
        role);
  }

  /** Owners, not superusers, of functions in this database that EXPLAIN as the role could run. */
  public List<String> functionOwners(String role) throws SessionException {
    return session.query(FUNCTIONS, row -> row.getString("owner"), role);
  }
}
