package io.pghealth.check;

import io.pghealth.history.BloatHistory;
import io.pghealth.history.BloatHistory.IndexBloatEvidence;
import io.pghealth.postgres.Remedy;
import io.pghealth.snapshot.BloatRequest;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Pgstattuple;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import io.pghealth.target.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which indexes are measured in a cycle: btree indexes that could waste enough, never measured ones
 * first, then those whose {@code bloatInterval} is over, the largest first, as far as the hour's
 * {@code bloatScanBudget} goes. {@link io.pghealth.snapshot.BloatScan} says when it is called.
 *
 * @param limits bounds
 * @param schedule intervals
 * @param settings of the check
 */
public record BloatChoice(Limits limits, Schedule schedule, IndexBloatSettings settings) {
  private static final String LOCKED = "locked";

  /** Part of statementTimeout that a read may need: the rate is never the same twice. */
  private static final double SAFE = 0.8;

  /** Why an index is not measured, and what helps. */
  record Hindrance(String reason, Remedy remedy) {}

  /** With the limits and schedule of a target. */
  public BloatChoice(Target target, IndexBloatSettings settings) {
    this(target.limits(), target.schedule(), settings);
  }

  /**
   * What to measure now; empty where the extension or the privilege is missing.
   *
   * @param database of this cycle
   * @param history before this cycle
   * @param now when this cycle began
   */
  public List<BloatRequest> requests(DatabaseSnapshot database, BloatHistory history, Instant now) {
    Optional<IndexFacts> facts =
        database.indexes().toOptional().filter(f -> hindrance(f.pgstattuple()).isEmpty());
    List<Index> due =
        facts.map(this::candidates).orElse(List.of()).stream()
            .filter(i -> hindrance(i, history).isEmpty())
            .filter(i -> due(known(database, history, i), now))
            .sorted(Comparator.comparing(i -> known(database, history, i).isPresent()))
            .toList();
    long left = history.budgetLeft(limits.bloatScanBudget(), now);
    List<BloatRequest> requests = new ArrayList<>();
    for (Index index : due) {
      if (index.sizeBytes() <= left) {
        left -= index.sizeBytes();
        requests.add(new BloatRequest(index.oid(), index.fileNode(), index.sizeBytes()));
      }
    }
    return requests;
  }

  /** Indexes that could waste enough, the largest first. */
  List<Index> candidates(IndexFacts facts) {
    return facts.indexes().values().stream()
        .filter(i -> i.accessMethod().equals("btree") && !i.partitioned() && !i.is(Flag.INVALID))
        .filter(i -> i.sizeBytes() >= settings.minWaste().value())
        .sorted(Comparator.comparingLong(Index::sizeBytes).reversed().thenComparing(Index::oid))
        .toList();
  }

  /** What is known of this very file of the index. */
  Optional<IndexBloatEvidence> known(DatabaseSnapshot database, BloatHistory history, Index index) {
    return history.index(database.oid(), index.oid()).filter(e -> e.fileNode() == index.fileNode());
  }

  private boolean due(Optional<IndexBloatEvidence> known, Instant now) {
    return known.isEmpty()
        || LOCKED.equals(known.get().failure())
        || !now.isBefore(known.get().at().plus(schedule.bloatInterval()));
  }

  /** What stands in the way of measuring anything in this database. */
  static Optional<Hindrance> hindrance(Pgstattuple pgstattuple) {
    if (pgstattuple.schema() == null) {
      return Optional.of(
          new Hindrance(
              "the extension pgstattuple, which measures, is not in this database",
              pgstattuple.available()
                  ? Remedy.sql("CREATE EXTENSION pgstattuple")
                  : Remedy.note(
                      "Install PostgreSQL's contrib modules on the server, then run CREATE"
                          + " EXTENSION pgstattuple.")));
    }
    return pgstattuple.allowed()
        ? Optional.empty()
        : Optional.of(
            new Hindrance(
                "the role may not execute pgstatindex",
                Remedy.sql(
                    "GRANT pg_stat_scan_tables TO "
                        + io.pghealth.postgres.Identifiers.quote(pgstattuple.role()))));
  }

  /** What stands in the way of measuring one index, in this hour or any other. */
  Optional<Hindrance> hindrance(Index index, BloatHistory history) {
    if (index.sizeBytes() > limits.bloatScanBudget()) {
      return Optional.of(
          new Hindrance(
              "larger than limits.bloatScanBudget, " + Amounts.bytes(limits.bloatScanBudget()),
              Remedy.note("Raise limits.bloatScanBudget.")));
    }
    double readable =
        SAFE * history.bytesPerSecond() * limits.statementTimeout().toMillis() / 1000.0;
    if (history.bytesPerSecond() > 0 && index.sizeBytes() > readable) {
      return Optional.of(
          new Hindrance(
              "cannot be read within limits.statementTimeout, "
                  + Amounts.span(limits.statementTimeout()),
              Remedy.note("Raise limits.statementTimeout.")));
    }
    return Optional.empty();
  }
}
