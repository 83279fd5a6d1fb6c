package io.pghealth.check;

import io.pghealth.check.ScanEvidence.Short;
import io.pghealth.check.ScanEvidence.Statement;
import io.pghealth.check.ScanEvidence.Unknown;
import io.pghealth.check.ScanEvidence.Unused;
import io.pghealth.check.ScanEvidence.Used;
import io.pghealth.check.Witnesses.Gap;
import io.pghealth.check.Witnesses.Witness;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.history.DatabaseEvidence;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.ForeignKeyFacts;
import io.pghealth.snapshot.IndexColumns;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexIdentity;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Indexes that nobody has scanned, on any instance, for the whole observation window, and that
 * nothing but queries could need. The page of the check says which those are, and why.
 */
public final class UnusedIndex implements DatabaseCheck<UnusedIndexSettings> {
  static final String NAME = "UnusedIndex";

  private static final Remedy WAIT =
      Remedy.note("Wait; the operator, and --history on the command line, remember meanwhile.");

  private static final Remedy SELDOM =
      Remedy.note(
          "Ask who runs the statement, and how often: it runs more seldom than observationWindow, or"
              + " with another plan than EXPLAIN shows.");

  private static final Remedy ASK =
      Remedy.note(
          "Ask who runs the statement, how often, and with which values: EXPLAIN it with those that"
              + " meet the condition of the index.");

  private static final Set<Flag> NEEDED_ANYWAY =
      EnumSet.complementOf(EnumSet.of(Flag.EXPRESSION, Flag.FOREIGN_PARTITION));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<UnusedIndexSettings> settings() {
    return UnusedIndexSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(
        IndexColumns.class,
        ColumnStatistics.class,
        IndexKeys.class,
        IndexIdentity.class,
        TableFacts.class,
        TableActivity.class,
        ForeignKeyFacts.class);
  }

  @Override
  public Floor floor(UnusedIndexSettings settings) {
    return Floor.ofBytes(settings.minSize().value());
  }

  @Override
  public Assessment assess(Facts facts, UnusedIndexSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<IndexFacts> known = doubts.known(database.indexes());
    if (known.isEmpty()) {
      return doubts.with(List.of());
    }
    IndexFacts indexes = known.get();
    doubts.locked(indexes, NEEDED_ANYWAY);
    Witnesses witnesses = new Witnesses(facts.snapshot(), database);
    List<ScanEvidence> evidence =
        witnesses.heard().stream()
            .map(w -> evidence(facts, w, settings.observationWindow()))
            .flatMap(Optional::stream)
            .toList();
    List<Candidate> candidates = candidates(indexes, evidence, settings);
    List<Gap> gaps = witnesses.gaps(facts.history().evidence(), settings.observationWindow());
    if (!gaps.isEmpty() && !candidates.isEmpty()) {
      gaps.forEach(gap -> doubts.wholly(gap.reason(), gap.remedy()));
      return doubts.with(List.of());
    }
    List<Candidate> unused = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Optional<String> doubt = candidate.doubt(settings.observationWindow());
      if (candidate.unit().locked()) {
        doubts.of(candidate.unit().reference(), Doubts.LOCKED, Doubts.UNLOCK);
      } else if (doubt.isPresent()) {
        if (candidate.begun()) {
          doubts.begun(candidate.unit().reference(), doubt.get(), WAIT);
        } else {
          doubts.of(candidate.unit().reference(), doubt.get(), WAIT);
        }
      } else {
        unused.add(candidate);
      }
    }
    if (unused.isEmpty()) {
      return doubts.with(List.of());
    }
    KnownPlans plans = new KnownPlans(facts);
    List<IndexUnit> going = unused.stream().map(Candidate::unit).toList();
    ForeignKeySupport keys = ForeignKeySupport.of(facts, indexes);
    Set<IndexUnit> needless = new HashSet<>(keys.droppable(going));
    List<IndexUnit> told = new ArrayList<>();
    for (IndexUnit unit : going) {
      Optional<Question> question = question(unit, plans, indexes, going);
      if (question.isEmpty()) {
        told.add(unit);
      } else if (needless.contains(unit)) {
        // What a key needs anyway stays, whatever the answer.
        doubts.alone(unit.reference(), question.get().reason(), question.get().remedy());
      }
    }
    Set<IndexUnit> droppable = new HashSet<>(keys.droppable(told));
    unused.removeIf(c -> !droppable.contains(c.unit()));
    if (unused.isEmpty()) {
      return doubts.with(List.of());
    }
    return doubts.with(findings(facts, indexes, unused, witnesses.heard(), plans));
  }

  /** What only those know who run a statement. */
  private record Question(String reason, Remedy remedy) {}

  /**
   * A plan with an index that nobody scans is of a statement that seldom runs, or runs otherwise;
   * and of some somebody's plans say nothing, whichever way they are had.
   */
  private static Optional<Question> question(
      IndexUnit unit, KnownPlans plans, IndexFacts indexes, List<IndexUnit> going) {
    List<String> users = plans.using(unit, indexes, going);
    if (!users.isEmpty()) {
      return Optional.of(
          new Question(
              "not scanned, but in the plan of "
                  + (users.size() == 1
                      ? "statement " + users.getFirst()
                      : users.size() + " statements, one of them " + users.getFirst()),
              SELDOM));
    }
    List<String> silent = plans.silent(unit);
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Question(
                "not scanned, but "
                    + (silent.size() == 1
                        ? "statement " + silent.getFirst() + " compares"
                        : silent.size()
                            + " statements, one of them "
                            + silent.getFirst()
                            + ", compare")
                    + " a column of its condition with a parameter: plans do not tell whether it"
                    + " uses it",
                ASK));
  }

  private static List<Finding> findings(
      Facts facts,
      IndexFacts indexes,
      List<Candidate> unused,
      List<Witness> heard,
      KnownPlans plans) {
    IndexBurden burden = new IndexBurden(facts, WriteCounters.of(facts, heard));
    Set<Long> going = new HashSet<>();
    unused.forEach(c -> c.unit().members().forEach(i -> going.add(i.oid())));
    Optional<ExpressionStatistics> statistics =
        facts
            .database()
            .of(IndexColumns.class)
            .toOptional()
            .map(known ->
                new ExpressionStatistics(
                    indexes, known, facts.database().of(ColumnStatistics.class)));
    return unused.stream()
        .map(c ->
            new UnusedIndexFinding(
                    facts.database().name(),
                    c,
                    burden,
                    statistics.map(s -> s.lostWith(c.unit(), going)).orElse(null),
                    plans)
                .finding())
        .toList();
  }

  private static Optional<ScanEvidence> evidence(Facts facts, Witness witness, Duration window) {
    Optional<DatabaseEvidence> known =
        facts
            .history()
            .evidence()
            .database(
                witness.facts().systemIdentifier(),
                witness.instance().endpoint(),
                facts.database().oid());
    return known.map(k -> new ScanEvidence(witness, k, k.byOid(), facts.snapshot().at(), window));
  }

  /** What may be dropped, is large enough, and is not known to be used. */
  private static List<Candidate> candidates(
      IndexFacts indexes, List<ScanEvidence> evidence, UnusedIndexSettings settings) {
    return IndexUnit.of(indexes).stream()
        .filter(UnusedIndex::nothingElseNeeds)
        .filter(unit -> unit.locked() || unit.sizeBytes() >= settings.minSize().value())
        .filter(unit -> !unit.leaves().isEmpty())
        .sorted(Comparator.comparingLong(IndexUnit::sizeBytes).reversed())
        .map(unit -> new Candidate(unit, evidence))
        .filter(candidate -> !candidate.used())
        .toList();
  }

  /** Whether it guards nothing: what is left to need it are queries and foreign keys. */
  static boolean nothingElseNeeds(IndexUnit unit) {
    return unit.members().stream()
        .allMatch(i -> i.flags().stream().noneMatch(NEEDED_ANYWAY::contains));
  }

  /**
   * A unit with what each instance says of it.
   *
   * @param unit what would be dropped
   * @param evidence of each instance that was heard
   * @param statements in the same order
   */
  record Candidate(IndexUnit unit, List<ScanEvidence> evidence, List<Statement> statements) {

    Candidate(IndexUnit unit, List<ScanEvidence> evidence) {
      this(unit, evidence, evidence.stream().map(e -> e.of(unit)).toList());
    }

    boolean used() {
      return statements.stream().anyMatch(Used.class::isInstance);
    }

    List<Unused> unused() {
      return statements.stream().filter(Unused.class::isInstance).map(Unused.class::cast).toList();
    }

    /** Why it cannot be called unused yet: the instance with the shortest span says. */
    Optional<String> doubt(Duration window) {
      String where = null;
      Duration least = null;
      for (int i = 0; i < statements.size(); i++) {
        String instance = evidence.get(i).witness().instance().endpoint().toString();
        if (statements.get(i) instanceof Unknown) {
          return Optional.of(instance + " does not have it yet");
        }
        if (statements.get(i) instanceof Short(Duration span, boolean _)
            && (least == null || span.compareTo(least) < 0)) {
          least = span;
          where = instance;
        }
      }
      if (least == null) {
        return statements.isEmpty() ? Optional.of("no counters were read") : Optional.empty();
      }
      return Optional.of(
          "observed "
              + Amounts.span(least)
              + " of "
              + Amounts.span(window)
              + (statements.size() > 1 ? ", on " + where : ""));
    }

    /** Whether what was found earlier cannot hold any more. */
    boolean begun() {
      return statements.stream()
          .anyMatch(s -> s instanceof Short(Duration _, boolean begun) && begun);
    }

    /** The leaves, for what is said of them. */
    List<Index> leaves() {
      return unit.leaves();
    }
  }
}
