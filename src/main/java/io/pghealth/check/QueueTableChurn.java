package io.pghealth.check;

import io.pghealth.check.QueueTableChurnFinding.Cause;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.HorizonFacts;
import io.pghealth.snapshot.QueueFacts;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.VacuumFacts;
import io.pghealth.snapshot.VacuumFacts.Relation;
import io.pghealth.snapshot.VacuumFacts.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Queues whose dead rows outrun VACUUM, so that whoever takes the next row reads through them. */
public final class QueueTableChurn implements DatabaseCheck<QueueTableChurnSettings> {
  static final String NAME = "QueueTableChurn";

  /** Vacuums after which rows were put in and taken out again: a habit, not a purge. */
  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<QueueTableChurnSettings> settings() {
    return QueueTableChurnSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(VacuumFacts.class, QueueFacts.class, HorizonFacts.class, TableFacts.class);
  }

  @Override
  public Floor floor(QueueTableChurnSettings settings) {
    return Floor.ofRows(settings.minRows());
  }

  @Override
  public Assessment assess(Facts facts, QueueTableChurnSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<VacuumFacts> vacuum = doubts.known(database.of(VacuumFacts.class));
    Optional<QueueFacts> queues = doubts.known(database.of(QueueFacts.class));
    Optional<TableFacts> tables = doubts.known(database.of(TableFacts.class));
    if (vacuum.isEmpty()
        || queues.isEmpty()
        || tables.isEmpty()
        || !AutovacuumOverdue.counted(facts, vacuum.get(), doubts)) {
      return doubts.with(List.of());
    }
    Delay delay = new Delay(facts, vacuum.get());
    List<Finding> findings = new ArrayList<>();
    vacuum.get().relations().stream()
        .filter(r -> !r.toast())
        .sorted(Comparator.comparing(Relation::schema).thenComparing(Relation::name))
        .forEach(r -> {
          boolean named = named(queues.get(), tables.get(), r);
          if (named && AutovacuumOverdue.lost(r, r.vacuums() + r.analyzes())) {
            doubts.of(
                AutovacuumOverdue.reference(r),
                "its counters began after it was filled, so that what died before is not counted",
                Remedy.sql("VACUUM " + Identifiers.quote(r.schema(), r.name())));
          } else if (churned(r, settings) && (named || turnsOver(r))) {
            judge(facts, delay, r, named, doubts).ifPresent(findings::add);
          }
        });
    return doubts.with(findings);
  }

  private static boolean churned(Relation relation, QueueTableChurnSettings settings) {
    long all = relation.dead() + relation.live();
    return relation.dead() > 0
        && all >= settings.minRows()
        && relation.dead() * 100.0 >= (double) settings.minDeadPercent() * all;
  }

  /** By statements: itself, or the partitioned table that it is part of. */
  private static boolean named(QueueFacts queues, TableFacts tables, Relation relation) {
    return queues.tables().contains(relation.oid())
        || queues.tables().contains(tables.root(relation.oid()));
  }

  /**
   * By counters: nearly all rows that were ever put in were taken out, most of them so long ago
   * that a VACUUM has removed them. A purge leaves no such trace.
   */
  private static boolean turnsOver(Relation relation) {
    long gone = relation.inserted() - relation.live();
    return relation.vacuums() >= ROUNDS
        && relation.inserted() >= 10 * Math.max(1, relation.live())
        && relation.deleted() >= 0.9 * gone
        && relation.deleted() >= ROUNDS * relation.dead();
  }

  private static Optional<Finding> judge(
      Facts facts, Delay delay, Relation relation, boolean named, Doubts doubts) {
    Server server = delay.vacuum().server();
    Cause cause = null;
    if (!due(relation, server) && relation.enabled() && server.enabled()) {
      cause = Cause.THRESHOLD;
    } else {
      switch (delay.ofDead(relation)) {
        case Delay.Overdue overdue ->
            cause = overdue.why() == Delay.Why.HORIZON ? Cause.HORIZON : Cause.OVERDUE;
        case Delay.Pending pending -> cause = outrun(relation, server) ? Cause.OUTRUN : null;
        case Delay.OneLook look -> {
          cause = outrun(relation, server) ? Cause.OUTRUN : null;
          if (cause == null) {
            doubts.of(
                AutovacuumOverdue.reference(relation),
                AutovacuumOverdue.ONE_LOOK,
                AutovacuumOverdue.LOOK_AGAIN);
          }
        }
      }
    }
    return Optional.ofNullable(cause)
        .map(c -> new QueueTableChurnFinding(facts, server, relation, c, named).finding());
  }

  /** By its dead rows, or by rows put in: that VACUUM removes the dead ones just as well. */
  private static boolean due(Relation relation, Server server) {
    double insertedAt = relation.insertThreshold(server);
    return relation.dead() > relation.vacuumThreshold(server)
        || insertedAt >= 0 && relation.insertedSinceVacuum() > insertedAt;
  }

  /**
   * Whether it is full of dead rows again although VACUUM came within half of the time in which it
   * comes back: then it is full most of the time.
   */
  private static boolean outrun(Relation relation, Server server) {
    return relation.enabled()
        && server.enabled()
        && relation.vacuums() >= ROUNDS
        && relation.lastVacuum() != null
        && Duration.between(relation.lastVacuum(), server.time())
                .multipliedBy(2)
                .compareTo(server.naptime())
            <= 0;
  }
}
