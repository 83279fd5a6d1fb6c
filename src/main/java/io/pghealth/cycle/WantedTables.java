package io.pghealth.cycle;

import io.pghealth.finding.Finding;
import io.pghealth.finding.LedgerEntry;
import io.pghealth.finding.ObjectRef;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.History;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.Shape;
import io.pghealth.history.StatementHistory;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.ScopeCollector;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which tables of a database a cycle reads about: those that a check wants for their size, those of
 * open findings, lest one that has become small looks dropped, and those that followed statements
 * read.
 *
 * @param floor the smallest that some check wants
 * @param history of the cycles before
 * @param plans of this cycle
 */
record WantedTables(Floor floor, History history, PlanHistory plans)
    implements Function<String, ScopeCollector> {

  @Override
  public ScopeCollector apply(String database) {
    Set<String> names = new TreeSet<>();
    history.ledger().entries().stream()
        .map(LedgerEntry::finding)
        .filter(f -> database.equals(f.database()))
        .map(Finding::object)
        .filter(Objects::nonNull)
        .flatMap(WantedTables::names)
        .forEach(names::add);
    DatabasePlans followed = plans.databases().get(database);
    if (followed != null) {
      followed.statements().stream()
          .map(StatementHistory::traits)
          .filter(Objects::nonNull)
          .flatMap(t -> t.relations().stream())
          .forEach(names::add);
      followed.shapes().values().stream()
          .map(Shape::relations)
          .flatMap(Collection::stream)
          .map(Shape.Relation::name)
          .forEach(names::add);
    }
    return new ScopeCollector(floor, names);
  }

  private static Stream<String> names(ObjectRef object) {
    return Stream.of(object.name(), object.table()).filter(Objects::nonNull);
  }
}
