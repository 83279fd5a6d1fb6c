package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.SessionException.Reason;
import io.pghealth.postgres.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
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
 *     requests.isEmpty()
 *         ? List.of()
 *         : scan.measure(sessionOfPrimary, indexFacts.pgstattuple(), requests);
 * bloat = bloat.record(databaseSnapshot, target.primary(), results, snapshot.at());
 * }</pre>
 *
 * <p>{@code record} is called with an empty list too: it forgets indexes that are gone.
 */
public final class BloatScan {

  /**
   * Measures one after the other, each in a statement of its own. Never throws: what fails is a
   * {@link BloatMeasurement.Failed}; after a broken connection the rest is not tried.
   *
   * @param session in the database of the indexes, on the primary
   * @param pgstattuple of that database, with a schema
   * @param requests as chosen
   */
  public List<BloatMeasurement> measure(
      Session session, IndexFacts.Pgstattuple pgstattuple, List<BloatRequest> requests) {
    List<BloatMeasurement> results = new ArrayList<>();
    for (BloatRequest request : requests) {
      long start = System.nanoTime();
      try {
        results.add(
            session
                .query(
                    new Sql("index-bloat", pgstattuple.schema()),
                    row -> measured(row, request, start),
                    request.indexOid())
                .getFirst());
      } catch (SessionException e) {
        if (e.reason() == Reason.UNDEFINED) {
          // Dropped or rebuilt since it was listed: nothing to say of it.
          continue;
        }
        results.add(
            new BloatMeasurement.Failed(
                request, reason(e), e.reason() == Reason.CANCELLED, since(start)));
        if (e.reason() == Reason.BROKEN || e.reason() == Reason.UNREACHABLE) {
          break;
        }
      }
    }
    return results;
  }

  private static String reason(SessionException e) {
    return switch (e.reason()) {
      case LOCKED -> "locked";
      case CANCELLED -> "it cannot be read within statementTimeout";
      default -> e.getMessage();
    };
  }

  private static BloatMeasurement measured(ResultSet row, BloatRequest request, long start)
      throws SQLException {
    double density = row.getDouble("avg_leaf_density");
    BloatPages pages =
        new BloatPages(
            row.getLong("internal_pages"),
            row.getLong("leaf_pages"),
            row.getLong("empty_pages"),
            row.getLong("deleted_pages"),
            Double.isNaN(density) ? 0 : density);
    return new BloatMeasurement.Measured(request, pages, row.getInt("block_size"), since(start));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
