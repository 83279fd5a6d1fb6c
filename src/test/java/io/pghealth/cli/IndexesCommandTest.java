package io.pghealth.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pghealth.target.Credentials;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgDatabase;
import io.pghealth.testing.PgServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** {@code pghealth indexes} over real servers. */
class IndexesCommandTest {
  private static final String COUNTER =
      "SELECT %s FROM pg_stat_user_tables WHERE relname = 'orders'";

  @OnOneVersion
  void everyIndexStandsThereWithWhatARebuildMakesOfIt(PgServer server) throws IOException {
    PgDatabase shop = shop(server);
    Credentials role = server.createRole("IN ROLE pg_monitor, pg_read_all_data");
    CommandRun run = CommandRun.of("indexes", "--url", shop.uri(role), "--output", "json");
    assertThat(run.exit()).as(run.err()).isZero();
    Map<String, JsonNode> indexes = byName(run);
    assertThat(indexes)
        .containsOnlyKeys(
            "orders_pkey", "orders_note_idx", "orders_gin_idx", "odd \"idx\"", "parts_26_at_idx");

    JsonNode gutted = indexes.get("orders_pkey");
    long rebuilt = gutted.get("rebuiltBytes").asLong();
    shop.execute("REINDEX INDEX orders_pkey");
    long truth = shop.number("SELECT pg_relation_size('orders_pkey')");
    assertThat(Math.abs(rebuilt - truth)).isLessThanOrEqualTo(truth / 20);
    assertThat(gutted.get("sizeBytes").asLong()).isGreaterThan(4 * rebuilt);
    assertThat(gutted.get("confidence").asText()).as("%s", gutted).isEqualTo("high");
    assertThat(gutted.get("method").asText()).isEqualTo("estimate");
    assertThat(gutted.get("constraint").asBoolean()).isTrue();

    assertThat(indexes.get("orders_gin_idx").get("rebuiltBytes").isNull()).isTrue();
    assertThat(indexes.get("orders_gin_idx").get("notAssessed").asText())
        .isEqualTo("only btree indexes are estimated");
  }

  @OnOneVersion
  void withoutStatisticsTheIndexIsMeasured(PgServer server) throws IOException {
    PgDatabase shop = shop(server).execute("CREATE EXTENSION pgstattuple");
    Credentials role = server.createRole("IN ROLE pg_monitor");
    Map<String, JsonNode> indexes =
        byName(CommandRun.of("indexes", "--url", shop.uri(role), "--output", "json"));
    JsonNode gutted = indexes.get("orders_pkey");
    assertThat(gutted.get("method").asText()).isEqualTo("measured");
    assertThat(gutted.get("confidence").asText()).isEqualTo("medium");
    assertThat(gutted.get("sizeBytes").asLong())
        .isGreaterThan(4 * gutted.get("rebuiltBytes").asLong());

    Credentials lowly = server.createRole("");
    JsonNode unknown =
        byName(CommandRun.of("indexes", "--url", shop.uri(lowly), "--output", "json"))
            .get("orders_pkey");
    assertThat(unknown.get("rebuiltBytes").isNull()).isTrue();
    assertThat(unknown.get("notAssessed").asText()).isNotBlank();
  }

  @OnOneVersion
  void forPeopleWhatShrinksMostComesFirst(PgServer server) {
    PgDatabase shop = shop(server);
    CommandRun run = CommandRun.of("indexes", "--url", shop.uri());
    assertThat(run.exit()).isZero();
    assertThat(run.out().lines().toList().get(0))
        .isEqualTo("Database " + shop.name() + ": 5 indexes");
    assertThat(run.out().indexOf("public.orders_pkey"))
        .isPositive()
        .isLessThan(run.out().indexOf("public.orders_gin_idx"));
    assertThat(run.out().lines().filter(l -> l.contains("public.orders_pkey")).findFirst())
        .hasValueSatisfying(l -> assertThat(l).contains("constraint", "KiB  high", "estimate"));
    assertThat(run.out()).contains("odd \"idx\"", "not assessed: only btree", "gin");
    assertThat(run.err()).isEmpty();
  }

  @OnOneVersion
  void aDatabaseThatIsNotThereIsSaidInOneSentence(PgServer server) {
    CommandRun run =
        CommandRun.of("indexes", "--url", server.postgres().uri().replace("/postgres", "/nowhere"));
    CommandLineTest.assertRefused(run, "nowhere");
  }

  private static PgDatabase shop(PgServer server) {
    PgDatabase shop =
        server
            .createDatabase()
            .execute(
                "CREATE TABLE orders (id int PRIMARY KEY, note text, tags int[])"
                    + " WITH (autovacuum_enabled = off)",
                "INSERT INTO orders SELECT g, md5(g::text), ARRAY[g] FROM generate_series(1, 60000) g",
                "CREATE INDEX orders_note_idx ON orders (note) WHERE id > 10",
                "CREATE INDEX orders_gin_idx ON orders USING gin (tags)",
                "CREATE INDEX \"odd \"\"idx\"\"\" ON orders (id, note)",
                "DELETE FROM orders WHERE id % 10 <> 0",
                "CREATE TABLE parts (at date) PARTITION BY RANGE (at)",
                "CREATE TABLE parts_26 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO"
                    + " ('2027-01-01')",
                "CREATE INDEX parts_at_idx ON parts (at)");
    // 14 counts late: before and after ANALYZE the counters must have arrived.
    await().until(() -> shop.number(COUNTER.formatted("n_tup_del")) == 54_000);
    shop.execute("VACUUM ANALYZE orders");
    await().until(() -> shop.number(COUNTER.formatted("n_mod_since_analyze")) == 0);
    return shop;
  }

  private static Map<String, JsonNode> byName(CommandRun run) throws IOException {
    Map<String, JsonNode> indexes = new HashMap<>();
    new ObjectMapper()
        .readTree(run.out())
        .at("/databases/0/indexes")
        .forEach(i -> indexes.put(i.get("name").asText(), i));
    return indexes;
  }
}
