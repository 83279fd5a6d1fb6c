package io.pghealth.history;

import io.pghealth.snapshot.BloatMeasurement;
import io.pghealth.snapshot.BloatPages;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.target.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was measured with pgstatindex, and what that cost. Section of the {@link History}.
 *
 * @param hourStart when the hour began in which {@code bytesRead} was read; null before the first
 * @param bytesRead bytes read in that hour
 * @param bytesPerSecond read rate of the server, the slower of the last ones; 0 while unknown
 * @param indexes measurements, at most {@link BloatRecord#MOST}
 */
public record BloatHistory(
    Instant hourStart, long bytesRead, long bytesPerSecond, List<IndexBloatEvidence> indexes) {

  /** Copies the list. */
  public BloatHistory {
    indexes = indexes == null ? List.of() : List.copyOf(indexes);
  }

  /**
   * One index.
   *
   * @param databaseOid its database
   * @param indexOid its OID
   * @param fileNode its file when it was measured; a rebuilt index has another
   * @param at when it was tried last
   * @param sizeBytes size when it was tried last
   * @param writes rows written to its table by then
   * @param blockSize bytes of a page; 0 where it was never measured
   * @param pages null where it was never measured
   * @param failure why the last try failed; null when it did not
   * @param observations the latest ones of this file, oldest first, at most three
   */
  public record IndexBloatEvidence(
      long databaseOid,
      long indexOid,
      long fileNode,
      Instant at,
      long sizeBytes,
      long writes,
      int blockSize,
      BloatPages pages,
      String failure,
      List<Observation> observations) {

    /** Copies the list. */
    public IndexBloatEvidence {
      observations = observations == null ? List.of() : List.copyOf(observations);
    }
  }

  /**
   * What tells whether deleted pages are used again.
   *
   * @param deleted deleted and half-dead pages
   * @param inserted rows that had been inserted into the table, or updated, so that the index took
   *     new tuples
   * @param total all pages
   */
  public record Observation(long deleted, long inserted, long total) {}

  /** Nothing observed yet. */
  public static BloatHistory empty() {
    return new BloatHistory(null, 0, 0, List.of());
  }

  /** For a run of the command line, which has a budget of its own. */
  public BloatHistory withFreshBudget() {
    return new BloatHistory(null, 0, bytesPerSecond, indexes);
  }

  /** What is known of an index. */
  public Optional<IndexBloatEvidence> index(long databaseOid, long indexOid) {
    return indexes.stream()
        .filter(i -> i.databaseOid() == databaseOid && i.indexOid() == indexOid)
        .findFirst();
  }

  /** Bytes that may still be read in the hour that {@code now} is in. */
  public long budgetLeft(long budget, Instant now) {
    return Math.max(0, budget - (sameHour(now) ? bytesRead : 0));
  }

  /** Charges bytes that were read otherwise than by {@link #record}. */
  public BloatHistory spent(long bytes, Instant now) {
    if (bytes == 0) {
      return this;
    }
    return sameHour(now)
        ? new BloatHistory(hourStart, bytesRead + bytes, bytesPerSecond, indexes)
        : new BloatHistory(now, bytes, bytesPerSecond, indexes);
  }

  boolean sameHour(Instant now) {
    return hourStart != null && now.isBefore(hourStart.plusSeconds(3600));
  }

  /**
   * Takes in what {@link io.pghealth.snapshot.BloatScan} measured in one database. Indexes that are
   * gone from it are forgotten.
   *
   * @param database as of this cycle, with its indexes
   * @param primary where it was measured
   * @param results of this cycle
   * @param now when this cycle began
   */
  public BloatHistory record(
      DatabaseSnapshot database, Endpoint primary, List<BloatMeasurement> results, Instant now) {
    return new BloatRecord(this, database, primary, now).with(results);
  }
}
