package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.CatalogChange;
import io.pghealth.history.CatalogChange.Kind;
import io.pghealth.history.CatalogDiff;
import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.Session;
import io.pghealth.postgres.SessionException;
import io.pghealth.snapshot.CauseCollector;
import io.pghealth.snapshot.CauseFacts;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.PgServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Changes of the catalog that may have changed a plan, and what undoes them. */
class CatalogCausesTest {
  private static final Instant THEN = Instant.parse("2026-11-24T10:00:00Z");

  @OnEveryVersion(why = "catalogs differ")
  void whatHappenedToATableIsSeenAndUndone(PgServer server) {
    PlanScenario shop =
        new PlanScenario(
            server,
            "CREATE TABLE \"Odd; t\" (\"C, d\" int NOT NULL, e varchar(20), f int) WITH (autovacuum_enabled = off)",
            "CREATE STATISTICS \"Odd \"\" s\" (dependencies) ON \"C, d\", f FROM \"Odd; t\"",
            "INSERT INTO \"Odd; t\" SELECT g, g, g FROM generate_series(1, 600) g",
            "CREATE TABLE parts (id int, v int) PARTITION BY RANGE (id)",
            "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (1000)",
            "ANALYZE");
    CauseFacts before = read(shop);

    shop.database.execute(
        "ALTER TABLE \"Odd; t\" ALTER \"C, d\" TYPE numeric(10, 2)",
        "DROP STATISTICS \"Odd \"\" s\"",
        "INSERT INTO \"Odd; t\" SELECT g, g, g FROM generate_series(1, 601) g",
        "VACUUM \"Odd; t\"",
        "CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (1000) TO (2000)");
    // The rows and the ANALYZE of above may be counted only now.
    List<CatalogChange> changes =
        CatalogDiff.between(before, THEN, read(shop), THEN).stream()
            .filter(c -> c.kind() != Kind.ANALYZED && c.kind() != Kind.STATISTICS_OLD)
            .toList();

    assertThat(changes)
        .extracting(CatalogChange::kind)
        .containsExactlyInAnyOrder(Kind.COLUMN_TYPE_CHANGED, Kind.STATISTICS_DROPPED, Kind.GREW);
    List<String> texts = new ArrayList<>();
    for (CatalogChange change : changes) {
      FlipCause cause = FlipCause.of(change, shop.database.name());
      texts.add(cause.text());
      cause.fix().sql().forEach(shop.database::execute);
    }
    assertThat(texts)
        .contains(
            "column public.Odd; t.C, d went from type integer to numeric(10,2)",
            "extended statistics \"public\".\"Odd \"\" s\" were dropped",
            "public.Odd; t grew from 600 to 1201 rows");
    assertThat(CatalogDiff.between(before, THEN, read(shop), THEN))
        .extracting(CatalogChange::kind)
        .doesNotContain(Kind.COLUMN_TYPE_CHANGED, Kind.STATISTICS_DROPPED);
    for (CatalogChange change : changes) {
      FlipCause cause = FlipCause.of(change, shop.database.name());
      if (cause.undo() != null) {
        cause.undo().sql().forEach(shop.database::execute);
      }
    }
    assertThat(CatalogDiff.between(before, THEN, read(shop), THEN))
        .extracting(CatalogChange::kind)
        .contains(Kind.COLUMN_TYPE_CHANGED, Kind.STATISTICS_DROPPED);

    shop.database.execute(
        "DROP TABLE parts", "CREATE TABLE parts (id int, v int) PARTITION BY HASH (v)");
    assertThat(CatalogDiff.between(before, THEN, read(shop), THEN))
        .filteredOn(c -> c.kind() == Kind.PARTITIONING_CHANGED)
        .singleElement()
        .extracting(c -> FlipCause.of(c, "db").text())
        .isEqualTo("public.parts was partitioned by RANGE (id) and is partitioned by HASH (v)");
  }

  @Test
  void aMinorUpgradeIsNoSetting() {
    List<CatalogChange> changes =
        CatalogDiff.between(version("15.18"), THEN, version("15.20"), THEN);
    assertThat(changes).singleElement().extracting(CatalogChange::kind).isEqualTo(Kind.UPGRADED);
    FlipCause cause = FlipCause.of(changes.getFirst(), "db");
    assertThat(cause.text()).isEqualTo("the server went from version 15.18 to 15.20");
    assertThat(cause.fix().sql()).isEmpty();
  }

  @Test
  void anOlderDocumentThatKnowsNoneOfItIsNoChange() {
    CauseFacts.Relation old =
        new CauseFacts.Relation(
            "s", "t", "s", "t", null, false, List.of(), null, null, null, null, null);
    CauseFacts.Relation now =
        new CauseFacts.Relation(
            "s",
            "t",
            "s",
            "t",
            null,
            false,
            List.of(),
            5e6,
            List.of("a\tinteger"),
            List.of(new CauseFacts.Statistics("s", "x", "CREATE STATISTICS")),
            "RANGE (a)",
            0L);
    assertThat(
            CatalogDiff.between(
                new CauseFacts(List.of(old), List.of()),
                THEN,
                new CauseFacts(List.of(now), version("15.18").settings()),
                THEN))
        .isEmpty();
  }

  @Test
  void statisticsAreOldWhereMuchChangedSinceAnalyzeAndMoreMeanwhile() {
    assertThat(CatalogDiff.between(modified(400L), THEN, modified(600L), THEN))
        .as("below half of 2,000 rows")
        .isEmpty();
    assertThat(CatalogDiff.between(modified(1_000L), THEN, modified(1_000L), THEN))
        .as("as old as before")
        .isEmpty();
    assertThat(CatalogDiff.between(modified(null), THEN, modified(5_000L), THEN))
        .as("an older document does not know")
        .isEmpty();
    List<CatalogChange> changes = CatalogDiff.between(modified(900L), THEN, modified(1_000L), THEN);
    assertThat(changes)
        .singleElement()
        .extracting(CatalogChange::kind)
        .isEqualTo(Kind.STATISTICS_OLD);
    FlipCause cause = FlipCause.of(changes.getFirst(), "db");
    assertThat(cause.text())
        .isEqualTo(
            "the statistics of s.t are old: 1,000 rows changed since ANALYZE (reltuples 2,000)");
    assertThat(cause.fix().sql()).containsExactly("ANALYZE \"s\".\"t\"");
  }

  private static CauseFacts modified(Long rows) {
    return new CauseFacts(
        List.of(
            new CauseFacts.Relation(
                "s", "t", "s", "t", THEN, false, List.of(), 2e3, null, null, null, rows)),
        List.of());
  }

  private static CauseFacts version(String version) {
    return new CauseFacts(
        List.of(),
        List.of(new CauseFacts.Setting(CauseFacts.Scope.SERVER, null, "server_version", version)));
  }

  private static CauseFacts read(PlanScenario shop) {
    try (Session session =
        new PgSessions(shop.target()).open(shop.server.endpoint(), shop.database.name())) {
      return new CauseCollector()
          .collect(session, Set.of("Odd; t", "parts"))
          .toOptional()
          .orElseThrow();
    } catch (SessionException e) {
      throw new IllegalStateException(e);
    }
  }
}
