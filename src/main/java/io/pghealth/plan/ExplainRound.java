package io.pghealth.plan;

import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.Refusal;
import io.pghealth.history.Shape;
import io.pghealth.history.ShapeSet;
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
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.snapshot.StatementTextCollector;
import io.pghealth.target.Endpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  private final DatabaseSnapshot database;
  private final StatementFacts facts;
  private final Instant now;
  private final Map<Long, Long> scansAdded = new HashMap<>();
  private final SequencedLooks looks = new SequencedLooks();
  private Refusal role;
  private int left;
  private int sent;

  /** Results by statement; a later one replaces an earlier one. */
  private static final class SequencedLooks {
    private final Map<StatementKey, PlanObservation.Statement> all = new LinkedHashMap<>();

    void put(PlanObservation.Statement look) {
      all.put(look.key(), look);
    }
  }

  /** A statement on its way. */
  private record Candidate(
      StatementHistory statement, StatementText text, PlannerSettings settings, PlanNode generic) {

    Candidate with(PlanNode plan) {
      return new Candidate(statement, text, settings, plan);
    }
  }

  ExplainRound(
      Sessions sessions,
      CauseCollector causes,
      Endpoint primary,
      DatabaseSnapshot database,
      StatementFacts facts,
      int allowed,
      Instant now) {
    this.sessions = sessions;
    this.causes = causes;
    this.primary = primary;
    this.database = database;
    this.facts = facts;
    this.left = allowed;
    this.now = now;
  }

  PlanObservation run(DatabasePlans plans, List<StatementHistory> due, CauseFacts catalog) {
    CauseFacts known = catalog;
    try {
      List<Candidate> candidates = texts(due.stream().limit(TEXTS).toList(), catalog);
      List<Candidate> planned = left > 0 ? generic(candidates) : List.of();
      if (!planned.isEmpty()) {
        Map<ColumnValues.Column, ColumnValues> values = new HashMap<>();
        List<Candidate> named;
        try (Session session = sessions.open(primary, database.name())) {
          known = catalog(session, planned, catalog);
          named = unambiguous(planned, known);
          List<ColumnValues.Column> columns = columns(named, known);
          new ColumnValuesCollector()
              .collect(session, columns)
              .forEach(v -> values.put(v.column(), v));
        }
        shapes(named, known, values);
      }
    } catch (SessionException e) {
      role = new Refusal(Explainer.Kind.TRANSIENT, e.getMessage(), Remedy.none(), now);
    }
    return new PlanObservation(
        database.name(),
        now,
        PlanObserver.roots(known),
        List.copyOf(looks.all.values()),
        role,
        sent,
        scansAdded);
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
        looks.put(look(statement, longText ? StatementKind.TOO_LONG : StatementKind.NO_TEXT, null));
        continue;
      }
      StatementText text = StatementText.of(read.text());
      looks.put(look(statement, text.kind(), text));
      if (text.kind() == StatementKind.QUERY) {
        candidates.add(
            new Candidate(statement, text, PlannerSettings.of(catalog, statement.role()), null));
      }
    }
    return candidates;
  }

  private List<Candidate> generic(List<Candidate> candidates) {
    List<Candidate> planned = new ArrayList<>();
    if (candidates.isEmpty()) {
      return planned;
    }
    try (Explainer explainer = sessions.openExplainer(primary, database.name())) {
      int reserved = 0;
      for (Candidate candidate : candidates) {
        // Two more for the plans with values: half a set says less than another statement's whole.
        int needed = candidate.text().parameters() == 0 ? 1 : 3;
        if (left - reserved < Math.min(needed, left) || left <= reserved) {
          break;
        }
        Explainer.Outcome outcome = explain(explainer, candidate, null);
        switch (outcome) {
          case Explainer.Explained explained -> {
            reserved += needed - 1;
            plan(candidate, explained).ifPresent(p -> planned.add(candidate.with(p)));
          }
          case Explainer.Refused refused -> {
            if (refused.kind() == Explainer.Kind.ROLE) {
              role = refusal(refused);
              return List.of();
            }
            refuse(candidate, refusal(refused));
          }
        }
      }
    } catch (SessionException e) {
      role = new Refusal(Explainer.Kind.ROLE, "EXPLAIN: " + e.getMessage(), Remedy.none(), now);
      return List.of();
    }
    return planned;
  }

  private java.util.Optional<PlanNode> plan(Candidate candidate, Explainer.Explained explained) {
    try {
      return java.util.Optional.of(PlanNode.parse(explained.json()));
    } catch (IllegalArgumentException e) {
      refuse(candidate, new Refusal(Explainer.Kind.TEXT, e.getMessage(), Remedy.none(), now));
      return java.util.Optional.empty();
    }
  }

  private Explainer.Outcome explain(Explainer explainer, Candidate candidate, List<String> values) {
    left--;
    sent++;
    Explainer.Outcome outcome =
        explainer.explain(
            new Explainer.Request(
                ExplainableText.of(candidate.text()), values, candidate.settings().values()));
    if (outcome instanceof Explainer.Explained explained) {
      explained.scansAdded().forEach((oid, scans) -> scansAdded.merge(oid, scans, Long::sum));
    }
    return outcome;
  }

  /** The catalog with the relations of these plans, and those that their texts name. */
  private CauseFacts catalog(Session session, List<Candidate> planned, CauseFacts catalog)
      throws SessionException {
    Set<String> names = new LinkedHashSet<>();
    for (Candidate candidate : planned) {
      candidate
          .generic()
          .all()
          .map(PlanNode::relation)
          .filter(java.util.Objects::nonNull)
          .forEach(names::add);
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
      if (candidate.text().unqualifiedRelations().stream().anyMatch(n -> ambiguous(names, n))) {
        refuse(
            candidate,
            new Refusal(
                Explainer.Kind.TEXT,
                "a name without schema stands for tables in several schemas, and "
                    + (facts.major() >= 18
                        ? "18 counts them as one statement"
                        : "search_path does not tell which"),
                Remedy.note("write the schema in the statement"),
                now));
      } else {
        clear.add(candidate);
      }
    }
    return clear;
  }

  /** 18 gives statements of several schemas one query id; before, the search path has to tell. */
  private boolean ambiguous(Names names, String name) {
    List<CauseFacts.Relation> candidates =
        names.candidates(name).stream()
            .filter(r -> !r.schema().equals("information_schema"))
            .toList();
    if (candidates.size() < 2
        || candidates.stream().anyMatch(r -> r.schema().equals("pg_catalog"))) {
      return false;
    }
    return facts.major() >= 18
        || candidates.stream().filter(r -> names.path().contains(r.schema())).count() != 1;
  }

  private List<ColumnValues.Column> columns(List<Candidate> candidates, CauseFacts known) {
    return candidates.stream()
        .flatMap(c -> {
          Names names = new Names(known, c.settings().path());
          return ParameterColumns.of(c.generic(), c.text()).stream()
              .map(source -> ParameterValues.column(source, names))
              .filter(java.util.Objects::nonNull);
        })
        .distinct()
        .toList();
  }

  private void shapes(
      List<Candidate> candidates, CauseFacts known, Map<ColumnValues.Column, ColumnValues> values)
      throws SessionException {
    if (candidates.isEmpty()) {
      return;
    }
    try (Explainer explainer = sessions.openExplainer(primary, database.name())) {
      for (Candidate candidate : candidates) {
        Names names = new Names(known, candidate.settings().path());
        try {
          shape(explainer, candidate, names, values);
        } catch (IllegalStateException e) {
          refuse(
              candidate,
              new Refusal(
                  Explainer.Kind.TRANSIENT,
                  "the catalog changed while it was explained",
                  Remedy.none(),
                  now));
        }
      }
    }
  }

  private void shape(
      Explainer explainer,
      Candidate candidate,
      Names names,
      Map<ColumnValues.Column, ColumnValues> values) {
    Shape generic = ShapeBuilder.of(candidate.generic(), names);
    List<Shape> trees = new ArrayList<>(List.of(generic));
    ParameterValues wanted =
        ParameterValues.of(candidate.generic(), candidate.text(), names, values);
    String common = null;
    String median = null;
    String missing = wanted.missing();
    if (wanted.common() != null && left > 0) {
      Shape shape = shape(explainer, candidate, wanted.common(), names);
      common = shape == null ? null : shape.hash();
      missing = shape == null ? "the plans with values could not be had" : missing;
      if (shape != null) {
        trees.add(shape);
      }
    }
    if (wanted.median() != null && wanted.median().equals(wanted.common())) {
      median = common;
    } else if (wanted.median() != null && left > 0) {
      Shape shape = shape(explainer, candidate, wanted.median(), names);
      median = shape == null ? null : shape.hash();
      missing = shape == null ? "the plans with values could not be had" : missing;
      if (shape != null) {
        trees.add(shape);
      }
    }
    looks.put(
        new PlanObservation.Statement(
            candidate.statement().key(),
            StatementKind.QUERY,
            candidate.text().shown(),
            new ShapeSet(generic.hash(), common, median),
            trees,
            missing,
            null));
  }

  private Shape shape(Explainer explainer, Candidate candidate, List<String> values, Names names) {
    if (explain(explainer, candidate, values)
        instanceof Explainer.Explained(String json, Map<Long, Long> scans)) {
      try {
        return ShapeBuilder.of(PlanNode.parse(json), names);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return null;
  }

  private void refuse(Candidate candidate, Refusal refusal) {
    looks.put(
        new PlanObservation.Statement(
            candidate.statement().key(),
            StatementKind.QUERY,
            candidate.text().shown(),
            null,
            List.of(),
            null,
            refusal));
  }

  private Refusal refusal(Explainer.Refused refused) {
    return new Refusal(refused.kind(), refused.reason(), refused.remedy(), now);
  }

  private static PlanObservation.Statement look(
      StatementHistory statement, StatementKind kind, StatementText text) {
    return new PlanObservation.Statement(
        statement.key(), kind, text == null ? null : text.shown(), null, List.of(), null, null);
  }
}
