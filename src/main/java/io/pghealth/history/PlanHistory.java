package io.pghealth.history;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Severity;
import io.pghealth.snapshot.SightingFacts;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.target.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Statement windows, baselines and shapes of one server. Section of the history; see {@link
 * History}.
 *
 * <p>A cycle does two things with it, both pure: {@link #advance} takes the counters in, then
 * {@link #observed} the plans of each database.
 *
 * @param algorithm of the shapes; with another one baselines are taken anew
 * @param major of the server; with another one baselines are taken anew
 * @param statsReset of the counters that were last read; null where never reset
 * @param evictions of the counters that were last read
 * @param countedAt when counters were last read; null before
 * @param explainsSince since when {@code explains} are counted; null before
 * @param explains EXPLAIN statements sent since then, for their share of pg_stat_statements.max
 * @param databases by name
 * @param readings that followed each other and can be compared, the last one among them
 * @param churn entries that were thrown out for room
 */
public record PlanHistory(
    int algorithm,
    int major,
    Instant statsReset,
    long evictions,
    Instant countedAt,
    Instant explainsSince,
    int explains,
    Map<String, DatabasePlans> databases,
    long readings,
    Churn churn) {

  /** Name of the check that the findings are of. */
  public static final String CHECK = "PlanRegression";

  /** Raised when the same plan would get another shape. */
  public static final int ALGORITHM = 1;

  private static final Duration UNCALLED = Duration.ofHours(24);

  /** Copies the map, and fills in what an older document lacks. */
  public PlanHistory {
    databases = Map.copyOf(databases);
    churn = churn == null ? Churn.none() : churn;
  }

  /** Nothing observed yet. */
  public static PlanHistory empty() {
    return new PlanHistory(ALGORITHM, 0, null, 0, null, null, 0, Map.of(), 0, null);
  }

  /**
   * Takes the counters of a cycle in: a window per followed statement, never over a reset, lost
   * counters, an eviction, or another database or major.
   *
   * @param facts of the server, at {@code now}
   * @param watched names of the watched databases, by OID
   * @param now the operator's clock
   * @param statementsPerDatabase how many to follow, most load first
   */
  public PlanHistory advance(
      StatementFacts facts, Map<Long, String> watched, Instant now, int statementsPerDatabase) {
    return Advance.of(this, facts, watched, now, statementsPerDatabase);
  }

  /** Takes the plans of one database in, seen after {@link #advance} in the same cycle. */
  public PlanHistory observed(PlanObservation seen, Duration planInterval) {
    return Observe.of(this, seen, planInterval);
  }

  /** Takes in what applications were seen at when the counters were read. */
  public PlanHistory sighted(SightingFacts seen, Instant now) {
    return withDatabases(
        databases.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().with(seen, now))));
  }

  /**
   * Databases in which a plan was seen to be another one in the cycle of that time, each with the
   * earliest time at which an old plan was last seen.
   */
  public Map<String, Instant> flippedAt(Instant now) {
    Map<String, Instant> flipped = new HashMap<>();
    databases.forEach((name, plans) ->
        plans.statements().stream()
            .map(StatementHistory::flip)
            .filter(flip -> flip != null && flip.until().equals(now))
            .map(Flip::after)
            .min(Instant::compareTo)
            .ifPresent(after -> flipped.put(name, after)));
    return flipped;
  }

  /** With rollouts of clients, by database, before the plans of the same cycle are taken in. */
  public PlanHistory rolledOut(Map<String, Set<Rollout>> rollouts) {
    Map<String, DatabasePlans> after = new HashMap<>(databases);
    rollouts.forEach(
        (name, seen) -> after.computeIfPresent(name, (_, plans) -> plans.rolledOut(seen)));
    return withDatabases(after);
  }

  /** The plan that the statement of this finding changed to becomes its baseline. */
  public PlanHistory accept(String fingerprint, Instant now) {
    return withDatabases(
        databases.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> accept(e.getKey(), e.getValue(), fingerprint, now))));
  }

  private static DatabasePlans accept(
      String name, DatabasePlans plans, String fingerprint, Instant now) {
    return plans.with(
        plans.statements().stream()
            .map(s ->
                s.flip() != null && fingerprint(name, s.key().queryId()).equals(fingerprint)
                    ? s.accepted(now)
                    : s)
            .toList());
  }

  /** Fingerprint of the finding about a statement: one per query id, whichever role runs it. */
  public static String fingerprint(String database, long queryId) {
    return Finding.of(CHECK, Severity.INFO, Confidence.LOW)
        .database(database)
        .queryId(Long.toString(queryId))
        .message("")
        .build()
        .fingerprint();
  }

  /**
   * Whether a statement that is known was not called for 24 hours, by any role. False for one that
   * is not known.
   */
  public boolean uncalled(String database, String queryId, Instant now) {
    DatabasePlans plans = databases.get(database);
    if (plans == null) {
      return false;
    }
    Optional<Instant> last =
        plans.statements().stream()
            .filter(s -> Long.toString(s.key().queryId()).equals(queryId))
            .map(s -> s.costs().lastCalled())
            .max(Instant::compareTo);
    return last.isPresent() && last.get().isBefore(now.minus(UNCALLED));
  }

  /**
   * The same with at most so many statements: the least loaded go first, and those that flipped
   * last.
   */
  public PlanHistory bounded(int statements) {
    long all = databases.values().stream().mapToLong(d -> d.statements().size()).sum();
    if (all <= statements) {
      return this;
    }
    Set<StatementKey> kept =
        databases.values().stream()
            .flatMap(d -> d.statements().stream())
            .sorted(Advance.MOST_LOAD_FIRST)
            .limit(statements)
            .map(StatementHistory::key)
            .collect(Collectors.toSet());
    Map<String, DatabasePlans> fewer = new HashMap<>();
    databases.forEach((name, plans) ->
        fewer.put(
            name,
            plans.with(plans.statements().stream().filter(s -> kept.contains(s.key())).toList())));
    return withDatabases(fewer);
  }

  private PlanHistory withDatabases(Map<String, DatabasePlans> now) {
    return new PlanHistory(
        algorithm,
        major,
        statsReset,
        evictions,
        countedAt,
        explainsSince,
        explains,
        now,
        readings,
        churn);
  }
}
