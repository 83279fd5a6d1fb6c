package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pghealth.check.Bloat.Deleted;
import io.pghealth.history.BloatHistory;
import io.pghealth.history.BloatHistory.IndexBloatEvidence;
import io.pghealth.history.BloatHistory.Observation;
import io.pghealth.snapshot.BloatMeasurement;
import io.pghealth.snapshot.BloatMeasurement.Failed;
import io.pghealth.snapshot.BloatMeasurement.Measured;
import io.pghealth.snapshot.BloatPages;
import io.pghealth.snapshot.BloatRequest;
import io.pghealth.snapshot.Collected;
import io.pghealth.snapshot.DatabaseSnapshot;
import io.pghealth.snapshot.IndexFacts;
import io.pghealth.snapshot.IndexFacts.Index;
import io.pghealth.snapshot.IndexFacts.Pgstattuple;
import io.pghealth.target.Endpoint;
import io.pghealth.target.Limits;
import io.pghealth.target.Schedule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rates and rows that no test could wait for. */
class BloatHistoryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Endpoint PRIMARY = new Endpoint("primary", 5432);
  private static final long GIB = 1L << 30;
  private static final BloatPages PAGES = new BloatPages(10, 1000, 0, 100, 45.5);
  private static final IndexBloatSettings SETTINGS =
      new IndexBloatSettings(new Bytes(10 << 20), 40);

  private final BloatChoice choice =
      new BloatChoice(
          new Limits(Duration.ofSeconds(15), Duration.ofMillis(500), 2, 50, 500, 100 * GIB),
          Schedule.defaults(),
          SETTINGS);

  private static Index index(long oid, long size) {
    return new Index(
        oid, 1, "public", "i" + oid, "t", "btree", false, null, Set.of(), size, oid, 90, false, "",
        null, null, null, Map.of());
  }

  private static DatabaseSnapshot database(Index... indexes) {
    var facts =
        new IndexFacts(
            List.of(indexes).stream()
                .collect(java.util.stream.Collectors.toMap(Index::oid, i -> i)),
            List.of(),
            List.of(),
            new Pgstattuple("public", true, true, true, "me"));
    return new DatabaseSnapshot(
        16384, "shop", Collected.known(facts), Map.of(PRIMARY, Collected.unknown("no", null)));
  }

  private static BloatMeasurement measured(long oid, long size, Duration took) {
    return new Measured(new BloatRequest(oid, oid, size), PAGES, 8192, took);
  }

  @Test
  void whatTheMeasuredRateCannotReadInTimeIsNotTried() {
    var database = database(index(1, GIB), index(2, 4 * GIB), index(3, GIB / 4));
    assertThat(choice.requests(database, BloatHistory.empty(), NOW))
        .extracting(BloatRequest::indexOid)
        .containsExactly(2L, 1L, 3L);
    // 4 GiB in 60 s: in 15 s that is 1 GiB, less what a rate may vary.
    var slow =
        BloatHistory.empty()
            .record(
                database,
                PRIMARY,
                List.of(
                    new Failed(
                        new BloatRequest(2, 2, 4 * GIB), "too slow", true, Duration.ofSeconds(60))),
                NOW);
    assertThat(choice.requests(database, slow, NOW))
        .extracting(BloatRequest::indexOid)
        .containsExactly(3L);
    assertThat(choice.hindrance(index(1, GIB), slow))
        .hasValueSatisfying(
            h -> assertThat(h.reason()).contains("cannot be read within limits.statementTimeout"));
  }

  @Test
  void anIndexIsMeasuredOncePerIntervalAndNewOnesComeFirst() {
    var database = database(index(1, GIB), index(2, GIB / 2), index(3, 20 << 20));
    var once =
        BloatHistory.empty()
            .record(database, PRIMARY, List.of(measured(1, GIB, Duration.ofSeconds(1))), NOW);
    assertThat(choice.requests(database, once, NOW.plusSeconds(86_399)))
        .extracting(BloatRequest::indexOid)
        .containsExactly(2L, 3L);
    assertThat(choice.requests(database, once, NOW.plusSeconds(86_400)))
        .extracting(BloatRequest::indexOid)
        .containsExactly(2L, 3L, 1L);
  }

  @Test
  void aSmallerIndexThanTheLeastWasteIsNotRead() {
    assertThat(
            choice.requests(
                database(index(1, (10 << 20) - 1), index(2, 10 << 20)), BloatHistory.empty(), NOW))
        .extracting(BloatRequest::indexOid)
        .containsExactly(2L);
  }

  @Test
  void deletedPagesThatFellOnceAreReused() {
    assertThat(deleted(new Observation(10, 0, 99), new Observation(10, 5, 99)))
        .isEqualTo(Deleted.UNKNOWN);
    assertThat(deleted(stays(0), stays(5), stays(9))).isEqualTo(Deleted.NOT_REUSED);
    assertThat(deleted(stays(0), stays(5), stays(5))).isEqualTo(Deleted.UNKNOWN);
    assertThat(deleted(stays(0), new Observation(9, 5, 99), new Observation(30, 9, 99)))
        .isEqualTo(Deleted.REUSED);
    // As many rows as must fill pages, and no page more.
    assertThat(deleted(stays(0), stays(13_580))).isEqualTo(Deleted.REUSED);
    assertThat(deleted(stays(0), new Observation(10, 13_580, 120))).isEqualTo(Deleted.UNKNOWN);
  }

  private static Observation stays(long inserted) {
    return new Observation(10, inserted, 99);
  }

  private static Deleted deleted(Observation... observations) {
    return new Bloat(
            new IndexBloatEvidence(1, 1, 1, NOW, 1, 1, 8192, PAGES, null, List.of(observations)),
            90)
        .deleted();
  }

  @Test
  void isTheSameAfterJson() throws IOException {
    var json =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    var history =
        BloatHistory.empty()
            .record(
                database(index(1, GIB), index(2, GIB)),
                PRIMARY,
                List.of(
                    measured(1, GIB, Duration.ofSeconds(1)),
                    new Failed(new BloatRequest(2, 2, GIB), "locked", false, Duration.ZERO)),
                NOW);
    assertThat(history.indexes()).hasSize(2);
    assertThat(json.readValue(json.writeValueAsString(history), BloatHistory.class))
        .isEqualTo(history);
  }
}
