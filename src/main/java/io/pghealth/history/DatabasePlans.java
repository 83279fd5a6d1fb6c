package io.pghealth.history;

import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.SightingFacts;
import io.pghealth.target.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Followed statements of one database.
 *
 * @param oid of the database
 * @param catalog as last read; null before
 * @param catalogAt when it was read; null before
 * @param changes of the catalog, and rollouts of clients, in the last 24 hours (of indexes that are
 *     gone, settings and growth 7 days), at most {@link #CHANGES}, newest last
 * @param shapes by hash: all that a statement refers to
 * @param statements followed, most load first
 * @param role why nothing may be explained here; null where it may
 * @param coverage how much of the load the followed statements are
 * @param sightings of applications at those that only read, newest first, at most {@link
 *     Sighting#MOST}
 */
public record DatabasePlans(
    long oid,
    CauseFacts catalog,
    Instant catalogAt,
    List<CatalogChange> changes,
    Map<String, Shape> shapes,
    List<StatementHistory> statements,
    Refusal role,
    LoadCoverage coverage,
    List<Sighting> sightings) {

  static final int CHANGES = 200;
  static final int ROLLOUTS = 20;
  private static final Duration CHANGES_KEPT = Duration.ofHours(24);

  /** Of what tells whether calls have the plan of EXPLAIN: they may cost more for long. */
  private static final Duration LONGER = Duration.ofDays(7);

  private static final Set<CatalogChange.Kind> TELLING =
      EnumSet.of(
          CatalogChange.Kind.INDEX_DROPPED,
          CatalogChange.Kind.INDEX_INVALID,
          CatalogChange.Kind.SETTING_CHANGED,
          CatalogChange.Kind.GREW);

  /** Copies the collections, and fills in what an older document lacks. */
  public DatabasePlans {
    changes = List.copyOf(changes);
    shapes = Map.copyOf(shapes);
    statements = List.copyOf(statements);
    coverage = coverage == null ? LoadCoverage.NOTHING : coverage;
    sightings = sightings == null ? List.of() : List.copyOf(sightings);
  }

  static DatabasePlans first(long oid) {
    return new DatabasePlans(oid, null, null, List.of(), Map.of(), List.of(), null, null, null);
  }

  /** The statement of this key. */
  public Optional<StatementHistory> statement(StatementKey key) {
    return statements.stream().filter(s -> s.key().equals(key)).findFirst();
  }

  /** The shape of a hash; null for null. */
  public Shape shape(String hash) {
    return hash == null ? null : shapes.get(hash);
  }

  /** Partition roots that any of these shapes reads. */
  public Set<Shape.Relation> relations(ShapeSet set) {
    return set == null
        ? Set.of()
        : set.hashes().stream()
            .map(shapes::get)
            .filter(java.util.Objects::nonNull)
            .flatMap(shape -> shape.relations().stream())
            .collect(Collectors.toSet());
  }

  /** Followed statements of which a plan is known, most load first. */
  public List<StatementHistory> planned() {
    return statements.stream().filter(s -> s.plans().current() != null).toList();
  }

  /** Indexes that any of these shapes uses. */
  public Set<Shape.IndexUse> indexes(ShapeSet set) {
    return set == null
        ? Set.of()
        : set.hashes().stream()
            .map(shapes::get)
            .filter(java.util.Objects::nonNull)
            .flatMap(shape -> shape.indexes().stream())
            .collect(Collectors.toSet());
  }

  DatabasePlans with(List<StatementHistory> now) {
    Set<String> needed = now.stream().flatMap(StatementHistory::shapes).collect(Collectors.toSet());
    Map<String, Shape> kept = new LinkedHashMap<>(shapes);
    kept.keySet().retainAll(needed);
    Set<Long> followed = now.stream().map(s -> s.key().queryId()).collect(Collectors.toSet());
    return new DatabasePlans(
        oid,
        catalog,
        catalogAt,
        changes,
        kept,
        now,
        role,
        coverage,
        sightings.stream().filter(s -> followed.contains(s.queryId())).toList());
  }

  DatabasePlans with(LoadCoverage now) {
    return new DatabasePlans(
        oid, catalog, catalogAt, changes, shapes, statements, role, now, sightings);
  }

  /** Takes in what applications were seen at; the statements are those that were just counted. */
  DatabasePlans with(SightingFacts seen, Instant now) {
    Set<Long> asked =
        statements.stream()
            .filter(s -> s.key().topLevel() && s.kind() == StatementKind.QUERY)
            .map(s -> s.key().queryId())
            .collect(Collectors.toSet());
    List<SightingFacts.Seen> here =
        seen.sessions().stream().filter(s -> s.databaseId() == oid).toList();
    return new DatabasePlans(
        oid,
        catalog,
        catalogAt,
        changes,
        shapes,
        statements,
        role,
        coverage,
        Sighting.advance(sightings, here, asked, now));
  }

  /** Statistics that grow older cycle by cycle are one change, until somebody analyzes. */
  private static void add(List<CatalogChange> all, CatalogChange change) {
    boolean older = change.kind() == CatalogChange.Kind.STATISTICS_OLD;
    Instant since = change.after();
    if (older || change.kind() == CatalogChange.Kind.ANALYZED) {
      for (CatalogChange earlier : List.copyOf(all)) {
        if (earlier.kind() == CatalogChange.Kind.STATISTICS_OLD
            && earlier.table().equals(change.table())) {
          since = older ? earlier.after() : since;
          all.remove(earlier);
        }
      }
    }
    all.add(change.since(since));
  }

  /** With these, each once however often it is seen, and the latest only. */
  DatabasePlans rolledOut(Collection<Rollout> seen) {
    Map<Boolean, List<CatalogChange>> known =
        changes.stream()
            .collect(Collectors.partitioningBy(c -> c.kind() == CatalogChange.Kind.ROLLED_OUT));
    List<CatalogChange> rollouts =
        Stream.concat(known.get(true).stream(), seen.stream().map(CatalogChange::of))
            .distinct()
            .sorted(Comparator.comparing(CatalogChange::until))
            .toList();
    List<CatalogChange> all =
        Stream.concat(
                known.get(false).stream(),
                rollouts.subList(Math.max(0, rollouts.size() - ROLLOUTS), rollouts.size()).stream())
            .sorted(Comparator.comparing(CatalogChange::until))
            .toList();
    return new DatabasePlans(
        oid, catalog, catalogAt, all, shapes, statements, role, coverage, sightings);
  }

  DatabasePlans with(PlanObservation seen) {
    Map<String, Shape> known = new LinkedHashMap<>(shapes);
    seen.statements().stream()
        .flatMap(s -> s.trees().stream())
        .forEach(s -> known.merge(s.hash(), s, (old, now) -> old.lines().isEmpty() ? now : old));
    CauseFacts now = seen.catalog();
    List<CatalogChange> all = new ArrayList<>(changes);
    all.removeIf(change ->
        change
            .until()
            .isBefore(seen.at().minus(TELLING.contains(change.kind()) ? LONGER : CHANGES_KEPT)));
    if (now != null && catalog != null) {
      CatalogDiff.between(catalog, catalogAt, now, seen.at()).forEach(change -> add(all, change));
    }
    return new DatabasePlans(
        oid,
        now == null ? catalog : now,
        now == null ? catalogAt : seen.at(),
        all.subList(Math.max(0, all.size() - CHANGES), all.size()),
        known,
        statements,
        seen.role(),
        coverage,
        sightings);
  }
}
