package io.pghealth.check;

import io.pghealth.history.DatabasePlans;
import io.pghealth.history.Shape;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKind;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.IndexColumns;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.snapshot.TableFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The plans that the followed statements of one database have now, and the indexes in them. */
final class KnownPlans {
  /** After so long without a look nobody knows what the plans are now. */
  private static final Duration KNOWN = Duration.ofHours(24);

  private final DatabasePlans plans;
  private final List<StatementHistory> planned;

  /** Query ids of the statements that have it in their plan. */
  private final Map<Shape.IndexUse, Set<String>> byUse = new HashMap<>();

  /** Those that read it, or write to it, by root of its partition tree. */
  private final Map<Shape.Relation, List<StatementHistory>> byTable = new HashMap<>();

  private final long followed;
  private final String none;
  private final TableFacts tables;
  private final Optional<IndexColumns> columns;

  KnownPlans(Facts facts) {
    this.plans = facts.history().plans().databases().get(facts.database().name());
    this.tables =
        facts.database().of(TableFacts.class).toOptional().orElse(new TableFacts(Map.of()));
    this.columns = facts.database().of(IndexColumns.class).toOptional();
    boolean fresh =
        plans != null
            && plans.catalogAt() != null
            && plans.catalogAt().isAfter(facts.snapshot().at().minus(KNOWN));
    this.planned = fresh ? plans.planned() : List.of();
    this.followed =
        plans == null
            ? 0
            : plans.statements().stream()
                .filter(s -> s.kind() != StatementKind.OWN && s.kind() != StatementKind.UTILITY)
                .count();
    this.none = none(facts, plans, fresh);
    for (StatementHistory statement : planned) {
      plans
          .relations(statement.plans().current())
          .forEach(r -> byTable.computeIfAbsent(r, _ -> new ArrayList<>()).add(statement));
      for (Shape.IndexUse use : plans.indexes(statement.plans().current())) {
        byUse
            .computeIfAbsent(use, _ -> new HashSet<>())
            .add(Long.toString(statement.key().queryId()));
      }
    }
  }

  private static String none(Facts facts, DatabasePlans plans, boolean fresh) {
    if (facts.snapshot().statements()
        instanceof Collected.Unknown<StatementFacts>(String reason, Remedy _)) {
      return "none: " + reason;
    }
    if (plans != null && plans.role() != null) {
      return "none: " + plans.role().reason();
    }
    return fresh ? "none" : "none: no check of plans is enabled";
  }

  /** How many there are. */
  int count() {
    return planned.size();
  }

  /** How many of how many statements, or why none. */
  String lookedAt() {
    return planned.isEmpty()
        ? none
        : Amounts.count(planned.size())
            + ", of "
            + Amounts.count(followed)
            + " statements followed";
  }

  /**
   * Query ids of the statements that have a plan with the index, or with one that is defined alike;
   * none where another one that is defined alike stays.
   *
   * @param going what else may be dropped
   */
  List<String> using(IndexUnit unit, IndexFacts indexes, Collection<IndexUnit> going) {
    Set<Shape.IndexUse> uses = new HashSet<>();
    unit.members().forEach(i -> uses.addAll(uses(i)));
    List<String> users =
        uses.stream()
            .flatMap(use -> byUse.getOrDefault(use, Set.of()).stream())
            .distinct()
            .sorted()
            .toList();
    // Most indexes are in no plan: what else is defined alike is looked up for those that are.
    return users.isEmpty() || stays(unit, uses, indexes, going) ? List.of() : users;
  }

  /**
   * Query ids of the statements on its table whose plans cannot tell whether they use a partial
   * index; see {@link PredicateParameters}.
   */
  List<String> silent(IndexUnit unit) {
    String predicate = unit.root().predicate();
    if (predicate == null) {
      return List.of();
    }
    List<String> names =
        columns
            .map(known -> known.held().get(unit.root().oid()))
            .map(IndexColumns.Held::names)
            .orElse(List.of());
    Shape.Relation table = table(unit.root());
    PredicateParameters parameters = PredicateParameters.of(table, predicate, names);
    return byTable.getOrDefault(table, List.of()).stream()
        .filter(s -> parameters.in(s, plans.relations(s.plans().current())))
        .map(s -> Long.toString(s.key().queryId()))
        .distinct()
        .sorted()
        .toList();
  }

  private Shape.Relation table(Index index) {
    return Optional.ofNullable(tables.tables().get(tables.root(index.tableOid())))
        .map(root -> new Shape.Relation(root.schema(), root.name()))
        .orElse(new Shape.Relation(index.schema(), index.table()));
  }

  private boolean stays(
      IndexUnit unit, Set<Shape.IndexUse> uses, IndexFacts indexes, Collection<IndexUnit> going) {
    Set<Long> gone = new HashSet<>();
    going.forEach(u -> gone.add(u.root().oid()));
    return IndexUnit.of(indexes).stream()
        .filter(u -> u.root().oid() != unit.root().oid() && !gone.contains(u.root().oid()))
        .filter(u -> u.root().tableOid() == unit.root().tableOid())
        .filter(u -> u.members().stream().noneMatch(i -> i.is(Flag.INVALID)))
        .anyMatch(u -> uses(u.root()).stream().anyMatch(uses::contains));
  }

  /** As a shape names it: by the root of its table's partition tree and what it is. */
  private Set<Shape.IndexUse> uses(Index index) {
    Shape.Relation table = table(index);
    return Set.copyOf(
        Stream.of(true, false)
            .map(options -> CauseFacts.Index.definition(index.definition(), options))
            .distinct()
            .map(definition -> new Shape.IndexUse(table, definition))
            .toList());
  }
}
