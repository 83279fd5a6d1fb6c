package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.StatementTraits;
import io.pghealth.history.StatementTraits.Lookup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What checks ask of texts. */
class StatementFormTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * FROM users WHERE id = $1                                     | users          | id
          select u1_0.id,u1_0.name from users u1_0 where u1_0.id=$1             | users          | id
          SELECT "users".* FROM "users" WHERE "users"."id" = $1 LIMIT $2        | "users"        | "id"
          SELECT a FROM public."User" WHERE ("User"."id" = $1 AND $2=$3) LIMIT 1 | public."User" | "id"
          SELECT a FROM t AS x WHERE x.b = $1::uuid AND x.gone IS NULL           | t             | b
          SELECT a FROM t WHERE ($1 = b) ORDER BY c                              | t             | b
          """)
  void lookups(String text, String relation, String column) {
    Lookup lookup = traits(text).lookup();
    assertThat(lookup.relation()).isEqualTo(relation);
    assertThat(lookup.column()).isEqualTo(column);
    assertThat(lookup.attribute()).isEqualTo(column.replace("\"", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM users",
        "SELECT * FROM users WHERE id = ANY ($1)",
        "SELECT * FROM users WHERE id IN ($1, $2)",
        "SELECT * FROM users WHERE id = $1 OR name = $2",
        "SELECT * FROM users WHERE id = $1 AND name = $2",
        "SELECT * FROM users WHERE id > $1",
        "SELECT * FROM users WHERE lower(name) = $1",
        "SELECT * FROM users u JOIN orders o ON o.user_id = u.id WHERE u.id = $1",
        "SELECT * FROM users, orders WHERE id = $1",
        "SELECT * FROM f($1) WHERE id = $2",
        "SELECT * FROM users WHERE id = $1 UNION SELECT * FROM users",
        "WITH u AS (SELECT $1) SELECT * FROM users WHERE id = $2",
        "SELECT * FROM users WHERE id IS DISTINCT FROM $1",
        "SELECT * FROM users WHERE id = (SELECT $1)"
      })
  void noLookups(String text) {
    assertThat(traits(text).lookup()).isNull();
  }

  @Test
  void pagesAndOrder() {
    StatementTraits page =
        traits(
            "SELECT id FROM a.orders o WHERE o.user_id = $1 AND at BETWEEN $2 AND $3"
                + " ORDER BY o.created_at DESC, id LIMIT $4 OFFSET $5");
    assertThat(page.limited()).isTrue();
    assertThat(page.offset()).isTrue();
    assertThat(page.order()).isEqualTo("o.created_at DESC, id");
    assertThat(page.equalities()).containsExactly("user_id");
    assertThat(page.filtered()).isTrue();
    assertThat(page.relations()).containsExactly("orders");
    assertThat(traits("SELECT * FROM a WHERE b IS DISTINCT FROM $1").grouped()).isFalse();
    assertThat(traits("SELECT * FROM a LIMIT ALL").limited()).isFalse();
    assertThat(traits("SELECT * FROM a FETCH FIRST $1 ROWS ONLY").limited()).isTrue();
    assertThat(traits("SELECT * FROM (SELECT * FROM a LIMIT $1 OFFSET $2) b").limited()).isFalse();
    assertThat(traits("SELECT * FROM (SELECT * FROM a LIMIT $1 OFFSET $2) b").offset()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT a FROM t WHERE b = $1 AND $2 = $3                  | false
          SELECT a FROM t WHERE b = $1 AND c IS NULL                | true
          SELECT a FROM t WHERE b = $1 AND (t.c IS NOT NULL)        | true
          SELECT a FROM t WHERE b = $1 AND c > $2                   | true
          """)
  void whatRowsMayFail(String text, boolean filtered) {
    assertThat(traits(text).filtered()).isEqualTo(filtered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT id, t.title AS title, lower(a) b, c::numeric(9,2), d IN ($1), e "E" FROM t ORDER BY title, x DESC | false
          SELECT * FROM t ORDER BY created_at                                   | false
          SELECT created_at, coalesce(a, $1) FROM t ORDER BY created_at DESC    | false
          SELECT date_trunc($1, created_at) AS created_at FROM t ORDER BY created_at | true
          SELECT date_trunc($1, created_at) created_at FROM t ORDER BY id, "created_at" NULLS LAST | true
          SELECT date_trunc($1, created_at) AS created_at FROM t ORDER BY t.created_at | false
          SELECT updated_at AS created_at FROM t ORDER BY created_at            | true
          SELECT a, b FROM t ORDER BY 2 DESC                                    | true
          SELECT id, f(id) FROM t ORDER BY id                                   | true
          SELECT id, s.lower(id) FROM t ORDER BY id                             | true
          SELECT id, pg_catalog.lower(id) FROM t ORDER BY id                    | false
          SELECT id, "f"(id) FROM t ORDER BY id                                 | true
          SELECT id, (SELECT count(*) FROM t x WHERE x.a = t.a) FROM t ORDER BY id | true
          """)
  void whatTheListComputes(String text, boolean computed) {
    assertThat(traits(text).computed()).isEqualTo(computed);
  }

  @Test
  void parenthesesAroundAllOfItBoundNothing() {
    assertThat(traits("(SELECT a FROM t ORDER BY a LIMIT $1)").limited()).isTrue();
    assertThat(traits("((SELECT a FROM t LIMIT $1)) ORDER BY a;").limited()).isTrue();
    assertThat(traits("(SELECT a FROM t) LIMIT $1").limited()).isTrue();
    assertThat(traits("(SELECT a FROM t LIMIT $1) UNION (SELECT a FROM t)").limited()).isFalse();
    assertThat(traits("(SELECT a FROM t ORDER BY a)").limited()).isFalse();
  }

  @Test
  void windowFunctionsReadMoreThanTheirPage() {
    assertThat(traits("SELECT a, count(*) OVER () FROM t ORDER BY a LIMIT $1").grouped()).isTrue();
  }

  @Test
  void relationsWhereverTheyAreRead() {
    assertThat(
            traits(
                    "SELECT extract(year FROM at) FROM A x, only b AS y JOIN c.\"D\" ON true"
                        + " WHERE EXISTS (SELECT FROM e) AND f IS NOT DISTINCT FROM g")
                .relations())
        .containsExactly("a", "b", "D", "e");
  }

  @Test
  void theSameRowsInAnotherOrder() {
    String rows = traits("SELECT a FROM t WHERE b = $1").rows();
    assertThat(traits("select a from t where b = $2 ORDER BY a LIMIT $1").rows()).isEqualTo(rows);
    assertThat(traits("SELECT a FROM t WHERE c = $1").rows()).isNotEqualTo(rows);
    assertThat(traits("SELECT a FROM t GROUP BY a").rows()).isNull();
  }

  @Test
  void noLiteralIsKept() {
    StatementTraits traits =
        traits("SELECT * FROM t WHERE name = 'secret' ORDER BY name = 'secret', 4711 LIMIT 4711");
    assertThat(traits.toString()).doesNotContain("secret", "4711");
  }

  private static StatementTraits traits(String text) {
    return StatementText.of(text).traits();
  }
}
