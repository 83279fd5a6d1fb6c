package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteAsSelectTest {

  @Test
  void asksForTheRowsWithTheParametersNumberedAnew() {
    assertThat(query("UPDATE orders SET note = $1, n = n + $2 WHERE id = $4 AND x > $3 OR y = $4"))
        .isEqualTo("SELECT ctid, * FROM orders WHERE id = $1 AND x > $2 OR y = $1");
    assertThat(query("DELETE FROM orders")).isEqualTo("SELECT ctid, * FROM orders");
    assertThat(
            query(
                "update only \"Odd ; where\" . \"set\"  AS \"from\" set a=$1 /* where */ where \"from\".b>=$2"))
        .isEqualTo(
            "SELECT ctid, * FROM ONLY \"Odd ; where\".\"set\" AS \"from\" WHERE \"from\".b>=$1");
    assertThat(query("DELETE FROM s.t * x WHERE x.a IN (SELECT y.a FROM y WHERE y.b = $1)"))
        .isEqualTo(
            "SELECT ctid, * FROM s.t * AS x WHERE x.a IN (SELECT y.a FROM y WHERE y.b = $1)");
    assertThat(
            query(
                "UPDATE t SET a = extract($1 from b), c = CASE WHEN d THEN $2 END WHERE e IS DISTINCT FROM $3;"))
        .startsWith("SELECT ctid, * FROM t WHERE e IS DISTINCT FROM $1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH x AS (SELECT 1) UPDATE t SET a = 1",
        "UPDATE t SET a = u.b FROM u WHERE t.id = u.id",
        "UPDATE t SET a = (SELECT max(b) FROM u) WHERE id = $1",
        "UPDATE t SET a = $1 WHERE id = $2 RETURNING a",
        "UPDATE t SET a = $1 RETURNING a",
        "DELETE FROM t USING u WHERE t.id = u.id",
        "DELETE FROM t WHERE CURRENT OF c",
        "DELETE FROM t WHERE id = $1 RETURNING (SELECT 1)",
        "DELETE FROM ONLY (t) WHERE id = $1",
        "UPDATE t SET a = $1 WHERE id = 1) ; (SELECT 2",
        "UPDATE t SET a = 'x\\' WHERE b = $1",
        "INSERT INTO t VALUES ($1)",
        "SELECT * FROM t FOR UPDATE",
        "UPDATE",
        "DELETE FROM t x y"
      })
  void whatIsNotUnderstoodIsNotAsked(String text) {
    assertThat(WriteAsSelect.of(StatementText.of(text))).isEmpty();
  }

  private static String query(String text) {
    return ExplainableText.of(WriteAsSelect.of(StatementText.of(text)).orElseThrow());
  }
}
