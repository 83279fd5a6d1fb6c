package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pghealth.cycle.CycleResult;
import io.pghealth.finding.Severity;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

/** A page really damaged on disk; 18 makes clusters with checksums, 17 without. */
class ChecksumFailuresTest {

  @Test
  void aDamagedPageIsFoundOnceSomebodyHasReadIt() throws IOException {
    try (PgServer server = PgServer.start(18)) {
      PgDatabase database =
          server
              .createDatabase()
              .execute(
                  "CREATE TABLE notes AS SELECT i FROM generate_series(1, 1000) i", "CHECKPOINT");
      assertThat(OneCycle.findings(cycle(database))).isEmpty();
      assertThat(OneCycle.gaps(cycle(database))).isEmpty();
      Path file =
          server.dataDirectory().resolve(database.value("SELECT pg_relation_filepath('notes')"));
      server.stop();
      damage(file);
      server.start();
      assertThatThrownBy(() -> database.value("SELECT count(*) FROM notes"))
          .hasMessageContaining("invalid page");

      await().until(() -> OneCycle.findings(cycle(database)).size() == 1);
      assertThat(OneCycle.findings(cycle(database)))
          .singleElement()
          .satisfies(f -> {
            assertThat(f.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(f.object().name()).isEqualTo(database.name());
            assertThat(f.message()).contains("failed", "checksum in database " + database.name());
            assertThat(f.fix().sql()).isEmpty();
          });
    }
  }

  @Test
  void aClusterWithoutChecksumsIsNotAssessed() {
    try (PgServer server = PgServer.start(17)) {
      CycleResult result = cycle(server.createDatabase());
      assertThat(OneCycle.findings(result)).isEmpty();
      assertThat(OneCycle.gaps(result)).containsExactly("the cluster has no data checksums");
    }
  }

  private static CycleResult cycle(PgDatabase database) {
    return new OneCycle(new ChecksumFailures(), database, database.server().createRole("")).run();
  }

  /** Some bytes in the middle of the first page. */
  private static void damage(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), 4096);
    }
  }
}
