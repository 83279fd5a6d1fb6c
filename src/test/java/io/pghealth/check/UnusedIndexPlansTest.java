package io.pghealth.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Assessment;
import io.pghealth.history.DatabasePlans;
import io.pghealth.history.PlanHistory;
import io.pghealth.history.Shape;
import io.pghealth.history.ShapeSet;
import io.pghealth.history.StatementHistory;
import io.pghealth.history.StatementKey;
import io.pghealth.history.StatementKind;
import io.pghealth.history.StatementPlans;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class UnusedIndexPlansTest {

  @OnOneVersion
  void whatAKeyNeedsAnywayIsNoDoubt(PgServer server) {
    Assessment seen =
        assess(
            server
                .createDatabase()
                .execute(
                    "CREATE TABLE parent (x int PRIMARY KEY)",
                    "CREATE TABLE t (a int REFERENCES parent, st text, pad int)",
                    "CREATE INDEX for_the_key ON t (a) WHERE st = 'open'",
                    "CREATE INDEX for_nothing ON t (pad) WHERE st = 'open'"),
            "SELECT * FROM t WHERE st = $1");
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.notAssessed())
        .extracting(n -> n.object() == null ? n.reason() : n.object().name())
        .containsExactly("for_nothing");
  }

  @OnOneVersion
  void theEndOfATextThatIsCutMayHaveMore(PgServer server) {
    Assessment seen =
        assess(
            server
                .createDatabase()
                .execute(
                    "CREATE TABLE t (st text, pad int)",
                    "CREATE INDEX open_ones ON t (pad) WHERE st = 'open'"),
            "SELECT a, b, c…");
    assertThat(seen.notAssessed())
        .extracting(n -> n.object() == null ? n.reason() : n.object().name())
        .containsExactly("open_ones");
  }

  private static Assessment assess(PgDatabase database, String text) {
    Watcher watcher = new Watcher(database).observe().later(Duration.ofDays(1)).observe();
    return UnusedIndexTest.assess(
        watcher.with(plans(watcher, database.name(), text)), Duration.ofMillis(1), 0);
  }

  private static PlanHistory plans(Watcher watcher, String database, String text) {
    ShapeSet set = new ShapeSet("hash", null, null);
    Shape shape =
        new Shape(
            "hash",
            "Seq Scan on t",
            List.of(new Shape.Relation("public", "t")),
            List.of(),
            List.of());
    StatementHistory statement =
        new StatementHistory(
            new StatementKey(10, 1, 7, true),
            "app",
            StatementKind.QUERY,
            text,
            null,
            new StatementPlans(set, set, null, List.of(), null, null, null),
            null,
            null,
            null);
    DatabasePlans plans =
        new DatabasePlans(
            watcher.snapshot().databases().getFirst().oid(),
            null,
            watcher.snapshot().at(),
            List.of(),
            Map.of("hash", shape),
            List.of(statement),
            null,
            null,
            null);
    return new PlanHistory(
        PlanHistory.ALGORITHM, 16, null, 0, null, null, 0, Map.of(database, plans), 0, null);
  }
}
