package io.pghealth.check;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectRef;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.HorizonFacts;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Table;
import io.pghealth.snapshot.VacuumFacts;
import io.pghealth.snapshot.VacuumFacts.Relation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tables that autovacuum should have vacuumed long ago by its own reckoning, and why it did not.
 */
public final class AutovacuumOverdue implements DatabaseCheck<AutovacuumOverdueSettings> {
  static final String NAME = "AutovacuumOverdue";

  static final String ONE_LOOK =
      "it is past its threshold; whether autovacuum has had the time to come takes a second look";
  static final Remedy LOOK_AGAIN =
      Remedy.note(
          "Look again after 5 times autovacuum_naptime, with --history on the command line.");

  /** On a server with other pages a table looks grown, and is not left alone. */
  private static final double DEFAULT_PAGE = 8192;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<AutovacuumOverdueSettings> settings() {
    return AutovacuumOverdueSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(VacuumFacts.class, HorizonFacts.class, TableFacts.class);
  }

  @Override
  public Floor floor(AutovacuumOverdueSettings settings) {
    return Floor.ofRows(settings.minRows());
  }

  @Override
  public Assessment assess(Facts facts, AutovacuumOverdueSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<VacuumFacts> known = doubts.known(database.of(VacuumFacts.class));
    Optional<TableFacts> tables = doubts.known(database.of(TableFacts.class));
    if (known.isEmpty() || tables.isEmpty() || !counted(facts, known.get(), doubts)) {
      return doubts.with(List.of());
    }
    VacuumFacts vacuum = known.get();
    Delay delay = new Delay(facts, vacuum);
    double factor = Math.max(100, settings.overduePercent()) / 100.0;
    List<Finding> findings = new ArrayList<>();
    vacuum.relations().stream()
        .sorted(Comparator.comparing(Relation::schema).thenComparing(Relation::name))
        .filter(r -> Math.max(r.tuples(), r.live()) + r.dead() >= settings.minRows())
        .forEach(r ->
            judge(facts, delay, r, tables.get().tables().get(r.oid()), factor, doubts)
                .ifPresent(findings::add));
    return doubts.with(findings);
  }

  /** Whether anybody counts, and would come. */
  static boolean counted(Facts facts, VacuumFacts vacuum, Doubts doubts) {
    boolean standby =
        facts.snapshot().primary().facts().toOptional().map(InstanceFacts::standby).orElse(false);
    if (standby) {
      doubts.wholly(
          "the declared primary is a standby, which counts no dead rows",
          Remedy.note("Name the primary."));
    } else if (!vacuum.server().counting()) {
      SettingOrigin origin = new SettingOrigin(vacuum.server().countingSource());
      doubts.wholly(
          origin.oneRole()
              ? "track_counts is off for the monitoring role; whether others count dead or modified"
                  + " rows is not known"
              : "track_counts is off: nobody counts dead or modified rows",
          origin.remedy(
              "track_counts", "on", facts.database().name(), facts.target().credentials().user()));
    } else {
      return true;
    }
    return false;
  }

  private static Optional<Finding> judge(
      Facts facts, Delay delay, Relation relation, Table table, double factor, Doubts doubts) {
    VacuumFacts vacuum = delay.vacuum();
    double deadAt = relation.vacuumThreshold(vacuum.server());
    double insertedAt = relation.insertThreshold(vacuum.server());
    boolean dead = relation.dead() > factor * deadAt;
    boolean inserted =
        insertedAt >= 0
            && relation.insertedSinceVacuum() > factor * insertedAt
            && !countedLate(relation, table, relation.lastVacuum());
    if (!dead && !inserted) {
      if (lost(relation, relation.vacuums() + relation.analyzes())) {
        doubts.of(
            reference(relation),
            "its counters began after it was filled, so that what died before is not counted",
            Remedy.sql("VACUUM " + Identifiers.quote(relation.schema(), relation.name())));
      }
      return Optional.empty();
    }
    Delay.Verdict verdict =
        dead
            ? delay.ofDead(relation)
            : delay.of(relation, VacuumFacts.vacuumDue(relation), relation.lastVacuum());
    return switch (verdict) {
      case Delay.Pending pending -> Optional.empty();
      case Delay.OneLook look -> {
        doubts.of(reference(relation), ONE_LOOK, LOOK_AGAIN);
        yield Optional.empty();
      }
      case Delay.Overdue overdue ->
          Optional.of(
              new AutovacuumOverdueFinding(
                      facts, vacuum.server(), relation, overdue, dead, dead ? deadAt : insertedAt)
                  .finding());
    };
  }

  /**
   * Whether rows were there before the counters began: nobody counted a load, nor anything that
   * reckons anew. The catalogs know of rows only where somebody looked.
   */
  static boolean lost(Relation relation, long reckoned) {
    return reckoned == 0 && relation.tuples() > 0 && relation.inserted() < relation.tuples() / 2;
  }

  /**
   * Whether inserted rows were counted after the VACUUM or ANALYZE that saw them: a session reports
   * what it wrote when its transaction is over, and at most once a second, but that at once. Then
   * no more were ever inserted than it found, and the table is as large as it was.
   */
  static boolean countedLate(Relation relation, Table table, Instant last) {
    return table != null
        && !table.is(Flag.LOCKED)
        && last != null
        && relation.tuples() > 0
        && relation.inserted() <= 1.1 * relation.tuples()
        && table.sizeBytes() / DEFAULT_PAGE <= 1.02 * table.pages() + 2;
  }

  static ObjectRef reference(Relation relation) {
    return ObjectRef.table(relation.schema(), relation.name());
  }
}
