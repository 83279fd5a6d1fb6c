package io.pghealth.operator;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Not alive when a cycle that was interrupted does not end: only a new process helps then. */
@Liveness
@Singleton
class WorkersAlive implements HealthCheck {
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final Workers workers;

  WorkersAlive(Workers workers) {
    this.workers = workers;
  }

  @Override
  public HealthCheckResponse call() {
    Duration longest = workers.longest();
    return HealthCheckResponse.named("cycles")
        .status(longest.compareTo(workers.limit().plus(GRACE)) <= 0)
        .withData("longestSeconds", longest.toSeconds())
        .build();
  }
}
