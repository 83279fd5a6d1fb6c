package io.pghealth.plan;

import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.PlanReading;
import io.pghealth.history.Refusal;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKey;
import io.pghealth.history.StatementKind;
import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.Remedy;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.CauseCollector;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.snapshot.ColumnValues;
import io.pghealth.snapshot.ColumnValuesCollector;
import io.pghealth.snapshot.InstanceFacts.DatabaseFacts;
import io.pghealth.snapshot.PlanTableCollector;
import io.pghealth.snapshot.PlanTables;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.snapshot.StatementTextCollector;
import io.pghealth.target.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One cycle's look at the statements of one database that are due: texts, generic plans, the
 * catalog of what these name, then the plans with values.
 */
final class ExplainRound {
  /** Texts of one cycle: with the longest that are read, well within the session's bound. */
  private static final int TEXTS = 200;

  private final Sessions sessions;
  private final CauseCollector causes;
  private final Endpoint primary;
  private final DatabaseFacts database;
  private final StatementFacts facts;
  private final Instant now;
  private final BudgetedExplain budget;
  private final Looks looks;
  private final GenericPlans generic;
  private final ValuePlans valued;

  ExplainRound(
      Sessions sessions,
      CauseCollector causes,
      Endpoint primary,
      DatabaseFacts database,
      StatementFacts facts,
      int allowed,
      Instant now) {
    this.sessions = sessions;
    this.causes = causes;
    this.primary = primary;
    this.database = database;
    this.facts = facts;
    this.now = now;
    this.budget = new BudgetedExplain(allowed);
    this.looks = new Looks(now);
    this.generic = new GenericPlans(sessions, primary, database.name(), budget, looks, now);
    this.valued = new ValuePlans(sessions, primary, database.name(), budget);
  }

  PlanObservation run(DatabasePlans plans, List<StatementHistory> due, CauseFacts catalog) {
    CauseFacts known = catalog;
    Refusal role = null;
    try {
      List<Candidate> candidates = texts(due.stream().limit(TEXTS).toList(), catalog);
      List<Candidate> planned = budget.left() > 0 ? generic.of(candidates) : List.of();
      role = generic.role();
      if (!planned.isEmpty()) {
        Map<ColumnValues.Column, ColumnValues> values = new HashMap<>();
        List<Candidate> named;
        try (Session session = sessions.open(primary, database.name())) {
          known = catalog(session, planned, catalog);
          named = unambiguous(planned, known);
          new ColumnValuesCollector()
              .collect(session, columns(named, known))
              .forEach(v -> values.put(v.column(), v));
        }
        List<Candidate> whole = valued.of(named, known, values);
        if (!gone(whole, known).isEmpty()) {
          try (Session session = sessions.open(primary, database.name())) {
            known = catalog(session, whole, known);
          }
        }
        CauseFacts complete = known;
        PlanTables tables;
        try (Session session = sessions.open(primary, database.name())) {
          tables = tables(session, whole, complete);
        }
        Map<StatementKey, PlanReading> readings = new HashMap<>();
        for (Candidate candidate : whole) {
          Names names = new Names(complete, candidate.settings().path());
          readings.put(
              candidate.statement().key(),
              // One partition says nothing of how much a call reads.
              candidate.ofPartition()
                  ? PlanReading.NOTHING
                  : new PlanReading(
                      IndexWishes.of(candidate, names, tables),
                      PartitionReads.of(candidate, names, tables)));
        }
        if (tables.hypothetical()) {
          tried(whole, readings, complete);
        }
        for (Candidate candidate : whole) {
          looks.planned(
              candidate,
              new Names(complete, candidate.settings().path()),
              readings.get(candidate.statement().key()));
        }
      }
    } catch (SessionException e) {
      role = new Refusal(Explainer.Kind.TRANSIENT, e.getMessage(), Remedy.none(), now);
    }
    return new PlanObservation(
        database.name(),
        now,
        PlanObserver.roots(known),
        looks.all(),
        role,
        budget.sent(),
        budget.scansAdded());
  }

  private static PlanTables tables(Session session, List<Candidate> candidates, CauseFacts known)
      throws SessionException {
    Set<PlanTables.Name> names = new LinkedHashSet<>();
    Set<ColumnValues.Column> columns = new LinkedHashSet<>();
    for (Candidate candidate : candidates) {
      Names resolved = new Names(known, candidate.settings().path());
      names.addAll(JudgedPlans.tables(candidate, resolved));
      columns.addAll(JudgedPlans.columns(candidate, resolved));
    }
    return new PlanTableCollector().collect(session, names, columns);
  }

  /** Asks the planner about the wished indexes, in a session of its own. */
  private void tried(
      List<Candidate> candidates, Map<StatementKey, PlanReading> readings, CauseFacts known)
      throws SessionException {
    if (readings.values().stream().allMatch(r -> r.wishes().isEmpty())) {
      return;
    }
    try (Explainer explainer = sessions.openExplainer(primary, database.name())) {
      IndexTrials trials =
          new IndexTrials(
              known.settings().stream().map(Object::toString).sorted().toList().hashCode(), now);
      for (Candidate candidate : candidates) {
        PlanReading reading = readings.get(candidate.statement().key());
        readings.put(
            candidate.statement().key(),
            new PlanReading(
                reading.wishes().stream()
                    .map(wish ->
                        trials.tried(
                            wish,
                            candidate,
                            index ->
                                budget.left() <= 0
                                    ? null
                                    : budget.explain(
                                        explainer, candidate, valued.median(candidate), index)))
                    .toList(),
                reading.partitions()));
      }
    }
  }

  /** Reads the texts and sorts out what is not explained. */
  private List<Candidate> texts(List<StatementHistory> due, CauseFacts catalog)
      throws SessionException {
    Map<StatementKey, StatementTextCollector.Text> texts = new HashMap<>();
    try (Session session = sessions.open(primary, facts.database())) {
      for (StatementTextCollector.Text text :
          new StatementTextCollector()
              .collect(
                  session,
                  facts,
                  database.oid(),
                  due.stream().map(s -> s.key().queryId()).distinct().toList())) {
        texts.put(
            new StatementKey(text.userId(), text.databaseId(), text.queryId(), text.topLevel()),
            text);
      }
    }
    List<Candidate> candidates = new ArrayList<>();
    for (StatementHistory statement : due) {
      StatementTextCollector.Text read = texts.get(statement.key());
      if (read == null || read.text() == null) {
        boolean longText = read != null && read.length() != null;
        looks.sorted(statement, longText ? StatementKind.TOO_LONG : StatementKind.NO_TEXT, null);
        continue;
      }
      StatementText text = StatementText.of(read.text());
      looks.sorted(statement, text.kind(), text);
      if (text.kind() == StatementKind.QUERY || text.kind() == StatementKind.WRITE) {
        Candidate candidate =
            Candidate.of(statement, text, PlannerSettings.of(catalog, statement.role()));
        if (text.unexplainable() == null) {
          candidates.add(candidate);
        } else {
          looks.refused(candidate, text.unexplainable());
        }
      }
    }
    return candidates;
  }

  /** The catalog with the relations of these plans, and those that their texts name. */
  private CauseFacts catalog(Session session, List<Candidate> planned, CauseFacts catalog)
      throws SessionException {
    Set<String> names = new LinkedHashSet<>();
    for (Candidate candidate : planned) {
      names.addAll(candidate.relations());
      names.addAll(candidate.asked().unqualifiedRelations());
      names.addAll(candidate.text().unqualifiedRelations());
    }
    return switch (causes.collect(session, names)) {
      case io.pghealth.snapshot.Collected.Known<CauseFacts>(CauseFacts more) ->
          PlanObserver.together(catalog, more.relations());
      case io.pghealth.snapshot.Collected.Unknown<CauseFacts> unknown ->
          throw new SessionException(SessionException.Reason.OTHER, "catalog", null);
    };
  }

  /** Leaves out what nobody can tell the relations of. */
  private List<Candidate> unambiguous(List<Candidate> planned, CauseFacts known) {
    List<Candidate> clear = new ArrayList<>();
    for (Candidate candidate : planned) {
      Names names = new Names(known, candidate.settings().path());
      if (Stream.of(candidate.text(), candidate.asked())
          .flatMap(text -> text.unqualifiedRelations().stream())
          .noneMatch(name -> names.ambiguous(name, facts.major()))) {
        clear.add(candidate);
      } else {
        looks.refused(
            candidate,
            new Refusal(
                Explainer.Kind.TEXT,
                Names.ambiguity(facts.major()),
                Remedy.note("write the schema in the statement"),
                now));
      }
    }
    return clear;
  }

  private List<ColumnValues.Column> columns(List<Candidate> candidates, CauseFacts known) {
    return candidates.stream()
        .flatMap(c -> {
          Names names = new Names(known, c.settings().path());
          return ParameterColumns.of(c.generic(), c.asked()).stream()
              .map(source -> ParameterValues.column(source, names))
              .filter(java.util.Objects::nonNull);
        })
        .distinct()
        .toList();
  }

  /** Relations that only the plans with values name: partitions, where NULLs pruned them away. */
  private static Set<String> gone(List<Candidate> candidates, CauseFacts known) {
    Set<String> names = new LinkedHashSet<>();
    candidates.forEach(c -> names.addAll(c.relations()));
    known.relations().forEach(r -> names.remove(r.name()));
    return names;
  }
}
