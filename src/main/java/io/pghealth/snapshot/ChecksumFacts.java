package io.pghealth.snapshot;

import java.time.Instant;
import java.util.List;

/**
 * Pages of one instance that failed their checksum, since the counters were lost last.
 *
 * @param enabled whether the cluster has checksums at all
 * @param failures of databases with at least one
 */
public record ChecksumFacts(boolean enabled, List<Failure> failures) {

  /** Copies the list. */
  public ChecksumFacts {
    failures = List.copyOf(failures);
  }

  /**
   * Failures of one database.
   *
   * @param database its name; null for relations that all databases share
   * @param count pg_stat_database.checksum_failures
   * @param last when the last one was, by the instance's clock; may be null
   */
  public record Failure(String database, long count, Instant last) {}
}
