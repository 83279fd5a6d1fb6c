package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectRef;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import io.pghealth.snapshot.VacuumFacts;
import io.pghealth.snapshot.VacuumFacts.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tables whose planner statistics are of another time: those that autovacuum should have analyzed,
 * and partitioned tables, which it never does.
 */
public final class StaleStatistics implements DatabaseCheck<StaleStatisticsSettings> {
  static final String NAME = "StaleStatistics";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<StaleStatisticsSettings> settings() {
    return StaleStatisticsSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(VacuumFacts.class, TableFacts.class, TableActivity.class);
  }

  @Override
  public Floor floor(StaleStatisticsSettings settings) {
    return Floor.ofRows(settings.minRows());
  }

  @Override
  public Assessment assess(Facts facts, StaleStatisticsSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<VacuumFacts> vacuum = doubts.known(database.of(VacuumFacts.class));
    Optional<TableFacts> tables = doubts.known(database.of(TableFacts.class));
    Optional<TableActivity> activity = doubts.known(database.of(TableActivity.class));
    if (vacuum.isEmpty()
        || tables.isEmpty()
        || activity.isEmpty()
        || !AutovacuumOverdue.counted(facts, vacuum.get(), doubts)) {
      return doubts.with(List.of());
    }
    double factor = Math.max(100, settings.overduePercent()) / 100.0;
    Delay delay = new Delay(facts, vacuum.get());
    List<Finding> findings = new ArrayList<>();
    vacuum.get().relations().stream()
        .sorted(Comparator.comparing(Relation::schema).thenComparing(Relation::name))
        .filter(r -> !r.toast() && Math.max(r.tuples(), r.live()) >= settings.minRows())
        .forEach(r ->
            judge(facts, delay, r, tables.get().tables().get(r.oid()), factor, doubts)
                .ifPresent(findings::add));
    tables.get().tables().values().stream()
        .sorted(Comparator.comparing(Table::schema).thenComparing(Table::name))
        .filter(t -> t.kind() == Kind.PARTITIONED && t.parentOid() == null)
        .forEach(t -> {
          RowCount rows = RowCount.of(tables.get(), activity.get(), t);
          tree(facts, vacuum.get(), t, rows, settings.minRows(), factor, doubts)
              .ifPresent(findings::add);
        });
    return doubts.with(findings);
  }

  private static Optional<Finding> judge(
      Facts facts, Delay delay, Relation relation, Table table, double factor, Doubts doubts) {
    double threshold = relation.analyzeThreshold(delay.vacuum().server());
    ObjectRef reference = AutovacuumOverdue.reference(relation);
    if (relation.modifiedSinceAnalyze() <= factor * threshold) {
      if (AutovacuumOverdue.lost(relation, relation.analyzes())) {
        doubts.of(
            reference,
            "its counters began after it was filled, so that what was modified before is not"
                + " counted",
            Remedy.sql("ANALYZE " + Identifiers.quote(relation.schema(), relation.name())));
      }
      return Optional.empty();
    }
    if (countedLate(relation, table)) {
      return Optional.empty();
    }
    return switch (delay.of(relation, VacuumFacts.analyzeDue(relation), relation.lastAnalyze())) {
      case Delay.Pending pending -> Optional.empty();
      case Delay.OneLook look -> {
        doubts.of(reference, AutovacuumOverdue.ONE_LOOK, AutovacuumOverdue.LOOK_AGAIN);
        yield Optional.empty();
      }
      case Delay.Overdue overdue ->
          Optional.of(StaleStatisticsFinding.ofTable(facts, relation, overdue, threshold));
    };
  }

  /**
   * Whether all that was modified are inserts, and were counted after the ANALYZE that saw them.
   */
  private static boolean countedLate(Relation relation, Table table) {
    return relation.updated() + relation.deleted() <= relation.modifiedSinceAnalyze() / 10
        && AutovacuumOverdue.countedLate(relation, table, relation.lastAnalyze());
  }

  private static Optional<Finding> tree(
      Facts facts,
      VacuumFacts vacuum,
      Table root,
      RowCount rows,
      int minRows,
      double factor,
      Doubts doubts) {
    if (!rows.atLeast(Math.max(1, minRows))) {
      if (rows.locked() && rows.maybe(minRows)) {
        doubts.of(ObjectRef.table(root.schema(), root.name()), Doubts.LOCKED, Doubts.UNLOCK);
      }
      return Optional.empty();
    }
    double threshold =
        vacuum.server().analyzeThreshold()
            + vacuum.server().analyzeScale() * Math.max(0, root.tuples());
    boolean never = root.tuples() < 0;
    boolean stale = never || Math.abs(rows.least() - root.tuples()) > factor * threshold;
    return stale
        ? Optional.of(StaleStatisticsFinding.ofTree(facts, root, rows.least()))
        : Optional.empty();
  }
}
