package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.IndexWish;
import io.pghealth.testing.OnOneVersion;
import io.pghealth.testing.PgServer;
import java.util.List;

/** Which index a plan lacks. */
class IndexWishesTest {

  @OnOneVersion
  void rowsThatCouldBeLookedUpForThoseOfAnotherTable(PgServer server) {
    PlanScenario shop =
        new PlanScenario(
            server,
            "CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL UNIQUE)",
            "INSERT INTO users SELECT g, 'user' || g FROM generate_series(0, 2499) g",
            "CREATE TABLE orders (id bigint PRIMARY KEY, user_id int NOT NULL, note text)",
            "INSERT INTO orders SELECT g, g % 2500, repeat('x', 60) FROM generate_series(1, 50000) g",
            "ANALYZE");
    shop.run(
        3,
        "SELECT o.note FROM users u JOIN orders o ON o.user_id = u.id WHERE u.email = ?",
        "user7");
    shop.run(3, "SELECT count(*) FROM users u JOIN orders o ON o.user_id = u.id");
    shop.observe();

    assertThat(wishes(shop, "email"))
        .singleElement()
        .satisfies(wish -> {
          assertThat(wish.table().name()).isEqualTo("orders");
          assertThat(wish.equal()).containsExactly("user_id");
          assertThat(wish.access().kept()).isLessThan(100);
        });
    assertThat(wishes(shop, "count(*)")).isEmpty();
  }

  private static List<IndexWish> wishes(PlanScenario shop, String text) {
    return shop.statement(text).reading().wishes();
  }
}
