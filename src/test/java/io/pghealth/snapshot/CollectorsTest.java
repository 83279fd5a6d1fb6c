package io.pghealth.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.Session;
import io.pghealth.snapshot.TableFacts.Flag;
import io.pghealth.snapshot.TableFacts.Kind;
import io.pghealth.target.Credentials;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import io.pghealth.testing.Targets;
import java.util.Map;
import java.util.stream.Collectors;

/** The further facts, read from real servers. */
class CollectorsTest {

  @OnEveryVersion(why = "catalogs differ")
  void tablesKeysAndActivityAreReadByARoleThatMayOnlyConnect(PgServer server) throws Exception {
    PgDatabase database =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE parts (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
                "CREATE TABLE parts_26 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO"
                    + " ('2027-01-01') WITH (fillfactor = 80, autovacuum_enabled = off)",
                "CREATE TABLE notes (body text, \"Mixed\" int)",
                "ALTER TABLE notes REPLICA IDENTITY FULL",
                "ALTER TABLE notes ENABLE ROW LEVEL SECURITY",
                "CREATE INDEX notes_idx ON notes (lower(body) text_pattern_ops DESC, \"Mixed\")",
                "INSERT INTO notes SELECT 'x', i FROM generate_series(1, 1000) i",
                "ANALYZE notes");
    try (Session session = open(server, database)) {
      TableFacts tables = known(new TableCollector(Scope.everything()).collect(session));
      Map<String, TableFacts.Table> byName =
          tables.tables().values().stream()
              .collect(Collectors.toMap(TableFacts.Table::name, t -> t));
      assertThat(byName.get("parts").kind()).isEqualTo(Kind.PARTITIONED);
      TableFacts.Table partition = byName.get("parts_26");
      assertThat(tables.root(partition.oid())).isEqualTo(byName.get("parts").oid());
      assertThat(partition.flags()).contains(Flag.PRIMARY_KEY);
      assertThat(partition.options())
          .containsEntry("fillfactor", "80")
          .containsEntry("autovacuum_enabled", "off");
      TableFacts.Table notes = byName.get("notes");
      assertThat(notes.tuples()).isEqualTo(1000);
      assertThat(notes.sizeBytes()).isPositive();
      assertThat(notes.flags())
          .contains(Flag.IDENTITY_FULL, Flag.ROW_SECURITY)
          .doesNotContain(Flag.PRIMARY_KEY, Flag.SELECTABLE, Flag.LOCKED);

      IndexKeys keys = known(new IndexKeyCollector(Scope.everything()).collect(session));
      var columns =
          keys.columns().values().stream()
              .filter(c -> c.stream().anyMatch(k -> "Mixed".equals(k.name())))
              .findFirst()
              .orElseThrow();
      assertThat(columns.getFirst().expression()).isEqualTo("lower(body)");
      assertThat(columns.getFirst().opclass()).isEqualTo("text_pattern_ops");
      assertThat(columns.getFirst().option()).isEqualTo(3);
      assertThat(columns.getFirst().attnum()).isZero();

      assertThat(known(new SettingCollector().collect(session)).value("fsync")).isPresent();
      assertThat(known(new TableActivityCollector(Scope.everything()).collect(session)).tables())
          .containsKey(notes.oid());
    }
  }

  private static Session open(PgServer server, PgDatabase database) throws Exception {
    Credentials role = server.createRole("");
    return new PgSessions(Targets.of(server, role)).open(server.endpoint(), database.name());
  }

  private static <T> T known(Collected<T> collected) {
    assertThat(collected.missing()).isNull();
    return collected.toOptional().orElseThrow();
  }
}
