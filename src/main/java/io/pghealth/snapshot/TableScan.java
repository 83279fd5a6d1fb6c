package io.pghealth.snapshot;

import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.SessionException.Reason;
import io.pghealth.postgres.Sql;
import io.pghealth.snapshot.TableMeasurement.Failed;
import io.pghealth.snapshot.TableMeasurement.Measured;
import io.pghealth.snapshot.TableMeasurement.Request;
import java.util.ArrayList;
import java.util.List;

/** Measures tables with pgstattuple_approx, which reads the pages that are not all-visible. */
public final class TableScan {
  /** It is under, or awaited in, ACCESS EXCLUSIVE. */
  public static final String LOCKED = "locked";

  /** Reading it takes too long. */
  public static final String TOO_SLOW = "it cannot be read within statementTimeout";

  /**
   * Measures one after the other, each in a statement of its own. Never throws: what fails is a
   * {@link Failed}; after a broken connection the rest is not tried.
   *
   * @param session in the database of the tables, on the primary
   * @param extensionSchema schema of pgstattuple in that database
   * @param requests as chosen
   */
  public List<TableMeasurement> measure(
      Session session, String extensionSchema, List<Request> requests) {
    List<TableMeasurement> results = new ArrayList<>();
    for (Request request : requests) {
      try {
        results.add(
            session
                .query(
                    new Sql("table-bloat", extensionSchema),
                    row ->
                        new Measured(
                            request,
                            row.getLong("table_len"),
                            row.getLong("tuples"),
                            row.getLong("free_bytes"),
                            row.getLong("dead_tuples"),
                            row.getLong("dead_bytes"),
                            row.getInt("block_size")),
                    request.tableOid())
                .getFirst());
      } catch (SessionException e) {
        if (e.reason() == Reason.UNDEFINED) {
          // Dropped since it was listed: nothing to say of it.
          continue;
        }
        results.add(new Failed(request, reason(e)));
        if (e.reason() == Reason.BROKEN || e.reason() == Reason.UNREACHABLE) {
          break;
        }
      }
    }
    return results;
  }

  private static String reason(SessionException e) {
    return switch (e.reason()) {
      case LOCKED -> LOCKED;
      case CANCELLED -> TOO_SLOW;
      default -> e.getMessage();
    };
  }
}
