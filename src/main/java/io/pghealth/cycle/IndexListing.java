package io.pghealth.cycle;

import io.pghealth.bloat.RebuiltSize;
import io.pghealth.bloat.RebuiltSize.Estimated;
import io.pghealth.bloat.SizeFacts;
import io.pghealth.bloat.SizePredictor;
import io.pghealth.check.MeasuredSize;
import io.pghealth.finding.Confidence;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.BloatMeasurement;
import io.pghealth.snapshot.BloatRequest;
import io.pghealth.snapshot.BloatScan;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Pgstattuple;
import io.pghealth.snapshot.IndexUsage.Scans;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.ScopeCollector;
import io.pghealth.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every index of the watched databases with the size that a rebuild would give it: estimated from
 * statistics, and measured with pgstatindex where these do not tell, as far as {@code
 * bloatScanBudget} goes.
 */
public final class IndexListing {
  private final Target target;
  private final Sessions sessions;

  /** Of one server. */
  public IndexListing(Target target, Sessions sessions) {
    this.target = target;
    this.sessions = sessions;
  }

  /**
   * One database.
   *
   * @param name of it
   * @param indexes by schema, table and name; empty where it could not be read
   * @param problem why it could not be read; null where it could
   */
  public record Listed(String name, List<Row> indexes, String problem) {}

  /**
   * One index that holds something, or that was locked.
   *
   * @param index what the catalogs say
   * @param rebuilt its size after a rebuild, or why that is not known
   * @param measured whether that size was measured
   * @param scans on all instances; null where one of them was not read
   */
  public record Row(Index index, RebuiltSize rebuilt, boolean measured, Long scans) {}

  /** What the primary is; why it was not reached where it was not. */
  public Collected<InstanceFacts> primary() {
    return new InstanceStep(target, sessions, Set.of(), new ArrayList<>()).run().getFirst().facts();
  }

  /** Lists the databases of a primary that was reached, by name. */
  public List<Listed> list(InstanceFacts primary) {
    List<InstanceSnapshot> instances =
        new InstanceStep(target, sessions, Set.of(), new ArrayList<>()).run();
    DatabaseStep step =
        new DatabaseStep(
            target,
            sessions,
            instances,
            SizeFacts.NEEDS,
            database -> new ScopeCollector(Floor.EVERY_TABLE, List.of()));
    long[] budget = {target.limits().bloatScanBudget()};
    return DatabaseStep.watched(target, primary.databases()).stream()
        .map(step::read)
        .map(database -> listed(database, budget))
        .toList();
  }

  private Listed listed(DatabaseSnapshot database, long[] budget) {
    Optional<IndexFacts> facts = database.indexes().toOptional();
    if (facts.isEmpty()) {
      return new Listed(database.name(), List.of(), database.indexes().missing().reason());
    }
    Map<Long, RebuiltSize> sizes = estimates(database, facts.get());
    Map<Long, RebuiltSize> measured = measure(database, facts.get(), sizes, budget);
    List<Row> rows =
        facts.get().indexes().values().stream()
            .filter(i -> !i.partitioned())
            .sorted(
                Comparator.comparing(Index::schema)
                    .thenComparing(Index::table)
                    .thenComparing(Index::name))
            .map(i ->
                new Row(
                    i,
                    measured.getOrDefault(i.oid(), sizes.get(i.oid())),
                    measured.containsKey(i.oid()),
                    scans(database, i)))
            .toList();
    return new Listed(database.name(), rows, null);
  }

  private static Map<Long, RebuiltSize> estimates(DatabaseSnapshot database, IndexFacts facts) {
    Map<Long, RebuiltSize> sizes = new HashMap<>();
    Optional<SizePredictor> predictor = SizeFacts.of(database).toOptional().map(SizePredictor::new);
    for (Index index : facts.indexes().values()) {
      sizes.put(
          index.oid(),
          !index.accessMethod().equals("btree")
              ? none("only btree indexes are estimated")
              : index.is(IndexFacts.Flag.INVALID)
                  ? none("it is invalid")
                  : predictor
                      .map(p -> p.predict(index))
                      .orElse(none("the statistics could not be read")));
    }
    return sizes;
  }

  private static RebuiltSize none(String reason) {
    return new RebuiltSize.NotEstimated(reason, Remedy.none());
  }

  /** The largest first, those only whose estimate is no verdict. */
  private Map<Long, RebuiltSize> measure(
      DatabaseSnapshot database, IndexFacts facts, Map<Long, RebuiltSize> sizes, long[] budget) {
    Pgstattuple pgstattuple = facts.pgstattuple();
    List<BloatRequest> requests = new ArrayList<>();
    if (pgstattuple.schema() != null && pgstattuple.allowed()) {
      facts.indexes().values().stream()
          .filter(i -> i.accessMethod().equals("btree") && !i.partitioned())
          .filter(i -> !i.is(IndexFacts.Flag.INVALID) && uncertain(sizes.get(i.oid())))
          .sorted(Comparator.comparingLong(Index::sizeBytes).reversed().thenComparing(Index::oid))
          .filter(i -> i.sizeBytes() <= budget[0])
          .forEach(i -> {
            if (i.sizeBytes() <= budget[0]) {
              budget[0] -= i.sizeBytes();
              requests.add(new BloatRequest(i.oid(), i.fileNode(), i.sizeBytes()));
            }
          });
    }
    if (requests.isEmpty()) {
      return Map.of();
    }
    Map<Long, RebuiltSize> measured = new HashMap<>();
    try (Session session = sessions.open(target.primary(), database.name())) {
      for (BloatMeasurement one : new BloatScan().measure(session, pgstattuple, requests)) {
        if (one instanceof BloatMeasurement.Measured m) {
          Index index = facts.indexes().get(m.request().indexOid());
          measured.put(
              index.oid(),
              new Estimated(
                  MeasuredSize.rebuiltBytes(m, index.fillfactor()),
                  Confidence.MEDIUM,
                  "measured: what a rebuild would merge or order otherwise is not foreseen",
                  Remedy.none()));
        }
      }
    } catch (SessionException e) {
      // The estimates stand, with their doubts.
    }
    return measured;
  }

  private static boolean uncertain(RebuiltSize size) {
    return !(size instanceof Estimated e) || e.confidence() == Confidence.LOW;
  }

  private static Long scans(DatabaseSnapshot database, Index index) {
    long sum = 0;
    for (var usage : database.usage().values()) {
      if (usage.toOptional().isEmpty()) {
        return null;
      }
      Scans scans = usage.toOptional().get().scans().get(index.oid());
      sum += scans == null ? 0 : scans.count();
    }
    return sum;
  }
}
