package io.pghealth.snapshot;

import java.util.List;

/**
 * Constraints of one database that are enforced and were never validated. Those that are inherited
 * stand under the table that they are inherited from.
 *
 * @param unvalidated by schema, table and name
 */
public record ConstraintFacts(List<Constraint> unvalidated) {

  /** Copies the list. */
  public ConstraintFacts {
    unvalidated = List.copyOf(unvalidated);
  }

  /**
   * One row of pg_constraint.
   *
   * @param schema of the table or domain
   * @param owner the table or domain
   * @param domain whether it is a domain's
   * @param partitioned whether the table is partitioned
   * @param name of the constraint
   * @param kind what it demands
   * @param locked whether its definition would have to be waited for
   * @param referencedSchema of a foreign key; null for the others
   * @param referencedTable of a foreign key; null for the others
   * @param definition pg_get_constraintdef, which ends in NOT VALID; null where locked
   * @param comment null for none
   */
  public record Constraint(
      String schema,
      String owner,
      boolean domain,
      boolean partitioned,
      String name,
      Kind kind,
      boolean locked,
      String referencedSchema,
      String referencedTable,
      String definition,
      String comment) {}

  /** pg_constraint.contype. */
  public enum Kind {
    CHECK,
    FOREIGN_KEY,
    NOT_NULL
  }
}
