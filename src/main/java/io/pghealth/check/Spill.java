package io.pghealth.check;

import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.Fix;
import io.pghealth.finding.Severity;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.Shape;
import io.pghealth.history.Window;
import io.pghealth.postgres.Identifiers;
import java.util.List;

/** Statements whose sorts and hashes do not fit into work_mem. */
public final class Spill extends StatementCheck<SpillSettings> {
  /** On a server with other pages the bytes are too many or too few by a factor. */
  private static final long BLOCK = 8192;

  @Override
  public String name() {
    return "Spill";
  }

  @Override
  public Class<SpillSettings> settings() {
    return SpillSettings.class;
  }

  @Override
  List<Finding> findings(
      Facts facts, DatabasePlans plans, List<QueryLoad> queries, SpillSettings settings) {
    return queries.stream()
        .filter(q -> {
          Window window = q.statement().costs().now(settings.minCalls());
          return window != null
              && window.share() * 100 >= settings.minLoadSharePercent()
              && written(window) > 0
              && written(window) >= settings.minTempPerCall().value();
        })
        .map(q -> finding(facts, plans, q, q.statement().costs().now(settings.minCalls())))
        .toList();
  }

  /** Bytes per call; half of what was read and written where the two were not told apart. */
  private static double written(Window window) {
    long blocks =
        window.work().tempWritten() > 0 ? window.work().tempWritten() : window.tempBlocks() / 2;
    return (double) blocks * BLOCK / window.calls();
  }

  private Finding finding(Facts facts, DatabasePlans plans, QueryLoad query, Window window) {
    String role = query.statement().role();
    WorkMemory memory = WorkMemory.of(plans, role);
    long enough = WorkMemory.sufficient(written(window));
    boolean safe = enough <= WorkMemory.MOST;
    String spilled = Amounts.bytes(Math.round(written(window)));
    Finding.Builder finding =
        Finding.of(name(), severity(window), safe ? Confidence.HIGH : Confidence.MEDIUM)
            .database(facts.database().name())
            .message(
                "A statement writes "
                    + spilled
                    + " of temporary files per call"
                    + (memory.text() == null ? "" : ", work_mem being " + memory.text())
                    + "; about "
                    + WorkMemory.written(enough)
                    + " would have kept it in memory; "
                    + Figures.percent(window.share())
                    + " of database time");
    query.described(finding, plans, query.newest(1));
    finding
        .evidence("temporary bytes written per call", spilled)
        .evidence("work_mem", memory.text() == null ? "unknown" : memory.text())
        .evidence("work_mem that would have sufficed", "about " + WorkMemory.written(enough))
        .evidence("mean time", Figures.millis(window.meanMillis()));
    Shape shape =
        query.statement().plans().current() == null
            ? null
            : plans.shape(query.statement().plans().current().generic());
    if (shape != null) {
      finding.evidence("plan", shape.tree());
    }
    finding.impact("each call writes " + spilled + " to disk and reads them again");
    return safe && role != null && query.roles().size() == 1
        ? mended(finding, facts.database().name(), role, memory, enough).build()
        : finding.fix(new Fix(List.of(), note(enough, safe))).build();
  }

  private static Finding.Builder mended(
      Finding.Builder finding, String database, String role, WorkMemory memory, long enough) {
    String alter =
        "ALTER ROLE " + Identifiers.quote(role) + " IN DATABASE " + Identifiers.quote(database);
    return finding
        .fix(
            new Fix(
                List.of(alter + " SET work_mem = '" + WorkMemory.written(enough) + "'"),
                "it holds for all statements of the role in sessions that begin after it, and each"
                    + " sort or hash of each session may take as much; "
                    + note(enough, true)))
        .undo(
            new Fix(
                List.of(
                    memory.inDatabase() == null
                        ? alter + " RESET work_mem"
                        : alter + " SET work_mem = " + Identifiers.literal(memory.inDatabase())),
                null));
  }

  private static String note(long enough, boolean safe) {
    return safe
        ? "SET LOCAL work_mem = '"
            + WorkMemory.written(enough)
            + "' in the transaction that runs the statement gives it to that one alone"
        : "so much is more than each session can be given: let the statement sort or join fewer"
            + " rows, or read them in order from an index";
  }

  private static Severity severity(Window window) {
    return window.share() >= 0.25
        ? Severity.HIGH
        : window.share() >= 0.05 ? Severity.MEDIUM : Severity.LOW;
  }
}
