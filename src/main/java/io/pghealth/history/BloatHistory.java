package io.pghealth.history;

import static java.util.Comparator.comparingLong;

import io.pghealth.snapshot.BloatMeasurement;
import io.pghealth.snapshot.BloatPages;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.target.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was estimated of indexes and measured with pgstatindex, and what that cost. Section of the
 * {@link History}.
 *
 * @param hourStart when the hour began in which {@code bytesRead} was read; null before the first
 * @param bytesRead bytes read in that hour
 * @param bytesPerSecond read rate of the server, the slower of the last ones; 0 while unknown
 * @param indexes measurements, at most {@link BloatRecord#MOST}
 * @param estimates at most as many
 * @param densities of indexes that are no btrees, at most {@link #MOST_DENSITIES}
 */
public record BloatHistory(
    Instant hourStart,
    long bytesRead,
    long bytesPerSecond,
    List<IndexBloatEvidence> indexes,
    List<SizeEstimate> estimates,
    List<IndexDensity> densities) {
  private static final int MOST_DENSITIES = 1_000;

  /** Copies the lists. */
  public BloatHistory {
    indexes = indexes == null ? List.of() : List.copyOf(indexes);
    estimates = estimates == null ? List.of() : List.copyOf(estimates);
    densities = densities == null ? List.of() : List.copyOf(densities);
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
    return new BloatHistory(null, 0, 0, List.of(), List.of(), List.of());
  }

  /** For a run of the command line, which has a budget of its own. */
  public BloatHistory withFreshBudget() {
    return new BloatHistory(null, 0, bytesPerSecond, indexes, estimates, densities);
  }

  /** What is known of an index. */
  public Optional<IndexBloatEvidence> index(long databaseOid, long indexOid) {
    return indexes.stream()
        .filter(i -> i.databaseOid() == databaseOid && i.indexOid() == indexOid)
        .findFirst();
  }

  /** What was estimated of an index. */
  public Optional<SizeEstimate> estimate(long databaseOid, long indexOid) {
    return estimates.stream()
        .filter(e -> e.databaseOid() == databaseOid && e.indexOid() == indexOid)
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
    boolean same = sameHour(now);
    return new BloatHistory(
        same ? hourStart : now,
        same ? bytesRead + bytes : bytes,
        bytesPerSecond,
        indexes,
        estimates,
        densities);
  }

  boolean sameHour(Instant now) {
    return hourStart != null && now.isBefore(hourStart.plusSeconds(3600));
  }

  /**
   * Takes in what was estimated in one database. Indexes that are gone from it are forgotten, and
   * where there are too many, the smallest ones.
   *
   * @param database as of this cycle, with its indexes
   * @param now what was estimated in this cycle
   */
  public BloatHistory estimated(DatabaseSnapshot database, List<SizeEstimate> now) {
    Map<Long, SizeEstimate> here = new HashMap<>();
    List<SizeEstimate> kept = new ArrayList<>();
    for (SizeEstimate before : estimates) {
      if (before.databaseOid() != database.oid()) {
        kept.add(before);
      } else if (BloatRecord.exists(database, before.indexOid())) {
        here.put(before.indexOid(), before);
      }
    }
    now.forEach(e -> here.put(e.indexOid(), e));
    kept.addAll(here.values());
    kept.sort(
        comparingLong(SizeEstimate::sizeBytes)
            .reversed()
            .thenComparingLong(SizeEstimate::databaseOid)
            .thenComparingLong(SizeEstimate::indexOid));
    return new BloatHistory(
        hourStart,
        bytesRead,
        bytesPerSecond,
        indexes,
        kept.subList(0, Math.min(BloatRecord.MOST, kept.size())),
        densities);
  }

  /** What is known of an index that is no btree. */
  public Optional<IndexDensity> density(long databaseOid, long indexOid) {
    return densities.stream()
        .filter(d -> d.databaseOid() == databaseOid && d.indexOid() == indexOid)
        .findFirst();
  }

  /**
   * Takes in how dense indexes of one database are that are no btrees. Those that are gone from it
   * are forgotten; where there are too many, new ones are not taken in.
   *
   * @param database as of this cycle, with its indexes
   * @param samples of this cycle
   * @param now when this cycle began
   */
  public BloatHistory sampled(
      DatabaseSnapshot database, List<IndexDensity.Sample> samples, Instant now) {
    Map<Long, IndexDensity> here = new TreeMap<>();
    List<IndexDensity> kept = new ArrayList<>();
    for (IndexDensity before : densities) {
      if (before.databaseOid() != database.oid()) {
        kept.add(before);
      } else if (BloatRecord.exists(database, before.indexOid())) {
        here.put(before.indexOid(), before);
      }
    }
    for (IndexDensity.Sample sample : samples) {
      IndexDensity before = here.get(sample.indexOid());
      if (before != null) {
        here.put(sample.indexOid(), before.next(sample, now));
      } else if (kept.size() + here.size() < MOST_DENSITIES) {
        here.put(sample.indexOid(), IndexDensity.first(database.oid(), sample, now));
      }
    }
    kept.addAll(here.values());
    return new BloatHistory(hourStart, bytesRead, bytesPerSecond, indexes, estimates, kept);
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
