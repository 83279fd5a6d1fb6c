package io.pghealth.plan;

import io.pghealth.history.CatalogChange;
import io.pghealth.history.CatalogDiff;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.Refusal;
import io.pghealth.history.Shape;
import io.pghealth.history.StatementHistory;
import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.CauseCollector;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.InstanceFacts.DatabaseFacts;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at the plans of one database. Its sessions are open one after the other, never two at once:
 * limits.maxConnections may be 1.
 */
public final class PlanObserver {
  /** On 16 and later each EXPLAIN text is an entry of pg_stat_statements: at most a twentieth. */
  private static final int SHARE_OF_ENTRIES = 20;

  private static final int ENTRY_PER_EXPLAIN = 16;

  private final Sessions sessions;
  private final CauseCollector causes = new CauseCollector();

  /** Opens its sessions with these. */
  public PlanObserver(Sessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Explains the statements that are due, most load first, each at most once per planInterval
   * unless its cost, its relations or its settings changed. Never throws for what a server does.
   *
   * @param target whose primary is asked, with its limits and schedule
   * @param database which
   * @param facts of the server, in this cycle
   * @param history already advanced by these facts
   * @param explains how many EXPLAIN statements are left in this cycle, of limits.explainsPerCycle;
   *     with none, texts that were never read are read all the same
   * @param now the operator's clock, as given to {@link PlanHistory#advance}
   */
  public PlanObservation observe(
      Target target,
      DatabaseFacts database,
      StatementFacts facts,
      PlanHistory history,
      int explains,
      Instant now) {
    DatabasePlans plans = history.databases().get(database.name());
    if (plans == null) {
      return nothing(database.name(), now, null, null);
    }
    Set<String> followed = followed(plans);
    CauseFacts catalog;
    try (Session session = sessions.open(target.primary(), database.name())) {
      Collected<CauseFacts> read = causes.collect(session, followed);
      if (read instanceof Collected.Unknown<CauseFacts>(String reason, Remedy remedy)) {
        return nothing(database.name(), now, null, refusal(reason, remedy, now));
      }
      catalog = read.toOptional().orElseThrow();
    } catch (SessionException e) {
      return nothing(database.name(), now, null, refusal(e.getMessage(), Remedy.none(), now));
    }
    List<CatalogChange> changes =
        plans.catalog() == null
            ? List.of()
            : CatalogDiff.between(plans.catalog(), plans.catalogAt(), catalog, now);
    List<StatementHistory> due =
        explains == 0
            ? DueStatements.unread(plans)
            : DueStatements.of(plans, changes, target.schedule().planInterval(), now);
    int allowed = Math.min(explains, left(history, facts, target, now));
    if (due.isEmpty()) {
      return nothing(database.name(), now, roots(catalog), plans.role());
    }
    ExplainRound round =
        new ExplainRound(sessions, causes, target.primary(), database, facts, allowed, now);
    return round.run(plans, due, catalog);
  }

  /** What of planInterval's share of pg_stat_statements is left. */
  private static int left(PlanHistory history, StatementFacts facts, Target target, Instant now) {
    if (facts.major() < ENTRY_PER_EXPLAIN) {
      return Integer.MAX_VALUE;
    }
    boolean counting =
        history.explainsSince() != null
            && history.explainsSince().plus(target.schedule().planInterval()).isAfter(now);
    int bound = Math.max(1, facts.maxEntries() / SHARE_OF_ENTRIES);
    return counting ? Math.max(0, bound - history.explains()) : bound;
  }

  private static Set<String> followed(DatabasePlans plans) {
    return plans.shapes().values().stream()
        .flatMap(s -> s.relations().stream())
        .map(Shape.Relation::name)
        .collect(Collectors.toSet());
  }

  /** The history keeps partition roots only. */
  static CauseFacts roots(CauseFacts catalog) {
    return new CauseFacts(
        catalog.relations().stream().filter(r -> !Names.partition(r)).distinct().toList(),
        catalog.settings());
  }

  static CauseFacts together(CauseFacts catalog, Collection<CauseFacts.Relation> more) {
    Map<Shape.Relation, CauseFacts.Relation> all = new java.util.LinkedHashMap<>();
    catalog.relations().forEach(r -> all.put(new Shape.Relation(r.schema(), r.name()), r));
    more.forEach(r -> all.putIfAbsent(new Shape.Relation(r.schema(), r.name()), r));
    return new CauseFacts(List.copyOf(all.values()), catalog.settings());
  }

  private static Refusal refusal(String reason, Remedy remedy, Instant now) {
    return new Refusal(Explainer.Kind.TRANSIENT, reason, remedy, now);
  }

  private static PlanObservation nothing(
      String database, Instant now, CauseFacts catalog, Refusal role) {
    return new PlanObservation(database, now, catalog, List.of(), role, 0, Map.of());
  }
}
