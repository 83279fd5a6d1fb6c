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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One cycle's look at the statements of one database that are due: texts, generic plans, the
 * catalog of what these name, then the plans with values.
 */
final class ExplainRound {
  /** Texts of one cycle: with the longest that are read, well within the session's bound. */
  private static final int TEXTS = 200;

  private static final String NOT_ASKED =
      "it writes or locks rows, which the explain role may not, and is no plain UPDATE or DELETE"
          + " that could be asked as a query";

  private final Sessions sessions;
  private final CauseCollector causes;
  private final Endpoint primary;
  private final DatabaseFacts database;
  private final StatementFacts facts;
  private final Instant now;
  private final Map<Long, Long> scansAdded = new HashMap<>();

  /** Values of the plans of this round; they go to the server and nowhere else. */
  private final Map<StatementKey, List<String>> medians = new HashMap<>();

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
          new ColumnValuesCollector()
              .collect(session, columns(named, known))
              .forEach(v -> values.put(v.column(), v));
        }
        List<Candidate> whole = withValues(named, known, values);
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
          looks.put(
              look(candidate, new Names(complete, candidate.settings().path()))
                  .with(readings.get(candidate.statement().key())));
        }
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
                                left <= 0
                                    ? null
                                    : explain(
                                        explainer,
                                        candidate,
                                        medians.get(candidate.statement().key()),
                                        index)))
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
        looks.put(look(statement, longText ? StatementKind.TOO_LONG : StatementKind.NO_TEXT, null));
        continue;
      }
      StatementText text = StatementText.of(read.text());
      looks.put(look(statement, text.kind(), text));
      if (text.kind() == StatementKind.QUERY || text.kind() == StatementKind.WRITE) {
        Candidate candidate =
            Candidate.of(statement, text, PlannerSettings.of(catalog, statement.role()));
        if (text.unexplainable() == null) {
          candidates.add(candidate);
        } else {
          refuse(candidate, unexplained(text.unexplainable()));
        }
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
      for (Candidate each : candidates) {
        // Two more for the plans with values: half a set says less than another statement's whole.
        int needed = each.text().parameters() == 0 ? 1 : 3;
        if (left - reserved < Math.min(needed, left) || left <= reserved) {
          break;
        }
        Candidate candidate = each;
        Explainer.Outcome outcome = null;
        if (asSelectBefore(each)) {
          // Once a query stands for it, it stays so: plans of two texts cannot be compared.
          candidate = WriteAsSelect.of(each.text()).map(each::asked).orElse(each);
        } else {
          outcome = explain(explainer, each, null);
          if (mayNotWrite(each, outcome)) {
            Optional<StatementText> query = WriteAsSelect.of(each.text());
            if (query.isEmpty()) {
              refuse(each, unexplained(NOT_ASKED));
              continue;
            }
            candidate = each.asked(query.get());
            outcome = null;
          }
        }
        if (outcome == null) {
          outcome = explain(explainer, candidate, null);
        }
        Optional<Candidate> one = onePartition(candidate, outcome);
        if (one.isPresent() && left > reserved) {
          Explainer.Outcome instead = explain(explainer, one.get(), null);
          if (instead instanceof Explainer.Explained) {
            candidate = one.get();
            outcome = instead;
          }
        }
        switch (outcome) {
          case Explainer.Explained explained -> {
            reserved += needed - 1;
            plan(candidate, explained).map(candidate::with).ifPresent(planned::add);
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

  private static boolean asSelectBefore(Candidate candidate) {
    return candidate.statement().current() != null && candidate.statement().current().rewritten();
  }

  private static Optional<Candidate> onePartition(Candidate candidate, Explainer.Outcome outcome) {
    return outcome instanceof Explainer.Refused refused
            && refused.stand() != null
            && candidate.text().kind() == StatementKind.QUERY
        ? OnePartition.of(candidate.text(), refused.stand()).map(candidate::ofPartition)
        : Optional.empty();
  }

  private static boolean mayNotWrite(Candidate candidate, Explainer.Outcome outcome) {
    return candidate.text().kind() == StatementKind.WRITE
        && outcome instanceof Explainer.Refused(Explainer.Kind kind, _, _, _)
        && kind == Explainer.Kind.PRIVILEGE;
  }

  /** Nothing but another text changes that, so that it is not tried again for long. */
  private Refusal unexplained(String reason) {
    return new Refusal(Explainer.Kind.TEXT, reason, Remedy.none(), now);
  }

  private Optional<PlanNode> plan(Candidate candidate, Explainer.Explained explained) {
    try {
      return Optional.of(PlanNode.parse(explained.json()));
    } catch (IllegalArgumentException e) {
      refuse(candidate, new Refusal(Explainer.Kind.TEXT, e.getMessage(), Remedy.none(), now));
      return Optional.empty();
    }
  }

  private Explainer.Outcome explain(Explainer explainer, Candidate candidate, List<String> values) {
    return explain(explainer, candidate, values, null);
  }

  private Explainer.Outcome explain(
      Explainer explainer, Candidate candidate, List<String> values, String index) {
    left--;
    sent++;
    Explainer.Outcome outcome =
        explainer.explain(
            new Explainer.Request(
                ExplainableText.of(candidate.asked()),
                values,
                candidate.settings().values(),
                index));
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
        refuse(
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

  private List<Candidate> withValues(
      List<Candidate> candidates, CauseFacts known, Map<ColumnValues.Column, ColumnValues> values)
      throws SessionException {
    if (candidates.isEmpty()) {
      return candidates;
    }
    try (Explainer explainer = sessions.openExplainer(primary, database.name())) {
      return candidates.stream()
          .map(c -> withValues(explainer, c, new Names(known, c.settings().path()), values))
          .toList();
    }
  }

  private Candidate withValues(
      Explainer explainer,
      Candidate candidate,
      Names names,
      Map<ColumnValues.Column, ColumnValues> values) {
    ParameterValues wanted =
        ParameterValues.of(candidate.generic(), candidate.asked(), names, values);
    if (wanted.common() == null || wanted.median() == null) {
      return candidate.with(null, null, wanted.missing());
    }
    PlanNode common = planWith(explainer, candidate, wanted.common());
    PlanNode median =
        wanted.median().equals(wanted.common())
            ? common
            : planWith(explainer, candidate, wanted.median());
    if (median != null) {
      medians.put(candidate.statement().key(), wanted.median());
    }
    return candidate.with(
        common,
        median,
        common == null || median == null ? "the plans with values could not be had" : null);
  }

  private PlanNode planWith(Explainer explainer, Candidate candidate, List<String> values) {
    if (left > 0
        && explain(explainer, candidate, values)
            instanceof Explainer.Explained(String json, Map<Long, Long> scans)) {
      try {
        return PlanNode.parse(json);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return null;
  }

  /** Relations that only the plans with values name: partitions, where NULLs pruned them away. */
  private static Set<String> gone(List<Candidate> candidates, CauseFacts known) {
    Set<String> names = new LinkedHashSet<>();
    candidates.forEach(c -> names.addAll(c.relations()));
    known.relations().forEach(r -> names.remove(r.name()));
    return names;
  }

  private PlanObservation.Statement look(Candidate candidate, Names names) {
    try {
      return candidate.look(names);
    } catch (IllegalStateException e) {
      return refused(
          candidate,
          new Refusal(
              Explainer.Kind.TRANSIENT,
              "the catalog changed while it was explained",
              Remedy.none(),
              now));
    }
  }

  private void refuse(Candidate candidate, Refusal refusal) {
    looks.put(refused(candidate, refusal));
  }

  private static PlanObservation.Statement refused(Candidate candidate, Refusal refusal) {
    return new PlanObservation.Statement(
        candidate.statement().key(),
        candidate.text().kind(),
        candidate.text().shown(),
        null,
        List.of(),
        null,
        refusal,
        candidate.text().traits());
  }

  private Refusal refusal(Explainer.Refused refused) {
    return new Refusal(refused.kind(), refused.reason(), refused.remedy(), now);
  }

  private static PlanObservation.Statement look(
      StatementHistory statement, StatementKind kind, StatementText text) {
    return new PlanObservation.Statement(
        statement.key(),
        kind,
        text == null ? null : text.shown(),
        null,
        List.of(),
        null,
        null,
        text == null ? null : text.traits());
  }
}
