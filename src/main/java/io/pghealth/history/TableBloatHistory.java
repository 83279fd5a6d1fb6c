package io.pghealth.history;

import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.TableActivity;
import io.pghealth.snapshot.TableActivity.Activity;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableMeasurement;
import io.pghealth.snapshot.TableMeasurement.Failed;
import io.pghealth.snapshot.TableMeasurement.Measured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was measured with pgstattuple_approx. Section of the {@link History}; what it cost is in
 * {@link BloatHistory}.
 *
 * @param tables measurements, the largest 2,000
 */
public record TableBloatHistory(List<TableEvidence> tables) {
  private static final int MOST = 2_000;

  private static final int OBSERVATIONS = 3;

  /** Copies the list. */
  public TableBloatHistory {
    tables = tables == null ? List.of() : List.copyOf(tables);
  }

  /**
   * One table.
   *
   * @param databaseOid its database
   * @param tableOid its OID
   * @param fileNode its file when it was measured; a rewritten table has another
   * @param at when it was tried last
   * @param measured the last measurement; null where there is none of this file
   * @param failure why the last try failed; null when it did not
   * @param observations the latest ones of this file, oldest first, at most three
   */
  public record TableEvidence(
      long databaseOid,
      long tableOid,
      long fileNode,
      Instant at,
      Measured measured,
      String failure,
      List<Observation> observations) {

    /** Copies the list. */
    public TableEvidence {
      observations = observations == null ? List.of() : List.copyOf(observations);
    }
  }

  /**
   * What tells whether free space is used again.
   *
   * @param sizeBytes of the table
   * @param freeBytes free, with what dead rows hold
   * @param written rows that had been inserted or updated by then
   */
  public record Observation(long sizeBytes, long freeBytes, long written) {}

  /** Nothing observed yet. */
  public static TableBloatHistory empty() {
    return new TableBloatHistory(List.of());
  }

  /** What is known of a table. */
  public Optional<TableEvidence> table(long databaseOid, long tableOid) {
    return tables.stream()
        .filter(t -> t.databaseOid() == databaseOid && t.tableOid() == tableOid)
        .findFirst();
  }

  /**
   * Takes in what was measured in one database. Tables that are gone from it are forgotten.
   *
   * @param database as of this cycle, with its tables and their counters
   * @param results of this cycle
   * @param now when this cycle began
   */
  public TableBloatHistory record(
      DatabaseSnapshot database, List<TableMeasurement> results, Instant now) {
    Optional<TableFacts> facts = database.facts().find(TableFacts.class);
    Map<Long, TableEvidence> here = new TreeMap<>();
    List<TableEvidence> all = new ArrayList<>();
    for (TableEvidence table : tables) {
      if (table.databaseOid() != database.oid()) {
        all.add(table);
      } else if (facts.map(f -> f.tables().containsKey(table.tableOid())).orElse(true)) {
        here.put(table.tableOid(), table);
      }
    }
    Optional<TableActivity> activity = database.facts().find(TableActivity.class);
    for (TableMeasurement result : results) {
      Activity counted =
          activity.map(a -> a.tables().get(result.request().tableOid())).orElse(null);
      here.compute(
          result.request().tableOid(),
          (oid, before) -> evidence(database.oid(), before, result, counted, now));
    }
    all.addAll(here.values());
    all.sort(
        Comparator.comparingLong((TableEvidence t) -> -size(t))
            .thenComparing(TableEvidence::databaseOid)
            .thenComparing(TableEvidence::tableOid));
    return new TableBloatHistory(all.subList(0, Math.min(MOST, all.size())));
  }

  private static long size(TableEvidence table) {
    return table.measured() == null ? 0 : table.measured().sizeBytes();
  }

  private static TableEvidence evidence(
      long database, TableEvidence before, TableMeasurement result, Activity counted, Instant now) {
    long fileNode = result.request().fileNode();
    TableEvidence same = before != null && before.fileNode() == fileNode ? before : null;
    List<Observation> observations =
        new ArrayList<>(same == null ? List.of() : same.observations());
    return switch (result) {
      case Measured measured -> {
        long written = counted == null ? 0 : counted.inserted() + counted.updated();
        if (!observations.isEmpty() && observations.getLast().written() > written) {
          // The counters were lost: what was written in between is not known.
          observations.clear();
        }
        observations.add(
            new Observation(
                measured.sizeBytes(), measured.freeBytes() + measured.deadBytes(), written));
        yield new TableEvidence(
            database,
            measured.request().tableOid(),
            fileNode,
            now,
            measured,
            null,
            observations.subList(
                Math.max(0, observations.size() - OBSERVATIONS), observations.size()));
      }
      case Failed failed ->
          new TableEvidence(
              database,
              failed.request().tableOid(),
              fileNode,
              now,
              same == null ? null : same.measured(),
              failed.reason(),
              observations);
    };
  }
}
