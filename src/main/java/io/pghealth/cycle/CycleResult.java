package io.pghealth.cycle;

import io.pghealth.finding.LedgerResult;
import io.pghealth.history.History;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * What one cycle found out.
 *
 * @param snapshot what was read
 * @param history to be stored; the ledger's state is in it
 * @param ledger what every publisher reads
 * @param checksRun names of the checks that were asked of each watched database
 * @param serverChecksRun names of the checks that were asked of the server
 * @param configurationErrors what is wrong with the declaration itself, one sentence each
 * @param cost what it cost the servers
 */
public record CycleResult(
    Snapshot snapshot,
    History history,
    LedgerResult ledger,
    List<String> checksRun,
    List<String> serverChecksRun,
    List<String> configurationErrors,
    Cost cost) {

  /** Copies the lists. */
  public CycleResult {
    checksRun = List.copyOf(checksRun);
    serverChecksRun = List.copyOf(serverChecksRun);
    configurationErrors = List.copyOf(configurationErrors);
  }

  /** What the primary says of itself, if it was reached. */
  public Optional<InstanceFacts> primary() {
    return snapshot.primary().facts().toOptional();
  }

  /** Why the primary was not reached; empty when it was. */
  public Optional<String> connectionProblem() {
    return Optional.ofNullable(snapshot.primary().facts().missing()).map(m -> m.reason());
  }
}
