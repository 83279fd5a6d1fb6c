package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.TableBloatHistory.Observation;
import io.pghealth.history.TableBloatHistory.TableEvidence;
import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.TableColumnCollector;
import io.pghealth.snapshot.TableMeasurement;
import io.pghealth.snapshot.TableMeasurement.Measured;
import io.pghealth.snapshot.TableMeasurement.Request;
import io.pghealth.snapshot.TableScan;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sizes against those of tables that are really rewritten. */
class HeapWasteTest {
  private static final List<String> SHAPES =
      List.of(
          "SELECT i AS a FROM generate_series(1, 40000) i",
          "SELECT i AS a, repeat('x', i % 200) AS b FROM generate_series(1, 40000) i",
          "SELECT 1::smallint AS a, i::bigint AS b, true AS c, now() AS d FROM generate_series(1, 40000) i",
          "SELECT i AS a, CASE WHEN i % 3 = 0 THEN 'some text' END AS b, NULL::int AS c, NULL::text AS d, 1 AS e,"
              + " 2 AS f, 3 AS g, 4 AS h, 5 AS j FROM generate_series(1, 40000) i",
          "SELECT i::numeric AS a, md5(i::text)::uuid AS b, inet '10.0.0.1' AS c FROM generate_series(1, 40000) i",
          "SELECT i AS a, repeat(md5(i::text), 40) AS b FROM generate_series(1, 5000) i",
          "SELECT i AS a, repeat('x', 900 + i % 300) AS b FROM generate_series(1, 5000) i");

  @OnEveryVersion(why = "pgstattuple_approx counts pages that were never used otherwise from 18 on")
  void aRewriteFreesWhatWasMeasured(PgServer server) throws SessionException {
    PgDatabase database = server.createDatabase().execute("CREATE EXTENSION pgstattuple");
    int fillfactor = 100;
    for (int i = 0; i < SHAPES.size(); i++) {
      database.execute(
          "CREATE TABLE t"
              + i
              + " WITH (autovacuum_enabled = false, fillfactor = "
              + fillfactor
              + ") AS "
              + SHAPES.get(i),
          "DELETE FROM t" + i + " WHERE a % 2 = 0",
          "VACUUM (ANALYZE) t" + i);
      Measured measured = measure(database, "t" + i);
      long estimated = estimate(database, "t" + i, fillfactor);
      database.execute("VACUUM FULL t" + i);
      long truth = database.number("SELECT pg_relation_size('t" + i + "')");
      assertThat((double) waste(measured, fillfactor).rewrittenBytes() / truth)
          .as("measured: %s", SHAPES.get(i))
          // Line pointers of rows that are gone stay between those of others.
          .isBetween(0.97, 1.13);
      assertThat((double) estimated / truth)
          .as("estimated: %s", SHAPES.get(i))
          .isBetween(0.93, 1.1);
      fillfactor = fillfactor == 100 ? 70 : 100;
    }
  }

  @Test
  void spaceIsTakenAgainWhereTheSizeStaysAndRowsCome() {
    Observation first = new Observation(1_000_000, 500_000, 0);
    assertThat(reuse(first)).isEqualTo(HeapWaste.Reuse.UNKNOWN);
    // Rows of 100 bytes: half of the free space is 2,500 of them.
    assertThat(reuse(first, new Observation(1_000_000, 500_000, 2_499)))
        .isEqualTo(HeapWaste.Reuse.UNKNOWN);
    assertThat(reuse(first, new Observation(1_000_000, 500_000, 2_500)))
        .isEqualTo(HeapWaste.Reuse.USED);
    assertThat(reuse(first, new Observation(1_000_000, 390_000, 1_000)))
        .isEqualTo(HeapWaste.Reuse.USED);
    assertThat(reuse(first, new Observation(1_300_000, 500_000, 3_000)))
        .as("it grew")
        .isEqualTo(HeapWaste.Reuse.UNKNOWN);
    assertThat(reuse(first, new Observation(700_000, 200_000, 100)))
        .as("it was truncated")
        .isEqualTo(HeapWaste.Reuse.UNKNOWN);
    assertThat(
            reuse(
                first,
                new Observation(1_000_000, 500_000, 10),
                new Observation(1_000_000, 499_000, 20)))
        .isEqualTo(HeapWaste.Reuse.NOT_USED);
  }

  private static HeapWaste.Reuse reuse(Observation... seen) {
    Measured measured =
        new Measured(new Request(1, 1, 1_000_000), 1_000_000, 4_970, 500_000, 0, 0, 8192);
    return new HeapWaste(
            new TableEvidence(1, 1, 1, Instant.EPOCH, measured, null, List.of(seen)), 100)
        .reuse();
  }

  private static HeapWaste waste(Measured measured, int fillfactor) {
    return new HeapWaste(
        new TableEvidence(1, 1, 1, Instant.EPOCH, measured, null, List.of()), fillfactor);
  }

  private static Measured measure(PgDatabase database, String table) throws SessionException {
    try (Session session = session(database)) {
      TableMeasurement result =
          new TableScan()
              .measure(
                  session,
                  "public",
                  List.of(
                      new Request(
                          database.number("SELECT '" + table + "'::regclass::oid::bigint"), 1, 1)))
              .getFirst();
      return (Measured) result;
    }
  }

  private static long estimate(PgDatabase database, String table, int fillfactor)
      throws SessionException {
    try (Session session = session(database)) {
      var columns = new TableColumnCollector().collect(session).toOptional().orElseThrow();
      long oid = database.number("SELECT '" + table + "'::regclass::oid::bigint");
      long rows = database.number("SELECT reltuples::bigint FROM pg_class WHERE oid = " + oid);
      return new HeapEstimate(columns.columns().get(oid), rows, fillfactor, columns.blockSize())
          .bytes();
    }
  }

  private static Session session(PgDatabase database) throws SessionException {
    var target = Targets.of(database.server(), database.server().superuser());
    return new PgSessions(target).open(target.primary(), database.name());
  }
}
