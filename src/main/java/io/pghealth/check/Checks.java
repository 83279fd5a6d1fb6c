package io.pghealth.check;

import java.util.List;

/** The list of checks. Schema, metrics, events and documentation hang on the names in it. */
public final class Checks {
  private Checks() {}

  /** Every check, in the order in which settings are shown. */
  public static List<Check<?>> all() {
    return List.of(
        new UnusedIndex(),
        new IndexBloat(),
        new PlanRegression(),
        new SequenceExhaustion(),
        new NotValidatedConstraint(),
        new CollationVersionMismatch(),
        new ChecksumFailures(),
        new DangerousSettings(),
        new UnsupportedVersion(),
        new NoPrimaryKey(),
        new DefaultPartitionFilling(),
        new MissingFuturePartition(),
        new DuplicateIndex(),
        new RedundantIndex(),
        new XminHorizonHeld(),
        new WraparoundRisk(),
        new MultixactRisk(),
        new MissingForeignKeyIndex(),
        new InvalidIndex(),
        new LowValueIndex(),
        new AutovacuumOverdue(),
        new MissingIndex(),
        new UnprunedPartitions(),
        new NPlusOne(),
        new StaleStatistics(),
        new MisfitIndex(),
        new QueueTableChurn(),
        new TableBloat(),
        new DeepOffset(),
        new Spill(),
        new UnboundedResult(),
        new OverIndexedTable(),
        new StatementsEvicting(),
        new QueryRegression(),
        new LatencyTail(),
        new ClientSideSort(),
        new FixRegressed());
  }
}
