package io.pghealth.history;

import io.pghealth.snapshot.CauseFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one cycle saw of one database's plans.
 *
 * @param database its name
 * @param at when, by the operator's clock
 * @param catalog of the relations that followed statements read; null where it was not read
 * @param statements looked at in this cycle, explained or not
 * @param role why nothing at all may be explained here; null where it may
 * @param explains EXPLAIN statements sent
 * @param scansAdded what they added to idx_scan, by index OID
 */
public record PlanObservation(
    String database,
    Instant at,
    CauseFacts catalog,
    List<Statement> statements,
    Refusal role,
    int explains,
    Map<Long, Long> scansAdded) {

  /** Copies the collections. */
  public PlanObservation {
    statements = List.copyOf(statements);
    scansAdded = Map.copyOf(scansAdded);
  }

  /**
   * One statement.
   *
   * @param key which
   * @param kind from its text
   * @param text re-lexed, without literals; null where it was not read
   * @param shapes null where it was not explained
   * @param trees the shapes that the set names
   * @param missing why members of the set are missing; null where none is
   * @param refusal why it was not explained; null where it was, or was not tried
   * @param traits of its text; null where it has none, or was not read
   * @param reading what its plans say of its conditions
   */
  public record Statement(
      StatementKey key,
      StatementKind kind,
      String text,
      ShapeSet shapes,
      List<Shape> trees,
      String missing,
      Refusal refusal,
      StatementTraits traits,
      PlanReading reading) {

    /** Copies the list. */
    public Statement {
      trees = List.copyOf(trees);
      reading = reading == null ? PlanReading.NOTHING : reading;
    }

    /** With what its plans say of its conditions. */
    public Statement with(PlanReading read) {
      return new Statement(key, kind, text, shapes, trees, missing, refusal, traits, read);
    }

    /** Without conditions. */
    public Statement(
        StatementKey key,
        StatementKind kind,
        String text,
        ShapeSet shapes,
        List<Shape> trees,
        String missing,
        Refusal refusal,
        StatementTraits traits) {
      this(key, kind, text, shapes, trees, missing, refusal, traits, null);
    }

    /** Without traits and conditions. */
    public Statement(
        StatementKey key,
        StatementKind kind,
        String text,
        ShapeSet shapes,
        List<Shape> trees,
        String missing,
        Refusal refusal) {
      this(key, kind, text, shapes, trees, missing, refusal, null, null);
    }
  }
}
