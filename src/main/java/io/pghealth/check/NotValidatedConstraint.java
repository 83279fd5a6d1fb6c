package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.postgres.Identifiers;
import io.pghealth.snapshot.ConstraintFacts;
import io.pghealth.snapshot.ConstraintFacts.Constraint;
import io.pghealth.snapshot.ConstraintFacts.Kind;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Constraints that hold for new rows only, since the old ones were never looked at. */
public final class NotValidatedConstraint implements DatabaseCheck<NotValidatedConstraintSettings> {
  static final String NAME = "NotValidatedConstraint";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<NotValidatedConstraintSettings> settings() {
    return NotValidatedConstraintSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(ConstraintFacts.class);
  }

  @Override
  public Floor floor(NotValidatedConstraintSettings settings) {
    return Floor.NO_TABLE;
  }

  @Override
  public Assessment assess(Facts facts, NotValidatedConstraintSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<ConstraintFacts> known = doubts.known(database.of(ConstraintFacts.class));
    return doubts.with(
        known.map(ConstraintFacts::unvalidated).orElse(List.of()).stream()
            .map(constraint -> finding(database.name(), constraint))
            .toList());
  }

  /** That it was never validated is known whoever holds a lock; its definition is not. */
  private static Finding finding(String database, Constraint constraint) {
    Finding.Builder finding =
        Finding.of(
                NAME,
                constraint.kind() == Kind.FOREIGN_KEY ? Severity.MEDIUM : Severity.LOW,
                Confidence.HIGH)
            .database(database)
            .object(
                new ObjectRef(
                    ObjectKind.CONSTRAINT,
                    constraint.schema(),
                    constraint.name(),
                    constraint.domain() ? null : constraint.owner()))
            .message(
                kind(constraint)
                    + " "
                    + constraint.name()
                    + " of "
                    + (constraint.domain() ? "domain " : "")
                    + constraint.schema()
                    + "."
                    + constraint.owner()
                    + " is NOT VALID: rows from before it were never looked at")
            .evidence("kind", kind(constraint));
    if (constraint.referencedTable() != null) {
      finding.evidence(
          "references", constraint.referencedSchema() + "." + constraint.referencedTable());
    }
    return finding
        .impact(
            constraint.kind() == Kind.FOREIGN_KEY
                ? "rows may refer to nothing, and the planner cannot rely on the key"
                : "old rows may break the rule, the planner cannot rely on it, and a restored dump"
                    + " fails on them only where it is validated")
        .fix(
            new Fix(
                List.of(alter(constraint) + " VALIDATE CONSTRAINT " + name(constraint)),
                note(constraint)))
        .undo(undo(constraint))
        .build();
  }

  private static String kind(Constraint constraint) {
    return switch (constraint.kind()) {
      case FOREIGN_KEY -> "foreign key";
      case CHECK -> "check constraint";
      case NOT_NULL -> "not-null constraint";
    };
  }

  private static String alter(Constraint constraint) {
    return (constraint.domain() ? "ALTER DOMAIN " : "ALTER TABLE ")
        + Identifiers.quote(constraint.schema(), constraint.owner());
  }

  private static String name(Constraint constraint) {
    return Identifiers.quote(constraint.name());
  }

  private static String note(Constraint constraint) {
    if (constraint.domain()) {
      return "It reads every table that has a column of the domain and locks these against writes"
          + " meanwhile. It fails on the first value that breaks the rule: mend such rows first.";
    }
    String locks =
        constraint.kind() == Kind.FOREIGN_KEY
            ? "SHARE UPDATE EXCLUSIVE on the table and ROW SHARE on the referenced one"
            : "SHARE UPDATE EXCLUSIVE";
    return "It reads the whole table"
        + (constraint.partitioned() ? " with all partitions" : " and its children")
        + " under "
        + locks
        + ", which blocks neither reads nor writes. It fails on the first row that breaks the"
        + " rule: mend such rows first.";
  }

  /** A validated constraint cannot be made not valid: only a new one can be. */
  private static Fix undo(Constraint constraint) {
    if (constraint.definition() == null) {
      return new Fix(
          List.of(), "Its definition was not read: somebody holds or awaits ACCESS EXCLUSIVE.");
    }
    List<String> sql = new ArrayList<>();
    sql.add(alter(constraint) + " DROP CONSTRAINT " + name(constraint));
    sql.add(
        alter(constraint) + " ADD CONSTRAINT " + name(constraint) + " " + constraint.definition());
    if (constraint.comment() != null) {
      sql.add(
          "COMMENT ON CONSTRAINT "
              + name(constraint)
              + " ON "
              + (constraint.domain() ? "DOMAIN " : "")
              + Identifiers.quote(constraint.schema(), constraint.owner())
              + " IS "
              + Identifiers.literal(constraint.comment()));
    }
    return new Fix(
        sql,
        "PostgreSQL cannot take a validation back: the constraint is dropped and added as it was,"
            + " under a moment of ACCESS EXCLUSIVE; run both in one transaction.");
  }
}
