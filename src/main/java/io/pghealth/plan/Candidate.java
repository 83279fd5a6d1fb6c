package io.pghealth.plan;

import io.pghealth.history.PlanObservation;
import io.pghealth.history.Shape;
import io.pghealth.history.ShapeSet;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKind;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A statement on its way through a round.
 *
 * @param statement as it is followed
 * @param text its text, never to be shown
 * @param asked what is explained: its text, or the query that stands for it
 * @param settings of its role and database
 * @param generic its generic plan; null before it was explained
 * @param common its plan with the most common values; null where it could not be had
 * @param median its plan with the median values; null where it could not be had
 * @param missing why one of the two could not be had; null where both could, or none is needed
 */
record Candidate(
    StatementHistory statement,
    StatementText text,
    StatementText asked,
    PlannerSettings settings,
    PlanNode generic,
    PlanNode common,
    PlanNode median,
    String missing) {

  static Candidate of(StatementHistory statement, StatementText text, PlannerSettings settings) {
    return new Candidate(statement, text, text, settings, null, null, null, null);
  }

  /** As the query of the rows that it changes, which no workers help to find. */
  Candidate asked(StatementText query) {
    return new Candidate(statement, text, query, settings.serial(), null, null, null, null);
  }

  /** As the same query of one partition. */
  Candidate ofPartition(StatementText query) {
    return new Candidate(statement, text, query, settings, null, null, null, null);
  }

  /** Whether one partition stands for the table: of a query no other text is asked. */
  boolean ofPartition() {
    return asked != text && text.kind() == StatementKind.QUERY;
  }

  /** What begins the hashes of its shapes. */
  private String family() {
    if (asked == text) {
      return "";
    }
    return ofPartition() ? ShapeSet.PARTITION : ShapeSet.REWRITTEN;
  }

  Candidate with(PlanNode plan) {
    return new Candidate(statement, text, asked, settings, plan, null, null, null);
  }

  Candidate with(PlanNode ofCommon, PlanNode ofMedian, String why) {
    return new Candidate(statement, text, asked, settings, generic, ofCommon, ofMedian, why);
  }

  /** Names of the relations in all its plans. */
  Set<String> relations() {
    Set<String> names = new LinkedHashSet<>();
    Stream.of(generic, common, median)
        .filter(Objects::nonNull)
        .flatMap(PlanNode::all)
        .map(PlanNode::relation)
        .filter(Objects::nonNull)
        .forEach(names::add);
    return names;
  }

  /**
   * Its shapes.
   *
   * @throws IllegalStateException when something of a plan is not in the catalog any more
   */
  PlanObservation.Statement look(Names names) {
    boolean blind = generic.pruned();
    Shape whole = blind ? null : shape(generic, names);
    Shape usual = common == null ? null : shape(common, names);
    Shape middle = median == null ? null : shape(median, names);
    return new PlanObservation.Statement(
        statement.key(),
        text.kind(),
        text.shown(),
        new ShapeSet(hash(whole), hash(usual), hash(middle)),
        Stream.of(whole, usual, middle).filter(Objects::nonNull).distinct().toList(),
        blind && missing == null
            ? "before 16 the generic plan of a partitioned table shows no partition"
            : missing,
        null,
        text.traits());
  }

  private Shape shape(PlanNode plan, Names names) {
    Shape shape = ShapeBuilder.of(plan, names);
    return shape.named(family() + shape.hash());
  }

  private static String hash(Shape shape) {
    return shape == null ? null : shape.hash();
  }
}
