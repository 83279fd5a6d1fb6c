package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.pghealth.history.IndexWish;
import io.pghealth.postgres.Explainer;
import io.pghealth.postgres.PgSessions;
import io.pghealth.postgres.SessionException;
import io.pghealth.testing.HypoPg;
import io.pghealth.testing.PgServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * With HypoPG, as Debian's postgresql-15-hypopg has it; the server's own binaries come without. It
 * is skipped with a printed reason where the package is not installed.
 */
class HypotheticalIndexTest {
  private static final String BY_USER = "SELECT * FROM orders WHERE user_id = ?";
  private static final String[] ORDERS = {
    "CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, note text)",
    "INSERT INTO orders SELECT g, (g * 7919::bigint) % 5000, repeat('x', 100)"
        + " FROM generate_series(1, 50000) g",
    "VACUUM ANALYZE orders",
    "CREATE SCHEMA \"Odd; hypo\"",
    "CREATE EXTENSION hypopg SCHEMA \"Odd; hypo\""
  };

  @Test
  void thePlannerIsAskedAboutTheIndexAndForgetsItAgain() throws Exception {
    withHypopg(server -> {
      PlanScenario shop = new PlanScenario(server, ORDERS);
      shop.database.execute("GRANT USAGE ON SCHEMA \"Odd; hypo\" TO " + shop.monitor.user());
      shop.run(40, BY_USER, 1, 2);
      shop.observe();

      IndexWish wish = shop.statement("user_id = $1").reading().wishes().getFirst();
      assertThat(wish.equal()).containsExactly("user_id");
      assertThat(wish.trial().used()).isTrue();
      assertThat(wish.trial().after()).isLessThan(wish.trial().before() / 5);
      int asked = shop.seen.explains();

      // What was once said holds for the day.
      shop.observe(Duration.ofMinutes(10));
      assertThat(shop.seen.explains()).isLessThan(asked);
      assertThat(shop.statement("user_id = $1").reading().wishes().getFirst().trial())
          .isEqualTo(wish.trial());
      assertThat(
              shop.database.column("SELECT indexname FROM pg_indexes WHERE tablename = 'orders'"))
          .containsExactly("orders_pkey");

      forgets(shop);

      shop.database.execute(
          "ALTER DATABASE " + shop.database.name() + " SET random_page_cost = 100000");
      shop.observe(Duration.ofMinutes(10));
      assertThat(shop.statement("user_id = $1").reading().wishes().getFirst().trial().used())
          .isFalse();
    });
  }

  private static void forgets(PlanScenario shop) throws SessionException {
    try (Explainer explainer =
        new PgSessions(shop.target()).openExplainer(shop.server.endpoint(), shop.database.name())) {
      String text = "SELECT * FROM orders WHERE user_id = $1";
      String index = "CREATE INDEX ON \"public\".\"orders\" (\"user_id\")";
      for (List<String> values : Stream.of(List.of("7"), (List<String>) null).toList()) {
        Map<String, String> none = Map.of();
        assertThat(explainer.explain(new Explainer.Request(text, values, none, index)).toString())
            .contains(">btree_orders_user_id");
        assertThat(explainer.explain(new Explainer.Request(text, values, none)).toString())
            .contains("Seq Scan")
            .doesNotContain("btree");
      }
      // What HypoPG cannot make, or refuses, leaves nothing behind either.
      for (String bad :
          List.of(
              "CREATE INDEX ON \"public\".\"orders\" (\"none\")",
              "DROP TABLE \"public\".\"orders\"",
              index + "; DROP TABLE orders")) {
        explainer.explain(new Explainer.Request(text, null, Map.of(), bad));
        assertThat(explainer.explain(new Explainer.Request(text, null, Map.of())).toString())
            .contains("Seq Scan")
            .doesNotContain("btree");
      }
      assertThat(shop.database.number("SELECT count(*) FROM orders")).isEqualTo(50_000);
    }
  }

  private interface OnServer {
    void run(PgServer server) throws Exception;
  }

  private static void withHypopg(OnServer test) throws Exception {
    if (!HypoPg.installed()) {
      System.out.println("SKIPPED HypotheticalIndexTest: " + HypoPg.LIBRARY + " is not installed");
      abort(HypoPg.LIBRARY + " is not installed");
    }
    try (HypoPg hypoPg = HypoPg.start()) {
      test.run(hypoPg.server());
    }
  }
}
