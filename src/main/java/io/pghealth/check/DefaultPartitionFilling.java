package io.pghealth.check;

import io.pghealth.check.PartitionCoverage.Gap;
import io.pghealth.check.PartitionSql.Made;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.history.Trends.Rate;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.PartitionFacts;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Default partitions of range partitioned tables that rows gather in. */
public final class DefaultPartitionFilling
    implements DatabaseCheck<DefaultPartitionFillingSettings> {
  static final String NAME = "DefaultPartitionFilling";

  private static final Fix LOOK =
      new Fix(
          List.of(),
          "See which values the rows have: NULL, before the first range, after the last one or in a"
              + " hole between. Then detach the default partition, make the partitions that they"
              + " belong to, move the rows and attach it again, in one transaction: CREATE TABLE …"
              + " PARTITION OF alone fails while the default partition holds such rows.");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<DefaultPartitionFillingSettings> settings() {
    return DefaultPartitionFillingSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(PartitionFacts.class, TableFacts.class, TableActivity.class);
  }

  @Override
  public Floor floor(DefaultPartitionFillingSettings settings) {
    // Partitions are in scope.
    return Floor.NO_TABLE;
  }

  @Override
  public Assessment assess(Facts facts, DefaultPartitionFillingSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<PartitionFacts> partitions = doubts.known(database.of(PartitionFacts.class));
    Optional<TableFacts> tables = doubts.known(database.of(TableFacts.class));
    List<Finding> findings = new ArrayList<>();
    if (partitions.isPresent() && tables.isPresent()) {
      Run run = new Run(facts, settings, partitions.get(), tables.get(), doubts);
      partitions.get().tables().forEach(t -> run.judge(t).ifPresent(findings::add));
    }
    return doubts.with(findings);
  }

  private record Run(
      Facts facts,
      DefaultPartitionFillingSettings settings,
      PartitionFacts partitions,
      TableFacts tables,
      Doubts doubts) {

    Optional<Finding> judge(Partitioned table) {
      Table fallback = tables.tables().get(table.defaultOid());
      if (fallback == null) {
        return Optional.empty();
      }
      RowCount rows = RowCount.of(tables, MissingFuturePartition.activity(facts), fallback);
      Optional<Rate> rate =
          facts
              .history()
              .trends()
              .ofDatabase(facts.database().oid(), table.defaultMeasure())
              .filter(r -> r.perDay() > 0);
      double days = settings.horizon().toMillis() / (double) Duration.ofDays(1).toMillis();
      double soon = rows.least() + rate.map(r -> r.perDay() * days).orElse(0.0);
      if (rows.atLeast(settings.minRows()) || rate.isPresent() && soon >= settings.minRows()) {
        return Optional.of(finding(table, fallback, rows, rate.orElse(null)));
      }
      if (rows.maybe(settings.minRows())) {
        unknown(fallback, rows);
      }
      return Optional.empty();
    }

    private void unknown(Table fallback, RowCount rows) {
      ObjectRef object = new ObjectRef(ObjectKind.TABLE, fallback.schema(), fallback.name(), null);
      if (rows.locked()) {
        doubts.of(object, Doubts.LOCKED, Doubts.UNLOCK);
      } else {
        doubts.of(
            object,
            "never analyzed: how many rows it has is not known",
            Remedy.sql("ANALYZE " + Identifiers.quote(fallback.schema(), fallback.name())));
      }
    }

    private Finding finding(Partitioned table, Table fallback, RowCount rows, Rate rate) {
      Optional<Made> made = made(table);
      Finding.Builder finding =
          Finding.of(NAME, rate == null ? Severity.LOW : Severity.MEDIUM, Confidence.HIGH)
              .database(facts.database().name())
              .object(new ObjectRef(ObjectKind.TABLE, fallback.schema(), fallback.name(), null))
              .message(
                  "default partition "
                      + fallback.name()
                      + " of "
                      + table.schema()
                      + "."
                      + table.name()
                      + " holds about "
                      + Amounts.count(rows.least())
                      + " rows that no other partition takes"
                      + (rate == null ? "" : ", and more come"))
              .evidence("rows", "about " + Amounts.count(rows.least()))
              .evidence("partitioned table", table.schema() + "." + table.name());
      if (rate != null) {
        finding.evidence(
            "rows a day",
            Amounts.count(Math.round(rate.perDay())) + ", over " + Amounts.span(rate.span()));
      }
      // Where new rows belong nowhere else, that explains it.
      made.ifPresent(m -> finding.causedBy(missing(table)));
      return finding
          .impact(
              "queries read it beside the partition that they need, dropping old partitions leaves these"
                  + " rows behind, and no partition for them can be made before they are moved")
          .fix(made.map(Made::fix).orElse(LOOK))
          .undo(made.map(Made::undo).orElse(null))
          .build();
    }

    /** What moves the rows, where it is the rows of today that have no partition. */
    private Optional<Made> made(Partitioned table) {
      if (!table.key().time() || MissingFuturePartition.locked(table)) {
        return Optional.empty();
      }
      PartitionPosition position =
          PartitionPosition.ofTime(
              table, partitions, tables, facts.snapshot().at(), settings.horizon());
      return PartitionCoverage.of(table)
          .gap(position.now())
          .filter(Gap::open)
          .filter(gap -> position.now() < position.end())
          .map(gap -> new PartitionSql(table, gap, position.horizon(), partitions, true).made());
    }

    private String missing(Partitioned table) {
      return Finding.of(MissingFuturePartition.NAME, Severity.INFO, Confidence.LOW)
          .database(facts.database().name())
          .object(MissingFuturePartition.reference(table))
          .build()
          .fingerprint();
    }
  }
}
