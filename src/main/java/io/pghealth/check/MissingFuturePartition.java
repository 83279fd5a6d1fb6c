package io.pghealth.check;

import io.pghealth.check.PartitionCoverage.Gap;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectKind;
import io.pghealth.finding.ObjectRef;
import io.pghealth.history.Trends.Rate;
import io.pghealth.postgres.Identifiers;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.PartitionFacts;
import io.pghealth.snapshot.PartitionFacts.Key;
import io.pghealth.snapshot.PartitionFacts.Partition;
import io.pghealth.snapshot.PartitionFacts.Partitioned;
import io.pghealth.snapshot.SequenceFacts;
import io.pghealth.snapshot.SequenceFacts.Sequence;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Range partitioned tables that have, or will soon have, no partition for the rows that come. */
public final class MissingFuturePartition implements DatabaseCheck<MissingFuturePartitionSettings> {
  static final String NAME = "MissingFuturePartition";

  private static final Remedy WAIT =
      Remedy.note("Wait; the operator, and --history on the command line, remember meanwhile.");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<MissingFuturePartitionSettings> settings() {
    return MissingFuturePartitionSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(PartitionFacts.class, TableFacts.class, TableActivity.class, SequenceFacts.class);
  }

  @Override
  public Floor floor(MissingFuturePartitionSettings settings) {
    // Partitions are in scope.
    return Floor.NO_TABLE;
  }

  @Override
  public Assessment assess(Facts facts, MissingFuturePartitionSettings settings) {
    DatabaseSnapshot database = facts.database();
    Doubts doubts = new Doubts(NAME, database.name());
    Optional<PartitionFacts> partitions = doubts.known(database.of(PartitionFacts.class));
    Optional<TableFacts> tables = doubts.known(database.of(TableFacts.class));
    Optional<SequenceFacts> sequences = doubts.known(database.of(SequenceFacts.class));
    List<Finding> findings = new ArrayList<>();
    if (partitions.isPresent() && tables.isPresent() && sequences.isPresent()) {
      Run run = new Run(facts, settings, partitions.get(), tables.get(), sequences.get(), doubts);
      partitions.get().tables().forEach(t -> run.judge(t).ifPresent(findings::add));
    }
    return doubts.with(findings);
  }

  /** The object of a finding about a partitioned table. */
  static ObjectRef reference(Partitioned table) {
    return new ObjectRef(ObjectKind.TABLE, table.schema(), table.name(), null);
  }

  /** Counters, or none: what is left to judge by is reltuples and pages. */
  static TableActivity activity(Facts facts) {
    return facts
        .database()
        .of(TableActivity.class)
        .toOptional()
        .orElseGet(() -> new TableActivity(Map.of()));
  }

  /** Whether bounds could not be read. */
  static boolean locked(Partitioned table) {
    return table.locked() || table.partitions().stream().anyMatch(Partition::locked);
  }

  private record Run(
      Facts facts,
      MissingFuturePartitionSettings settings,
      PartitionFacts partitions,
      TableFacts tables,
      SequenceFacts sequences,
      Doubts doubts) {

    Optional<Finding> judge(Partitioned table) {
      Table root = tables.tables().get(table.oid());
      if (table.key() == Key.OTHER || root == null) {
        return Optional.empty();
      }
      RowCount rows = RowCount.of(tables, activity(facts), root);
      if (!rows.maybe(settings.minRows())) {
        return Optional.empty();
      }
      if (locked(table)) {
        doubts.of(reference(table), Doubts.LOCKED, Doubts.UNLOCK);
      } else if (table.key() == Key.COMPOUND) {
        doubts.of(
            reference(table),
            "the partition key is several columns or an expression",
            Remedy.none());
      } else if (!rows.atLeast(settings.minRows())) {
        doubts.of(
            reference(table),
            "never analyzed: how many rows it has is not known",
            Remedy.sql("ANALYZE " + Identifiers.quote(table.schema(), table.name())));
      } else {
        return table.key().time() ? byTime(table, rows) : bySequence(table, rows);
      }
      return Optional.empty();
    }

    private Optional<Finding> byTime(Partitioned table, RowCount rows) {
      PartitionPosition position =
          PartitionPosition.ofTime(
              table, partitions, tables, facts.snapshot().at(), settings.horizon());
      if (position.now() >= position.end()) {
        return Optional.empty();
      }
      return PartitionCoverage.of(table)
          .gap(position.now())
          .filter(gap -> gap.from() < position.horizon() || gap.open())
          .filter(gap -> gap.from() < position.end())
          .filter(gap -> !gap.open() || live(table, gap, position))
          .map(gap -> finding(table, gap, position, rows, null));
    }

    /** Where the last partition has ended: whether rows still come, or it is an archive. */
    private boolean live(Partitioned table, Gap gap, PartitionPosition position) {
      Optional<Rate> rate =
          facts
              .history()
              .trends()
              .ofDatabase(facts.database().oid(), table.insertsMeasure())
              .filter(r -> r.perDay() > 0);
      long since = position.now() - gap.from();
      return gap.next() != null
          || rate.isPresent()
          || table.inserted() > 0 && since <= settings.horizon().toMillis() * 1000;
    }

    private Optional<Finding> bySequence(Partitioned table, RowCount rows) {
      Optional<Sequence> fed = PartitionPosition.sequence(table, sequences);
      if (fed.isEmpty()) {
        return Optional.empty();
      }
      Sequence sequence = fed.get();
      if (!sequence.readable() || sequence.locked()) {
        doubts.of(
            reference(table),
            sequence.readable() ? Doubts.LOCKED : "the role may not read the key's sequence",
            sequence.readable() ? Doubts.UNLOCK : grant(sequence));
        return Optional.empty();
      }
      if (sequence.last() == null) {
        return Optional.empty();
      }
      PartitionPosition position =
          PartitionPosition.ofSequence(
              sequence,
              facts.history().trends().ofDatabase(facts.database().oid(), sequence.measure()),
              settings.horizon());
      PartitionCoverage coverage = PartitionCoverage.of(table);
      Optional<Gap> gap = coverage.gap(position.now());
      if (gap.isEmpty() || gap.get().open() || gap.get().from() < position.horizon()) {
        return gap.map(g -> finding(table, g, position, rows, sequence));
      }
      if (position.perDay() == null && coverage.lastBefore(gap.get(), position.now())) {
        doubts.of(
            reference(table),
            "the sequence stands in the last partition, at a pace that is not known yet",
            WAIT);
      }
      return Optional.empty();
    }

    private Remedy grant(Sequence sequence) {
      return Remedy.sql(
          "GRANT SELECT ON SEQUENCE "
              + Identifiers.quote(sequence.schema(), sequence.name())
              + " TO "
              + Identifiers.quote(facts.target().credentials().user()));
    }

    private Finding finding(
        Partitioned table, Gap gap, PartitionPosition position, RowCount rows, Sequence sequence) {
      Table fallback = tables.tables().get(table.defaultOid());
      boolean defaultRows =
          fallback != null && RowCount.of(tables, activity(facts), fallback).maybe(1);
      PartitionSql sql = new PartitionSql(table, gap, position.horizon(), partitions, defaultRows);
      return new MissingFuturePartitionFinding(
              facts.database().name(), table, gap, position, rows, fallback, sequence)
          .finding(sql.made());
    }
  }
}
