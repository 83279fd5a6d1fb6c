package io.pghealth.target;

import java.time.Duration;

/**
 * What one cycle may cost the watched server.
 *
 * @param statementTimeout bound of each statement
 * @param lockTimeout bound of each wait for a lock, below 1 s
 * @param maxConnections sessions at a time per instance, at least 1
 * @param explainsPerCycle EXPLAIN statements per cycle, 0 for none
 * @param statementsPerDatabase statements followed per database, most load first
 * @param bloatScanBudget bytes read to measure bloat, per server and hour (command line: per run)
 */
public record Limits(
    Duration statementTimeout,
    Duration lockTimeout,
    int maxConnections,
    int explainsPerCycle,
    int statementsPerDatabase,
    long bloatScanBudget) {

  /** The defaults of the contract. */
  public static Limits defaults() {
    return new Limits(Duration.ofSeconds(15), Duration.ofMillis(500), 2, 50, 500, 2L << 30);
  }
}
