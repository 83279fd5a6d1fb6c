package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;

/** What is said of keys with PERIOD; the rest stands among the scenarios. */
class MissingForeignKeyIndexTest {
  private static void references(PgDatabase database, String child, String index) {
    database.execute(
        "CREATE TABLE " + child + " (room int4range, during daterange)",
        "INSERT INTO "
            + child
            + " SELECT int4range(1 + i % 2000, 2 + i % 2000), daterange(DATE '2025-01-01' + i / 2000,"
            + " DATE '2025-01-02' + i / 2000) FROM generate_series(0, 11999) i",
        index,
        "ALTER TABLE "
            + child
            + " ADD CONSTRAINT "
            + child
            + "_fk FOREIGN KEY (room, PERIOD during) REFERENCES rooms (id, PERIOD during)");
  }

  @OnOneVersion(from = 18)
  void aPeriodIsCoveredByGistAndElseNotAssessed(PgServer server) {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE rooms (id int4range, during daterange,"
                    + " PRIMARY KEY (id, during WITHOUT OVERLAPS))",
                "INSERT INTO rooms SELECT int4range(i, i + 1), daterange('2025-01-01', '2026-01-01')"
                    + " FROM generate_series(1, 2000) i");
    references(database, "own", "ALTER TABLE own ADD PRIMARY KEY (room, during WITHOUT OVERLAPS)");
    references(database, "gist", "CREATE INDEX ON gist USING gist (during, room)");
    references(database, "btree", "CREATE INDEX ON btree (room)");
    references(database, "bare", "CREATE INDEX ON bare USING gist (during)");
    references(
        database, "part", "CREATE INDEX ON part USING gist (room, during) WHERE NOT isempty(room)");
    database.execute("ANALYZE");

    CheckRun.Seen seen = CheckRun.of(new MissingForeignKeyIndex(), database).now();

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.notAssessed())
        .extracting(n -> n.object().name())
        .containsExactlyInAnyOrder("bare_fk", "part_fk");
  }
}
