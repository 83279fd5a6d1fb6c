package io.pghealth.history;

import static java.util.Comparator.comparingLong;

import io.pghealth.history.BloatHistory.IndexBloatEvidence;
import io.pghealth.history.BloatHistory.Observation;
import io.pghealth.snapshot.BloatMeasurement;
import io.pghealth.snapshot.BloatMeasurement.Failed;
import io.pghealth.snapshot.BloatMeasurement.Measured;
import io.pghealth.snapshot.BloatRequest;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexUsage.TableWrites;
import io.pghealth.target.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes one cycle's measurements of one database into the history. */
final class BloatRecord {
  /** Measurements kept; the smallest indexes go first. */
  static final int MOST = 5_000;

  /** Less is read from cache in no time and says nothing about the rate. */
  private static final long LEAST_FOR_RATE = 8L << 20;

  private static final int OBSERVATIONS = 3;

  private final BloatHistory previous;
  private final DatabaseSnapshot database;
  private final Endpoint primary;
  private final Instant now;

  BloatRecord(BloatHistory previous, DatabaseSnapshot database, Endpoint primary, Instant now) {
    this.previous = previous;
    this.database = database;
    this.primary = primary;
    this.now = now;
  }

  BloatHistory with(List<BloatMeasurement> results) {
    Map<Long, IndexBloatEvidence> here = new HashMap<>();
    List<IndexBloatEvidence> kept = new ArrayList<>();
    for (IndexBloatEvidence index : previous.indexes()) {
      if (index.databaseOid() != database.oid()) {
        kept.add(index);
      } else if (exists(database, index.indexOid())) {
        here.put(index.indexOid(), index);
      }
    }
    long read = previous.sameHour(now) ? previous.bytesRead() : 0;
    long rate = previous.bytesPerSecond();
    for (BloatMeasurement result : results) {
      here.compute(result.request().indexOid(), (oid, before) -> evidence(before, result));
      read += result.request().sizeBytes();
      rate = rate(rate, result);
    }
    kept.addAll(here.values());
    kept.sort(
        comparingLong(IndexBloatEvidence::sizeBytes)
            .reversed()
            .thenComparingLong(IndexBloatEvidence::databaseOid)
            .thenComparingLong(IndexBloatEvidence::indexOid));
    return new BloatHistory(
        previous.sameHour(now) ? previous.hourStart() : results.isEmpty() ? null : now,
        read,
        rate,
        kept.subList(0, Math.min(MOST, kept.size())),
        previous.estimates(),
        previous.densities());
  }

  static boolean exists(DatabaseSnapshot database, long indexOid) {
    return database
        .indexes()
        .toOptional()
        .map(facts ->
            facts.indexes().containsKey(indexOid)
                || facts.locked().stream().anyMatch(l -> l.oid() == indexOid))
        .orElse(true);
  }

  private IndexBloatEvidence evidence(IndexBloatEvidence before, BloatMeasurement result) {
    BloatRequest request = result.request();
    boolean sameFile = before != null && before.fileNode() == request.fileNode();
    TableWrites writes = writes(request.indexOid());
    return switch (result) {
      case Measured measured -> {
        List<Observation> observations =
            new ArrayList<>(sameFile ? before.observations() : List.of());
        observations.add(
            new Observation(
                measured.pages().deleted() + measured.pages().empty(),
                writes.inserted() + writes.updated() - writes.hotUpdated(),
                measured.pages().total()));
        yield new IndexBloatEvidence(
            database.oid(),
            request.indexOid(),
            request.fileNode(),
            now,
            request.sizeBytes(),
            writes.total(),
            measured.blockSize(),
            measured.pages(),
            null,
            observations.subList(
                Math.max(0, observations.size() - OBSERVATIONS), observations.size()));
      }
      case Failed failed ->
          new IndexBloatEvidence(
              database.oid(),
              request.indexOid(),
              request.fileNode(),
              now,
              request.sizeBytes(),
              writes.total(),
              sameFile ? before.blockSize() : 0,
              sameFile ? before.pages() : null,
              failed.reason(),
              sameFile ? before.observations() : List.of());
    };
  }

  private TableWrites writes(long indexOid) {
    IndexFacts.Index index =
        database.indexes().toOptional().map(f -> f.indexes().get(indexOid)).orElse(null);
    return index == null
        ? new TableWrites(0, 0, 0, 0)
        : database
            .usage()
            .get(primary)
            .toOptional()
            .map(usage -> usage.tables().get(index.tableOid()))
            .orElse(new TableWrites(0, 0, 0, 0));
  }

  /** Falls at once, rises slowly: a rate taken from cache must not send us to a cold disk. */
  private static long rate(long rate, BloatMeasurement result) {
    Duration took =
        switch (result) {
          case Measured measured -> measured.took();
          case Failed failed -> failed.tooSlow() ? failed.took() : null;
        };
    if (took == null || result.request().sizeBytes() < LEAST_FOR_RATE) {
      return rate;
    }
    long seen = Math.max(1, result.request().sizeBytes() * 1000 / Math.max(1, took.toMillis()));
    return rate == 0 || seen < rate ? seen : rate + (seen - rate) / 8;
  }
}
