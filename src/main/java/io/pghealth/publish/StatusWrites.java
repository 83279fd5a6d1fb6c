package io.pghealth.publish;

import io.pghealth.api.DatabaseReportStatus;
import io.pghealth.api.PostgresMonitorStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a status is worth writing: at once when something happened, else every ten minutes, so
 * that lastCheckTime and the numbers in prose do not cost the API server a write per cycle.
 */
public final class StatusWrites {
  private static final Duration QUIET = Duration.ofMinutes(10);

  private StatusWrites() {}

  /**
   * Of a monitor.
   *
   * @param stands what stands there; null where nothing does
   */
  public static boolean worth(PostgresMonitorStatus stands, PostgresMonitorStatus next) {
    return stands == null
        || !news(stands).equals(news(next))
        || due(stands.lastCheckTime(), next.lastCheckTime());
  }

  /**
   * Of a report.
   *
   * @param stands what stands there; null where nothing does
   */
  public static boolean worth(DatabaseReportStatus stands, DatabaseReportStatus next) {
    return stands == null
        || !news(stands).equals(news(next))
        || due(stands.lastCheckTime(), next.lastCheckTime());
  }

  private static boolean due(Instant stands, Instant next) {
    return next != null && (stands == null || Duration.between(stands, next).compareTo(QUIET) >= 0);
  }

  private static PostgresMonitorStatus news(PostgresMonitorStatus s) {
    return new PostgresMonitorStatus(
        s.observedGeneration(),
        Drift.conditions(s.conditions()),
        s.server(),
        s.summary(),
        Drift.findings(s.findings()),
        Drift.notAssessed(s.notAssessed()),
        s.truncated(),
        s.recentTransitions(),
        s.effectiveChecks(),
        null);
  }

  private static DatabaseReportStatus news(DatabaseReportStatus s) {
    return new DatabaseReportStatus(
        s.summary(),
        Drift.findings(s.findings()),
        Drift.notAssessed(s.notAssessed()),
        s.truncated(),
        null);
  }
}
