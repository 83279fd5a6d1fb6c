package io.pghealth.check;

import io.pghealth.history.BloatHistory;
import io.pghealth.history.TableBloatHistory;
import io.pghealth.history.TableBloatHistory.TableEvidence;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Pgstattuple;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableColumns;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import io.pghealth.snapshot.TableMeasurement.Request;
import io.pghealth.snapshot.TableScan;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which tables are measured in a cycle: those that the statistics call wasteful, the most wasteful
 * first, then those of which they say nothing, the largest first; never measured ones before those
 * whose {@code bloatInterval} is over, as far as the hour's {@code bloatScanBudget} goes.
 *
 * @param limits bounds
 * @param schedule intervals
 * @param settings of the check
 */
public record TableBloatChoice(Limits limits, Schedule schedule, TableBloatSettings settings) {
  /** What an estimate is wrong by: nearer to a threshold than that, it is measured. */
  private static final double CAUTION = 0.6;

  /**
   * One that may waste enough.
   *
   * @param table which
   * @param waste by estimate, bytes; null where there is none
   * @param doubt why there is none; null where there is
   */
  record Candidate(Table table, Long waste, HeapGuess.Doubt doubt) {}

  /** With the limits and schedule of a target. */
  public TableBloatChoice(Target target, TableBloatSettings settings) {
    this(target.limits(), target.schedule(), settings);
  }

  /**
   * What to measure now; empty where the extension or the privilege is missing.
   *
   * @param database of this cycle
   * @param history before this cycle
   * @param bloat of this cycle, with what was read in this hour
   * @param now when this cycle began
   */
  public List<Request> requests(
      DatabaseSnapshot database, TableBloatHistory history, BloatHistory bloat, Instant now) {
    Optional<IndexFacts> facts =
        database.indexes().toOptional().filter(f -> hindrance(f.pgstattuple()).isEmpty());
    if (facts.isEmpty()) {
      return List.of();
    }
    long left = bloat.budgetLeft(limits.bloatScanBudget(), now);
    List<Request> requests = new ArrayList<>();
    List<Table> due =
        candidates(database).stream()
            .map(Candidate::table)
            .filter(t -> due(known(database, history, t), now))
            .sorted(Comparator.comparing(t -> known(database, history, t).isPresent()))
            .toList();
    for (Table table : due) {
      if (table.sizeBytes() <= left) {
        left -= table.sizeBytes();
        requests.add(new Request(table.oid(), table.fileNode(), table.sizeBytes()));
      }
    }
    return requests;
  }

  /** Tables that may waste enough, in the order in which they are measured. */
  List<Candidate> candidates(DatabaseSnapshot database) {
    Optional<TableFacts> tables = database.of(TableFacts.class).toOptional();
    Optional<TableColumns> columns = database.of(TableColumns.class).toOptional();
    Optional<TableActivity> activity = database.of(TableActivity.class).toOptional();
    if (tables.isEmpty() || columns.isEmpty()) {
      return List.of();
    }
    HeapGuess guess = new HeapGuess(columns.get(), activity.orElse(null));
    return tables.get().tables().values().stream()
        .filter(t -> t.kind() != Kind.PARTITIONED && !t.is(Flag.LOCKED))
        .filter(t -> t.sizeBytes() > 0 && t.sizeBytes() >= settings.minWaste().value())
        .flatMap(t -> candidate(t, guess).stream())
        .sorted(
            Comparator.comparing((Candidate c) -> c.waste() == null)
                .thenComparingLong(c -> -(c.waste() == null ? c.table().sizeBytes() : c.waste()))
                .thenComparing(c -> c.table().oid()))
        .toList();
  }

  private Optional<Candidate> candidate(Table table, HeapGuess guess) {
    return switch (guess.of(table)) {
      case HeapGuess.Doubt doubt -> Optional.of(new Candidate(table, null, doubt));
      case HeapGuess.Size(long bytes) -> {
        long waste = table.sizeBytes() - bytes;
        boolean suspect =
            waste > 0
                && waste >= CAUTION * settings.minWaste().value()
                && 100.0 * waste / table.sizeBytes() >= CAUTION * settings.minWastePercent();
        yield suspect ? Optional.of(new Candidate(table, waste, null)) : Optional.empty();
      }
    };
  }

  /** What is known of this very file of the table. */
  Optional<TableEvidence> known(DatabaseSnapshot database, TableBloatHistory history, Table table) {
    return history.table(database.oid(), table.oid()).filter(e -> e.fileNode() == table.fileNode());
  }

  private boolean due(Optional<TableEvidence> known, Instant now) {
    return known.isEmpty()
        || TableScan.LOCKED.equals(known.get().failure())
        || !now.isBefore(known.get().at().plus(schedule.bloatInterval()));
  }

  /** What stands in the way of measuring anything in this database. */
  static Optional<Hindrance> hindrance(Pgstattuple pgstattuple) {
    return Hindrance.of(pgstattuple, "pgstattuple_approx");
  }

  /** What stands in the way of measuring one table. */
  Hindrance hindrance(Table table, BloatHistory bloat, Instant now) {
    if (table.sizeBytes() > limits.bloatScanBudget()) {
      return new Hindrance(
          "larger than limits.bloatScanBudget, " + Amounts.bytes(limits.bloatScanBudget()),
          Remedy.note("Raise limits.bloatScanBudget."));
    }
    return table.sizeBytes() > bloat.budgetLeft(limits.bloatScanBudget(), now)
        ? new Hindrance(
            "not measured yet: this hour's limits.bloatScanBudget is spent",
            Remedy.note("Wait, or raise limits.bloatScanBudget."))
        : new Hindrance("not measured yet", Remedy.note("Wait for the next cycle."));
  }
}
