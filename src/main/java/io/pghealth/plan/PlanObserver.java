package io.pghealth.plan;

import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Looks at the plans of one database. */
public final class PlanObserver {
  private final Sessions sessions;

  /** Opens its sessions, one at a time, with these. */
  public PlanObserver(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Explains the statements that are due, most load first, each at most once per planInterval
   * unless its cost, its relations or its settings changed.
   *
   * @param target whose primary is asked, with its limits and schedule
   * @param database which
   * @param facts of the server, in this cycle
   * @param history already advanced by these facts
   * @param explains how many EXPLAIN statements are left in this cycle, of limits.explainsPerCycle
   * @param now the operator's clock, as given to {@link PlanHistory#advance}
   */
  public PlanObservation observe(
      Target target,
      DatabaseSnapshot database,
      StatementFacts facts,
      PlanHistory history,
      int explains,
      Instant now) {
    return new PlanObservation(database.name(), now, null, List.of(), null, 0, Map.of());
  }

  Sessions sessions() {
    return sessions;
  }
}
