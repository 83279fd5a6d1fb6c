package io.pghealth.cycle;

import io.pghealth.check.TableBloatChoice;
import io.pghealth.check.TableBloatSettings;
import io.pghealth.history.BloatHistory;
import io.pghealth.history.TableBloatHistory;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.TableMeasurement;
import io.pghealth.snapshot.TableMeasurement.Request;
import io.pghealth.snapshot.TableScan;
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.List;

/** Measures the tables that what is left of the budget allows. */
final class TableBloatStep {
  private final Target target;
  private final Sessions sessions;
  private final TableBloatChoice choice;

  /**
   * What came of it.
   *
   * @param budget with what was read here
   * @param tables measurements
   */
  record Measured(BloatHistory budget, TableBloatHistory tables) {}

  TableBloatStep(Target target, Sessions sessions, TableBloatSettings settings) {
    this.target = target;
    this.sessions = sessions;
    this.choice = new TableBloatChoice(target, settings);
  }

  Measured run(DatabaseSnapshot database, Measured before, Instant now) {
    List<Request> requests = choice.requests(database, before.tables(), before.budget(), now);
    List<TableMeasurement> results = measure(database, requests);
    long read = results.stream().mapToLong(r -> r.request().sizeBytes()).sum();
    return new Measured(
        before.budget().spent(read, now), before.tables().record(database, results, now));
  }

  private List<TableMeasurement> measure(DatabaseSnapshot database, List<Request> requests) {
    if (requests.isEmpty()) {
      return List.of();
    }
    // Without its schema nothing was chosen.
    String schema = database.indexes().toOptional().orElseThrow().pgstattuple().schema();
    try (Session session = sessions.open(target.primary(), database.name())) {
      return new TableScan().measure(session, schema, requests);
    } catch (SessionException e) {
      // Not tried: the next cycle tries again, and until then the check says what is not known.
      return List.of();
    }
  }
}
