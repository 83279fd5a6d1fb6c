package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Confidence;
import io.pghealth.finding.Finding;
import io.pghealth.finding.LedgerState;
import io.pghealth.finding.Severity;
import io.pghealth.history.BloatHistory;
import io.pghealth.history.EvidenceHistory;
import io.pghealth.history.History;
import io.pghealth.history.PlanHistory;
import io.pghealth.postgres.ServerVersion;
import io.pghealth.postgres.Session;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.Collector;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.Gathered;
import io.pghealth.snapshot.IndexColumns;
import io.pghealth.snapshot.IndexColumns.Held;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Flag;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexUsage;
import io.pghealth.snapshot.IndexUsage.Scans;
import io.pghealth.snapshot.IndexUsage.TableWrites;
import io.pghealth.snapshot.InstanceFacts;
import io.pghealth.snapshot.InstanceSnapshot;
import io.pghealth.snapshot.Snapshot;
import io.pghealth.snapshot.TableFacts;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.snapshot.TableFacts.Table;
import io.pghealth.snapshot.WrittenTables;
import io.pghealth.snapshot.WrittenTables.Written;
import io.pghealth.target.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Counters of many days, which no test can wait for: the facts are made up. */
class OverIndexedTableTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Endpoint PRIMARY = new Endpoint("10.0.0.1", 5432);
  private static final long MILLION = 1_000_000;

  /** The table is 1; its indexes are 10 (its key), 11, 12, … with these scans. */
  private static Assessment assess(Duration span, Written written, long... scans) {
    Map<Long, Index> indexes = new HashMap<>();
    Map<Long, Held> held = new HashMap<>();
    Map<Long, Scans> counted = new HashMap<>();
    for (int i = 0; i < scans.length; i++) {
      long oid = 10 + i;
      indexes.put(oid, index(oid, i == 0 ? Set.of(Flag.UNIQUE, Flag.CONSTRAINT) : Set.of()));
      held.put(oid, new Held(1, false, List.of("c" + i)));
      counted.put(oid, new Scans(scans[i], null));
    }
    Table table =
        new Table(
            1, "public", "jobs", Kind.TABLE, null, Set.of(), 0, 0, 0, 0, 0, 0, Map.of(), Map.of());
    Gathered gathered =
        Gathered.by(
            List.of(
                known(TableFacts.class, new TableFacts(Map.of(1L, table))),
                known(WrittenTables.class, new WrittenTables(Map.of(1L, written))),
                known(IndexColumns.class, new IndexColumns(held, List.of(), Set.of()))),
            new OverIndexedTable().needs(),
            null);
    IndexUsage usage =
        new IndexUsage(
            counted,
            Map.of(
                1L,
                new TableWrites(
                    written.inserted(),
                    written.updated(),
                    written.hotUpdated(),
                    written.deleted())),
            List.of(1L),
            NOW.minus(span),
            null,
            NOW);
    InstanceFacts primary =
        new InstanceFacts(
            "7",
            new ServerVersion(180_001),
            null,
            null,
            false,
            NOW,
            NOW,
            1,
            1,
            null,
            List.of(),
            Collected.known(List.of()));
    IndexFacts facts =
        new IndexFacts(
            indexes,
            List.of(),
            List.of(),
            new IndexFacts.Pgstattuple(null, false, false, false, "r"));
    DatabaseSnapshot database =
        new DatabaseSnapshot(
            5, "shop", Collected.known(facts), Map.of(PRIMARY, Collected.known(usage)), gathered);
    Snapshot snapshot =
        new Snapshot(
            NOW,
            List.of(new InstanceSnapshot(PRIMARY, Collected.known(primary))),
            List.of(database),
            Collected.unknown("not read", null));
    History history =
        new History(
            null,
            EvidenceHistory.empty().advance(snapshot, Map.of()),
            BloatHistory.empty(),
            PlanHistory.empty(),
            LedgerState.empty());
    return new OverIndexedTable()
        .assess(
            new Facts(snapshot, database, history, null), new OverIndexedTableSettings(100_000, 5));
  }

  private static Index index(long oid, Set<Flag> flags) {
    return new Index(
        oid,
        1,
        "public",
        "i" + oid,
        "jobs",
        "btree",
        false,
        null,
        flags,
        oid,
        1,
        90,
        true,
        "CREATE INDEX",
        null,
        null,
        null,
        Map.of());
  }

  private static <T> Collector<T> known(Class<T> type, T value) {
    return new Collector<>() {
      @Override
      public Class<T> facts() {
        return type;
      }

      @Override
      public Collected<T> collect(Session session) {
        return Collected.known(value);
      }
    };
  }

  private static Written updates(long perDay, long days) {
    return new Written(0, perDay * days, 0, 0, MILLION);
  }

  @Test
  void indexesScannedHardlyAtAllAreNamedWithWhatTheyCost() {
    Assessment assessment =
        assess(Duration.ofDays(10), updates(MILLION, 10), 500_000, 10, 0, 11, 90_000);
    Finding found = assessment.findings().getFirst();
    assertThat(assessment.findings()).hasSize(1);
    assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(found.confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(found.causedBy()).isNull();
    assertThat(found.message())
        .contains("1 million rows a day", "its 5 indexes 5 million entries", "i12, i11 were")
        .doesNotContain("i13");
    assertThat(found.evidence())
        .containsEntry("entries per row written", "5.0")
        .containsEntry("index i11", "10 scans in 10 d, 11 B")
        .containsEntry("columns that only these hold", "c1, c2");
    assertThat(found.fix().sql()).isEmpty();
  }

  @Test
  void whatWasNeverScannedStandsUnderTheFindingThatPrintsItsDrop() {
    Finding found =
        assess(Duration.ofDays(10), updates(MILLION, 10), 9, 0, 0, 90_000, 90_000)
            .findings()
            .getFirst();
    assertThat(found.causedBy()).startsWith("UnusedIndex/");
  }

  @Test
  void lessThanADayIsOfLowConfidenceAndLessThanAnHourNothing() {
    Written written = updates(MILLION, 1);
    assertThat(assess(Duration.ofHours(20), written, 9, 0, 1, 9, 9).findings())
        .singleElement()
        .satisfies(f -> {
          assertThat(f.confidence()).isEqualTo(Confidence.LOW);
          assertThat(f.message()).contains("; i11 was scanned");
        });
    Assessment young = assess(Duration.ofMinutes(59), written, 9, 0, 0, 9, 9);
    assertThat(young.findings()).isEmpty();
    assertThat(young.notAssessed())
        .singleElement()
        .satisfies(n -> assertThat(n.reason()).contains("59 min of 1 h"));
  }

  @Test
  void rowsThatAreStillThereMayHaveComeInOneLoad() {
    Duration span = Duration.ofDays(2);
    assertThat(
            assess(span, new Written(9 * MILLION, 0, 0, 0, 9 * MILLION), 9, 0, 0, 0, 0).findings())
        .isEmpty();
    assertThat(assess(span, new Written(9 * MILLION, 0, 0, 0, MILLION), 9, 0, 0, 0, 0).findings())
        .hasSize(1);
  }

  @Test
  void heapOnlyUpdatesAndFewWritesAndManyScansAreNoCost() {
    Duration span = Duration.ofDays(10);
    Written heapOnly = new Written(0, 10 * MILLION, 10 * MILLION, 0, MILLION);
    assertThat(assess(span, heapOnly, 9, 0, 0, 0, 0).findings()).isEmpty();
    assertThat(assess(span, updates(99_999, 10), 9, 0, 0, 0, 0).findings()).isEmpty();
    assertThat(assess(span, updates(MILLION, 10), 60 * MILLION, 0, 0, 0, 0).findings()).isEmpty();
    assertThat(assess(span, updates(MILLION, 10), 9, 0, 0, 0).findings()).isEmpty();
  }
}
