package io.pghealth.check;

import io.pghealth.check.Witnesses.Gap;
import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.ObjectRef;
import io.pghealth.finding.Severity;
import io.pghealth.history.Trends;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.ColumnStatistics;
import io.pghealth.snapshot.Floor;
import io.pghealth.snapshot.ForeignKeyFacts;
import io.pghealth.snapshot.IndexColumns;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexIdentity;
import io.pghealth.snapshot.IndexKeys;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import io.pghealth.snapshot.WrittenTables;
import io.pghealth.snapshot.WrittenTables.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tables that are written to much, whose indexes are given more entries than all of them together
 * are scanned, some of them hardly at all. The page of the check says what counts.
 */
public final class OverIndexedTable implements DatabaseCheck<OverIndexedTableSettings> {
  static final String NAME = "OverIndexedTable";

  private static final Remedy WAIT =
      Remedy.note("Wait; the operator, and --history on the command line, remember meanwhile.");

  /**
   * How fast a table is written to.
   *
   * @param rowsPerDay inserted, updated and deleted
   * @param span that it rests on
   */
  record Pace(double rowsPerDay, Duration span) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<OverIndexedTableSettings> settings() {
    return OverIndexedTableSettings.class;
  }

  @Override
  public Set<Class<?>> needs() {
    return Set.of(
        TableFacts.class,
        WrittenTables.class,
        IndexColumns.class,
        IndexKeys.class,
        IndexIdentity.class,
        ForeignKeyFacts.class,
        ColumnStatistics.class,
        TableActivity.class);
  }

  @Override
  public Floor floor(OverIndexedTableSettings settings) {
    return Floor.ofIndexes(settings.minIndexes());
  }

  @Override
  public Assessment assess(Facts facts, OverIndexedTableSettings settings) {
    Doubts doubts = new Doubts(NAME, facts.database().name());
    Optional<IndexFacts> indexes = doubts.known(facts.database().indexes());
    Optional<TableFacts> tables = doubts.known(facts.database().of(TableFacts.class));
    Optional<WrittenTables> written = doubts.known(facts.database().of(WrittenTables.class));
    if (indexes.isEmpty() || tables.isEmpty() || written.isEmpty()) {
      return doubts.with(List.of());
    }
    Witnesses witnesses = new Witnesses(facts.snapshot(), facts.database());
    Optional<WriteCounters> counters = WriteCounters.of(facts, witnesses.heard());
    ScanRates scans = new ScanRates(facts, witnesses.heard());
    IndexBurden burden = new IndexBurden(facts, counters);
    ForeignKeySupport support = ForeignKeySupport.of(facts, indexes.get());
    List<OverIndexedTableFinding> found = new ArrayList<>();
    byTable(indexes.get(), tables.get())
        .forEach((table, units) -> {
          Written rows = written.get().tables().get(table.oid());
          if (rows == null || most(units) < Math.max(1, settings.minIndexes())) {
            return;
          }
          List<IndexUnit> rare = rare(support, units, scans);
          if (rare.isEmpty()) {
            return;
          }
          ObjectRef reference = ObjectRef.table(table.schema(), table.name());
          Optional<Pace> pace = pace(facts, counters, table.oid(), rows);
          if (pace.isEmpty()) {
            doubts.of(
                reference,
                "its writes were observed for "
                    + Amounts.span(counters.map(WriteCounters::span).orElse(Duration.ZERO))
                    + " of "
                    + Amounts.span(WriteCounters.LEAST_SPAN),
                WAIT);
          } else if (pace.get().rowsPerDay() >= Math.max(1, settings.minWritesPerDay())) {
            if (table.is(Flag.LOCKED) || units.stream().anyMatch(IndexUnit::locked)) {
              doubts.of(reference, Doubts.LOCKED, Doubts.UNLOCK);
              return;
            }
            OverIndexedTableFinding finding =
                new OverIndexedTableFinding(
                    facts.database().name(), table, units, rare, rows, pace.get(), scans, burden);
            if (finding.costsMoreThanItServes()) {
              found.add(finding);
            }
          }
        });
    List<Gap> gaps = witnesses.gaps(facts.history().evidence(), IndexUse.WINDOW);
    if (!gaps.isEmpty() && !found.isEmpty()) {
      gaps.forEach(gap -> doubts.wholly(gap.reason(), gap.remedy()));
      return doubts.with(List.of());
    }
    return doubts.with(found.stream().map(OverIndexedTableFinding::finding).toList());
  }

  /** All indexes of a table, or of a tree of partitions. */
  private static Map<Table, List<IndexUnit>> byTable(IndexFacts indexes, TableFacts tables) {
    Map<Table, List<IndexUnit>> byTable = new HashMap<>();
    for (IndexUnit unit : IndexUnit.of(indexes)) {
      Table table = tables.tables().get(tables.root(unit.root().tableOid()));
      if (table != null && table.kind() != Kind.MATERIALIZED_VIEW && !table.is(Flag.EXTENSION)) {
        byTable.computeIfAbsent(table, t -> new ArrayList<>()).add(unit);
      }
    }
    return byTable;
  }

  /** Indexes of that table, or partition, that has most. */
  private static long most(List<IndexUnit> units) {
    Map<Long, Long> count = new HashMap<>();
    units.forEach(u -> u.leaves().forEach(i -> count.merge(i.tableOid(), 1L, Long::sum)));
    return count.values().stream().max(Long::compare).orElse(0L);
  }

  /** Those that may go and are hardly scanned, the largest first. */
  private static List<IndexUnit> rare(
      ForeignKeySupport support, List<IndexUnit> units, ScanRates scans) {
    List<IndexUnit> rare =
        units.stream()
            .filter(UnusedIndex::nothingElseNeeds)
            .filter(u -> !u.locked() && !u.leaves().isEmpty() && scans.rare(u))
            .toList();
    return support.droppable(rare).stream()
        .sorted(
            Comparator.comparingLong(IndexUnit::sizeBytes)
                .reversed()
                .thenComparing(u -> u.root().name()))
        .toList();
  }

  /** What history shows to go on; else what the counters show that is no load. */
  private static Optional<Pace> pace(
      Facts facts, Optional<WriteCounters> counters, long table, Written rows) {
    Optional<Trends.Rate> steady =
        facts
            .history()
            .trends()
            .slowestOfDatabase(facts.database().oid(), WrittenTables.series(table));
    return steady
        .map(r -> new Pace(r.perDay(), r.span()))
        .or(() ->
            counters
                .filter(WriteCounters::tellRates)
                .map(c -> new Pace(c.perDay(rows.churn()), c.span())));
  }

  /** Entries that all indexes of a table were given for the rows counted. */
  static double entries(List<IndexUnit> units, IndexBurden burden) {
    double entries = 0;
    for (IndexUnit unit : units) {
      entries += burden.writes(unit).inserted();
      entries += burden.writes(unit).updated() - burden.writes(unit).hotUpdated();
    }
    return entries;
  }

  /** The finding of {@code UnusedIndex} that would explain one about these indexes. */
  static String unusedIndex(String database, IndexUnit unit) {
    return Finding.of(UnusedIndex.NAME, Severity.INFO, Confidence.LOW)
        .database(database)
        .object(unit.reference())
        .message("unused")
        .build()
        .fingerprint();
  }
}
