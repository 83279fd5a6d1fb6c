package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.finding.Assessment;
import io.pghealth.finding.Finding;
import io.pghealth.finding.NotAssessed;
import io.pghealth.history.StatementHistory;
import io.pghealth.testing.OnEveryVersion;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgServer;
import java.time.Duration;

/** Plans of statements that write. */
class PlanWritesTest {
  private static final String UPDATE = "UPDATE orders SET note = 'new' WHERE user_id = ?";
  private static final String[] ORDERS = {
    "CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, note text)"
        + " WITH (autovacuum_enabled = off)",
    "INSERT INTO orders SELECT g, g % 25000, repeat('x', 100) FROM generate_series(1, 50000) g",
    "CREATE INDEX orders_user_idx ON orders (user_id)",
    "VACUUM ANALYZE orders"
  };

  @OnEveryVersion(why = "generic plans of statements that write are made in two ways")
  void anUpdateThatTheRoleMayNotMakeIsAskedAsAQuery(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.run(60, UPDATE, 1, 2);
    shop.observe();
    StatementHistory before = shop.statement("UPDATE orders");
    assertThat(before.plans().reference().rewritten()).isTrue();
    assertThat(before.plans().reference().median()).isNotNull();

    shop.database.execute("DROP INDEX orders_user_idx");
    shop.run(60, UPDATE, 1, 2);
    Finding finding = PlanScenario.only(shop.observe());

    assertThat(finding.message()).contains("index public.orders_user_idx was dropped");
    assertThat(finding.evidence().get("plan after")).contains("Seq Scan on orders");
    assertThat(shop.database.number("SELECT count(*) FROM orders WHERE note = 'new'")).isEqualTo(4);
  }

  @OnEveryVersion(why = "generic plans of statements that write are made in two ways")
  void plansOfTwoTextsAreNeverCompared(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.database.execute("GRANT UPDATE, DELETE ON orders TO " + shop.monitor.user());
    String returning = "DELETE FROM orders WHERE id = ? RETURNING note";
    shop.run(60, UPDATE, 1, 2);
    shop.run(60, returning, 1L, 2L);
    shop.observe();
    StatementHistory natively = shop.statement("UPDATE orders");
    assertThat(natively.plans().reference().rewritten()).isFalse();
    assertThat(tree(shop, natively)).contains("ModifyTable on orders");
    assertThat(shop.statement("DELETE FROM orders").plans().reference()).isNotNull();

    shop.database.execute("REVOKE UPDATE, DELETE ON orders FROM " + shop.monitor.user());
    shop.run(60, UPDATE, 1, 2);
    shop.run(60, returning, 1L, 2L);
    Assessment assessment = shop.observe(Duration.ofMinutes(10));

    StatementHistory asked = shop.statement("UPDATE orders");
    assertThat(asked.plans().reference().rewritten()).isTrue();
    assertThat(asked.flip()).isNull();
    assertThat(assessment.findings()).isEmpty();
    assertThat(assessment.notAssessed())
        .extracting(NotAssessed::reason)
        .anyMatch(r -> r.contains("no plain UPDATE or DELETE"));

    // Granted again, the query goes on to stand for it.
    shop.database.execute("GRANT UPDATE ON orders TO " + shop.monitor.user());
    shop.run(60, UPDATE, 1, 2);
    shop.observe(Duration.ofMinutes(10));
    assertThat(shop.statement("UPDATE orders").plans().reference().rewritten()).isTrue();
  }

  @OnOneVersion(from = 15)
  void whatIsNotExplainedIsCountedOnceAndNotAskedAgain(PgServer server) {
    PlanScenario shop = new PlanScenario(server, ORDERS);
    shop.run(
        3,
        "INSERT INTO orders VALUES (nextval('pg_temp.none'), 1, 'x')"
            .replace("nextval('pg_temp.none')", "?"),
        1_000_001L,
        1_000_002L,
        1_000_003L);
    shop.run(
        3,
        "MERGE INTO orders o USING (SELECT 1 AS id) n ON n.id = o.id WHEN MATCHED THEN UPDATE SET note = 'y'");
    shop.run(3, "SELECT * FROM orders WHERE id = ? FOR UPDATE", 1L);

    Assessment assessment = shop.observe();
    assertThat(assessment.notAssessed())
        .extracting(NotAssessed::reason)
        .contains(
            "1 statement not explained: INSERT … VALUES is not explained",
            "1 statement not explained: MERGE is not explained")
        .anyMatch(r -> r.contains("locks rows"));
    shop.observe(Duration.ofMinutes(6));
    assertThat(shop.seen.statements())
        .noneMatch(s -> s.text() != null && s.text().contains("FOR UPDATE"));
  }

  private static String tree(PlanScenario shop, StatementHistory statement) {
    return shop.history
        .databases()
        .get(shop.database.name())
        .shape(statement.plans().reference().generic())
        .tree();
  }
}
