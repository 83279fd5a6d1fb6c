package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import java.util.List;

/**
 * Measures btree indexes with pgstatindex, which reads every page.
 *
 * <p>Once a cycle, for each database in turn, so that all share the server's budget:
 *
 * <pre>{@code
 * List<BloatRequest> requests =
 *     new BloatChoice(target, settings).requests(databaseSnapshot, history.bloat(), snapshot.at());
 * List<BloatMeasurement> results =
 *     requests.isEmpty() ? List.of() : scan.measure(sessionOfPrimary, requests, facts);
 * bloat = bloat.record(databaseSnapshot, target.primary(), results, snapshot.at());
 * }</pre>
 */
public final class BloatScan {

  /**
   * Measures one after the other, each in a statement of its own. Never throws: what fails is a
   * {@link BloatMeasurement.Failed}, and a broken connection fails the rest.
   */
  public List<BloatMeasurement> measure(
      Session session, IndexFacts.Pgstattuple pgstattuple, List<BloatRequest> requests) {
    throw new UnsupportedOperationException();
  }
}
