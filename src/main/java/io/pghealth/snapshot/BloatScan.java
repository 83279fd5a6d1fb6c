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

/** Measures btree indexes with pgstatindex, which reads every page. */
public final class BloatScan {

  /**
   * Measures one after the other, each in a statement of its own. Never throws: what fails is a
   * {@link BloatMeasurement.Failed}; after a broken connection the rest is not tried.
   *
   * @param session in the database of the indexes, on the primary or a replica of it
   * @param pgstattuple of that database, with a schema
   * @param requests as chosen
   */
  public List<BloatMeasurement> measure(
      Session session, IndexFacts.Pgstattuple pgstattuple, List<BloatRequest> requests) {
    List<BloatMeasurement> results = new ArrayList<>();
    for (BloatRequest request : requests) {
      long start = System.nanoTime();
      try {
        // None where it was dropped or rebuilt since it was listed, or not yet on a replica.
        results.addAll(
            session.query(
                new Sql("index-bloat", pgstattuple.schema()),
                row -> measured(row, request, start),
                request.indexOid(),
                request.fileNode()));
      } catch (SessionException e) {
        if (e.reason() == Reason.UNDEFINED) {
          // Dropped just now.
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
