package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.check.CheckRun.Seen;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;

/** A standby has the invalid index of its primary, and not the locks of whoever builds it. */
class InvalidIndexStandbyTest {

  @OnOneVersion
  void aStandbyAloneDoesNotKnowWhetherItIsBeingBuilt(PgServer shared) {
    try (var primary = PgServer.start(shared.major())) {
      PgDatabase database =
          primary
              .createDatabase()
              .execute(
                  "CREATE TABLE t (a int)",
                  "INSERT INTO t VALUES (1)",
                  "CREATE INDEX idx ON t (a)",
                  "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'idx'::regclass");
      try (var replica = primary.replica()) {
        replica.awaitReplayOf(primary);
        PgDatabase there = new PgDatabase(replica, database.name());

        Seen seen = CheckRun.of(new InvalidIndex(), there).now();

        assertThat(seen.findings()).isEmpty();
        assertThat(seen.notAssessed())
            .singleElement()
            .satisfies(gap -> assertThat(gap.reason()).startsWith("a standby does not see"));
        // The other way round it is no better; with the primary in front it is known.
        assertThat(CheckRun.of(new InvalidIndex(), there).and(primary).now().findings()).isEmpty();
        assertThat(CheckRun.of(new InvalidIndex(), database).and(replica).now().names())
            .containsExactly("idx");
      }
    }
  }
}
