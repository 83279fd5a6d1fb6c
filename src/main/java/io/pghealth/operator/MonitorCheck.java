package io.pghealth.operator;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.pghealth.api.PostgresMonitor;
import io.pghealth.api.PostgresMonitorSpec;
import io.pghealth.check.CheckSettings;
import io.pghealth.check.Checks;
import io.pghealth.check.InvalidSettingException;
import io.pghealth.cycle.Cycle;
import io.pghealth.cycle.CycleRequest;
import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.Ledger;
import io.pghealth.finding.LedgerResult;
import io.pghealth.finding.Policy;
import io.pghealth.finding.Subjects;
import io.pghealth.history.HistoryStoreException;
import io.pghealth.publish.Readiness;
import io.pghealth.publish.StatusBuilder;
import io.pghealth.publish.Verdict;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.target.DurationText;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import io.pghealth.target.kubernetes.TargetResolver;
import io.pghealth.target.kubernetes.UnresolvedTargetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One look at one monitor: spec, Secret, cycle, stored state, then everything that is published, in
 * this order. What goes wrong on the way is a condition of the monitor, never an exception.
 */
final class MonitorCheck {
  private static final Logger LOG = Logger.getLogger(MonitorCheck.class);

  /** Nothing happens to a suspended monitor but that somebody changes it. */
  private static final Duration SUSPENDED = Duration.ofMinutes(10);

  private final TargetResolver targets;
  private final Cycle cycle;
  private final Watches watches;
  private final Workers workers;
  private final Publishers publishers;
  private final Clock clock;

  MonitorCheck(
      TargetResolver targets,
      Cycle cycle,
      Watches watches,
      Workers workers,
      Publishers publishers,
      Clock clock) {
    this.targets = targets;
    this.cycle = cycle;
    this.watches = watches;
    this.workers = workers;
    this.publishers = publishers;
    this.clock = clock;
  }

  /**
   * Looks once.
   *
   * @param monitors how many there are
   * @return when to look again
   */
  Duration run(PostgresMonitor monitor, int monitors) throws InterruptedException {
    Instant now = clock.instant();
    if (watches.meets(monitor) && seenByAnother(monitor)) {
      Duration wait = Pace.first(interval(monitor), monitors);
      if (!wait.isZero()) {
        return wait;
      }
    }
    StatusBuilder status =
        StatusBuilder.from(monitor.getStatus(), monitor.getMetadata().getGeneration(), now);
    Watch watch;
    try {
      watch = watches.of(monitor);
    } catch (HistoryStoreException e) {
      publishers
          .status()
          .write(monitor, status.ready(Verdict.no("StateNotRead", e.getMessage())).build());
      return interval(monitor);
    }
    PostgresMonitorSpec spec = monitor.getSpec();
    if (spec != null && Boolean.TRUE.equals(spec.suspend())) {
      Verdict suspended = Readiness.suspended();
      idle(monitor, watch, status.ready(suspended).connected(unknown(suspended)), now);
      return SUSPENDED;
    }
    Target target;
    CheckSettings settings;
    try {
      target = targets.resolve(monitor);
      settings = settings(spec);
    } catch (UnresolvedTargetException e) {
      Verdict problem = Verdict.no(e.reason().text(), e.getMessage());
      idle(monitor, watch, status.ready(problem).connected(unknown(problem)), now);
      return Pace.next(interval(monitor), Duration.ZERO);
    } catch (InvalidSettingException e) {
      Verdict problem = Readiness.specRefused("spec." + e.getMessage());
      idle(monitor, watch, status.ready(problem).connected(unknown(problem)), now);
      return Pace.next(interval(monitor), Duration.ZERO);
    }
    status = status.effectiveChecks(settings.effective());
    check(monitor, watch, target, settings, status);
    return Pace.next(target.schedule().interval(), Duration.between(now, clock.instant()));
  }

  /** Forgets a monitor that is gone; Kubernetes removes what it owned. */
  void forget(ResourceID monitor) {
    watches.forget(monitor).ifPresent(watch -> publishers.reports().forget(watch.uid()));
    publishers.metrics().remove(monitor.getNamespace().orElse(""), monitor.getName());
  }

  private void check(
      PostgresMonitor monitor,
      Watch watch,
      Target target,
      CheckSettings settings,
      StatusBuilder status)
      throws InterruptedException {
    Set<String> accepted = AcceptedPlans.of(monitor);
    Instant start = clock.instant();
    CycleResult result;
    try {
      result =
          workers.run(
              watch.silent(),
              () ->
                  cycle.run(
                      new CycleRequest(
                          target,
                          settings,
                          watch.history(),
                          accepted,
                          CycleRequest.Mode.MONITOR,
                          clock.instant())));
    } catch (TimeoutException e) {
      String limit = DurationText.show(workers.limit());
      Verdict problem = Verdict.no("CycleTooLong", "the cycle was ended after " + limit);
      idle(monitor, watch, status.ready(ready(watch, target)).connected(problem), clock.instant());
      return;
    } catch (ExecutionException e) {
      LOG.errorf(
          e.getCause(),
          "the cycle of monitor %s/%s failed",
          monitor.getMetadata().getNamespace(),
          monitor.getMetadata().getName());
      Verdict problem =
          Verdict.no(
              "InternalError",
              "the cycle failed ("
                  + e.getCause().getClass().getSimpleName()
                  + "); the operator's log says where");
      idle(monitor, watch, status.ready(problem), clock.instant());
      return;
    }
    Instant end = clock.instant();
    boolean reached = result.primary().isPresent();
    watch.cycleEnded(result.history(), result.ledger().notAssessed(), reached, end);
    meter(monitor, result, reached, Duration.between(start, end), end);
    status = status.snapshot(result.snapshot()).ledger(result.ledger(), result.snapshot());
    status =
        status.ready(
            result.configurationErrors().isEmpty()
                ? ready(watch, target)
                : Readiness.specRefused(String.join("; ", result.configurationErrors())));
    Optional<List<String>> watched =
        reached
            ? Optional.of(
                result.snapshot().databases().stream().map(DatabaseSnapshot::name).toList())
            : Optional.empty();
    publish(monitor, watch, result.ledger(), watched, reached ? status.checkedAt(end) : status);
  }

  private Verdict ready(Watch watch, Target target) {
    Verdict ready =
        Readiness.cycles(watch.lastEnd(), target.schedule().interval(), clock.instant());
    return watch.leftOut() == 0
        ? ready
        : ready.and(
            "the stored state had no room for "
                + watch.leftOut()
                + " of the least loaded statements");
  }

  /** Nobody looked: what was found stays, and is stale. */
  private void idle(PostgresMonitor monitor, Watch watch, StatusBuilder status, Instant now) {
    if (!watch.hasSeen()) {
      publishers.status().write(monitor, status.build());
      return;
    }
    LedgerResult ledger =
        watch.idle(
            new Ledger()
                .apply(
                    watch.history().ledger(),
                    List.of(),
                    Subjects.unknown(),
                    Policy.monitor(Set.of(), AcceptedPlans.of(monitor)).whileSuspended(),
                    now));
    publish(monitor, watch, ledger, Optional.empty(), status.ledger(ledger, null));
  }

  private void publish(
      PostgresMonitor monitor,
      Watch watch,
      LedgerResult ledger,
      Optional<? extends Collection<String>> watched,
      StatusBuilder status) {
    try {
      watch.saveFirst(clock.instant());
    } catch (HistoryStoreException e) {
      // What is not stored is not told: after a restart it would be told differently.
      LOG.warnf(
          "monitor %s/%s: %s",
          monitor.getMetadata().getNamespace(), monitor.getMetadata().getName(), e.getMessage());
      publishers
          .status()
          .write(
              monitor,
              StatusBuilder.from(
                      monitor.getStatus(), monitor.getMetadata().getGeneration(), clock.instant())
                  .ready(Verdict.no("StateNotStored", e.getMessage()))
                  .build());
      return;
    }
    var next = status.build();
    publishers.status().write(monitor, next);
    publishers.reports().publish(monitor, ledger, watched, next.lastCheckTime());
    publishers
        .metrics()
        .ledger(
            monitor.getMetadata().getNamespace(),
            monitor.getMetadata().getName(),
            ledger,
            clock.instant());
    watch.ledger(
        watch
            .history()
            .ledger()
            .published(
                publishers.events().publish(monitor, watch.history().ledger().unpublished())));
    try {
      watch.saveDue(clock.instant());
    } catch (HistoryStoreException e) {
      LOG.warnf(
          "monitor %s/%s: %s",
          monitor.getMetadata().getNamespace(), monitor.getMetadata().getName(), e.getMessage());
    }
  }

  private void meter(
      PostgresMonitor monitor, CycleResult result, boolean reached, Duration took, Instant end) {
    String namespace = monitor.getMetadata().getNamespace();
    String name = monitor.getMetadata().getName();
    Map<String, Boolean> instances =
        result.snapshot().instances().stream()
            .collect(
                Collectors.toMap(
                    i -> i.endpoint().toString(), i -> i.facts().missing() == null, (a, b) -> a));
    publishers.metrics().cycle(took);
    publishers.metrics().instances(namespace, name, instances, end);
    publishers.metrics().cost(namespace, name, result.cost().statements(), result.cost().time());
    if (reached) {
      publishers.metrics().success(namespace, name, end);
    }
  }

  private static CheckSettings settings(PostgresMonitorSpec spec) throws InvalidSettingException {
    return CheckSettings.parse(Checks.all(), spec.checks() == null ? Map.of() : spec.checks());
  }

  private static Verdict unknown(Verdict why) {
    return Verdict.unknown(why.reason(), "nobody looked: " + why.message());
  }

  /** After a start all monitors that were there before come at once; new ones do not wait. */
  private static boolean seenByAnother(PostgresMonitor monitor) {
    return monitor.getStatus() != null && monitor.getStatus().lastCheckTime() != null;
  }

  /** The interval of a spec that may be wrong. */
  private static Duration interval(PostgresMonitor monitor) {
    Duration byDefault = Schedule.defaults().interval();
    PostgresMonitorSpec spec = monitor.getSpec();
    if (spec == null || spec.schedule() == null || spec.schedule().interval() == null) {
      return byDefault;
    }
    try {
      Duration interval = DurationText.parse(spec.schedule().interval());
      return interval.compareTo(Duration.ofSeconds(5)) < 0 ? byDefault : interval;
    } catch (IllegalArgumentException e) {
      return byDefault;
    }
  }
}
