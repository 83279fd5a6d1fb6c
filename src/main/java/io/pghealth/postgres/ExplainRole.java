package io.pghealth.postgres;

import io.pghealth.postgres.Explainer.Kind;
import io.pghealth.postgres.Explainer.Refused;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a role may explain at all. Planning runs functions of other people as this role, so it
 * must have nothing that they could take.
 */
final class ExplainRole {
  private static final Sql ROLES = new Sql("explain-role");
  private static final Sql FUNCTIONS = new Sql("explain-functions");

  private static final String OWN_ROLE =
      "give EXPLAIN a role of its own (spec.plans.credentialsSecretRef) that owns nothing and is in"
          + " no predefined role, with SELECT on the tables concerned";

  private final PgSession session;
  private final List<String> trustedOwners;

  ExplainRole(PgSession session, List<String> trustedOwners) {
    this.session = session;
    this.trustedOwners = trustedOwners;
  }

  /** Null for a role that may. */
  Refused refusal() throws SessionException {
    List<Membership> roles =
        session.query(
            ROLES,
            row ->
                new Membership(
                    row.getString("rolname"),
                    row.getBoolean("itself"),
                    row.getBoolean("rolsuper"),
                    row.getBoolean("rolbypassrls"),
                    row.getBoolean("rolcreaterole"),
                    row.getBoolean("rolreplication"),
                    row.getBoolean("powerful"),
                    row.getBoolean("predefined"),
                    row.getBoolean("owns")));
    for (boolean itself : new boolean[] {true, false}) {
      for (Membership role : roles) {
        if (role.itself == itself && role.danger() != null) {
          return new Refused(Kind.ROLE, role.danger(), Remedy.note(OWN_ROLE));
        }
      }
    }
    boolean nothingToTake = roles.stream().noneMatch(role -> role.predefined || role.owns);
    return nothingToTake ? null : untrusted();
  }

  private Refused untrusted() throws SessionException {
    List<String> owners = session.query(FUNCTIONS, row -> row.getString(1), trustedOwners);
    if (owners.isEmpty()) {
      return null;
    }
    String names = owners.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    return new Refused(
        Kind.ROLE,
        "planning could run functions of " + names + " with the privileges of this role",
        Remedy.note(OWN_ROLE + "; or list these owners in spec.plans.trustedOwners"));
  }

  /** A role that ours is, or may become. */
  private record Membership(
      String name,
      boolean itself,
      boolean superuser,
      boolean bypassesRowSecurity,
      boolean createsRoles,
      boolean replicates,
      boolean powerful,
      boolean predefined,
      boolean owns) {

    /** Why it is refused whatever functions there are; null where it is not. */
    String danger() {
      String has =
          superuser
              ? "is a superuser"
              : bypassesRowSecurity
                  ? "has BYPASSRLS"
                  : createsRoles
                      ? "has CREATEROLE"
                      : replicates ? "has REPLICATION" : powerful ? "has wide powers" : null;
      if (has == null) {
        return null;
      }
      return itself
          ? "the role " + has
          : "the role is a member of " + Identifiers.quote(name) + ", which " + has;
    }
  }
}
