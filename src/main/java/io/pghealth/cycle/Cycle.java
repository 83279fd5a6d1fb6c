package io.pghealth.cycle;

import io.pghealth.check.Check;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.IndexBloat;
import io.pghealth.check.SubjectMeasures;
import io.pghealth.check.TableBloat;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Ledger;
import io.pghealth.finding.LedgerResult;
import io.pghealth.finding.Policy;
import io.pghealth.history.BloatHistory;
import io.pghealth.history.EvidenceHistory;
import io.pghealth.history.History;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.PlanObservation;
import io.pghealth.history.TableBloatHistory;
import io.pghealth.postgres.Sessions;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceFacts.DatabaseFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.snapshot.StatementFacts;
import io.pghealth.target.Target;
import io.pghealth.target.Workloads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One way through the engine: instances, plans, databases, history, measurements, checks, ledger.
 * What fails on the way is a fact that is not known, and the rest goes on.
 */
public final class Cycle {
  private final Function<Target, Sessions> sessions;
  private final List<Check<?>> checks;
  private final Workloads workloads;

  /**
   * Without a cluster.
   *
   * @param sessions opens sessions of a target
   * @param checks those that exist
   */
  public Cycle(Function<Target, Sessions> sessions, List<Check<?>> checks) {
    this(sessions, checks, Workloads.NONE);
  }

  /**
   * @param sessions opens sessions of a target
   * @param checks those that exist
   * @param workloads of the cluster that it runs in
   */
  public Cycle(Function<Target, Sessions> sessions, List<Check<?>> checks, Workloads workloads) {
    this.sessions = sessions;
    this.checks = List.copyOf(checks);
    this.workloads = workloads;
  }

  /** Runs once. Never throws for anything that a server does. */
  public CycleResult run(CycleRequest request) {
    MeteredSessions metered = new MeteredSessions(sessions.apply(request.target()));
    return new Run(request, metered).result();
  }

  private final class Run {
    private final CycleRequest request;
    private final Target target;
    private final MeteredSessions metered;
    private final AssessStep assess;
    private final Set<Class<?>> needs;
    private final List<String> errors = new ArrayList<>();

    Run(CycleRequest request, MeteredSessions metered) {
      this.request = request;
      this.target = request.target();
      this.metered = metered;
      this.assess = new AssessStep(checks, request.settings());
      this.needs = AssessStep.needs(checks, request.settings());
    }

    CycleResult result() {
      List<InstanceSnapshot> instances = new InstanceStep(target, metered, needs, errors).run();
      Collected<InstanceFacts> primary = instances.getFirst().facts();
      return switch (primary) {
        case Collected.Unknown<InstanceFacts> unknown -> unreached(instances, unknown);
        case Collected.Known<InstanceFacts>(InstanceFacts facts) -> reached(instances, facts);
      };
    }

    private CycleResult unreached(
        List<InstanceSnapshot> instances, Collected.Unknown<InstanceFacts> unknown) {
      Snapshot snapshot =
          new Snapshot(
              request.now(),
              instances,
              List.of(),
              Collected.unknown(unknown.reason(), unknown.remedy()));
      return conclude(
          snapshot,
          accepted(request.history()),
          assess.nothing(request.history(), unknown.reason(), unknown.remedy()));
    }

    private CycleResult reached(List<InstanceSnapshot> instances, InstanceFacts primary) {
      History history =
          request.history().evidence().continues(primary)
              ? accepted(request.history())
              : History.empty();
      List<DatabaseFacts> watched = DatabaseStep.watched(target, primary.databases());
      errors.addAll(absent(primary));

      PlanStep.Observed plans = plans(watched, history.plans());
      DatabaseStep step =
          new DatabaseStep(
              target,
              metered,
              instances,
              needs,
              new WantedTables(assess.floor(), history, plans.history()));
      List<DatabaseSnapshot> databases = watched.stream().map(step::read).toList();
      Snapshot snapshot = new Snapshot(request.now(), instances, databases, plans.statements());

      EvidenceHistory evidence = history.evidence().advance(snapshot, plans.scansAdded());
      TableBloatStep.Measured measured =
          tables(
              databases,
              bloat(instances, databases, budget(history.bloat())),
              history.tableBloat());
      History advanced =
          new History(
              primary.systemIdentifier(),
              evidence,
              measured.budget(),
              plans.history(),
              history.ledger(),
              history.trends().advance(snapshot),
              measured.tables());
      return conclude(snapshot, advanced, assess.assess(snapshot, advanced, target));
    }

    /**
     * Makes plans that were accepted since the last cycle the baseline. An acceptance is of the
     * plan of its time: the annotation that stays behind accepts no later one.
     */
    private History accepted(History history) {
      Set<String> fresh = new HashSet<>(request.acceptedPlans());
      if (request.mode() == CycleRequest.Mode.MONITOR) {
        history.ledger().accepted().forEach(plan -> fresh.remove(plan.fingerprint()));
      }
      PlanHistory plans = history.plans();
      for (String fingerprint : fresh) {
        plans = plans.accept(fingerprint, request.now());
      }
      return history.withPlans(plans);
    }

    private PlanStep.Observed plans(List<DatabaseFacts> watched, PlanHistory before) {
      return needs.contains(PlanObservation.class) || needs.contains(StatementFacts.class)
          ? new PlanStep(target, metered, request.now(), needs, workloads).run(watched, before)
          : PlanStep.skipped(before);
    }

    private <C extends Check<?>> Optional<C> enabled(Class<C> type) {
      return checks.stream()
          .filter(request.settings()::enabled)
          .filter(type::isInstance)
          .map(type::cast)
          .findFirst();
    }

    private BloatHistory budget(BloatHistory before) {
      return request.mode() == CycleRequest.Mode.COMMAND_LINE ? before.withFreshBudget() : before;
    }

    private TableBloatStep.Measured tables(
        List<DatabaseSnapshot> databases, BloatHistory budget, TableBloatHistory before) {
      TableBloatStep.Measured measured = new TableBloatStep.Measured(budget, before);
      Optional<TableBloat> check = enabled(TableBloat.class);
      if (check.isEmpty()) {
        return measured;
      }
      TableBloatStep step = new TableBloatStep(target, metered, request.settings().of(check.get()));
      for (DatabaseSnapshot database : databases) {
        measured = step.run(database, measured, request.now());
      }
      return measured;
    }

    private BloatHistory bloat(
        List<InstanceSnapshot> instances, List<DatabaseSnapshot> databases, BloatHistory before) {
      Optional<IndexBloat> check = enabled(IndexBloat.class);
      if (check.isEmpty()) {
        return before;
      }
      BloatStep step =
          new BloatStep(target, metered, instances, request.settings().of(check.get()));
      BloatHistory history = before;
      for (DatabaseSnapshot database : databases) {
        history = step.run(database, history, request.now());
      }
      return history;
    }

    private CycleResult conclude(Snapshot snapshot, History history, List<Assessment> assessments) {
      LedgerResult ledger =
          new Ledger()
              .apply(
                  history.ledger(),
                  assessments,
                  new CatalogSubjects(
                      target,
                      snapshot,
                      (database, queryId) ->
                          history.plans().uncalled(database, queryId, request.now())),
                  new SubjectMeasures(snapshot, history, target),
                  policy(),
                  request.now());
      return new CycleResult(
          snapshot,
          history.withLedger(ledger.state()),
          ledger,
          assess.ofDatabases(),
          assess.ofServer(),
          errors,
          metered.cost());
    }

    private Policy policy() {
      CheckSettings settings = request.settings();
      Set<String> disabled =
          checks.stream()
              .filter(check -> !settings.enabled(check))
              .map(Check::name)
              .collect(Collectors.toSet());
      return switch (request.mode()) {
        case MONITOR -> Policy.monitor(disabled, request.acceptedPlans());
        case COMMAND_LINE -> Policy.commandLine(disabled, request.acceptedPlans());
      };
    }

    /** A name without a pattern that names nothing is a slip of the pen. */
    private List<String> absent(InstanceFacts primary) {
      return target.databases().include().stream()
          .filter(name -> name.indexOf('*') < 0)
          .filter(name -> primary.databases().stream().noneMatch(d -> d.name().equals(name)))
          .map(name -> "databases.include: there is no database \"" + name + "\" on the server")
          .toList();
    }
  }
}
