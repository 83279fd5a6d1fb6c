package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.postgres.Explainer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OnePartitionTest {
  private static final Explainer.Stand STAND = new Explainer.Stand("ev", "day", "s", "ev_1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a FROM ev WHERE day = $1 | SELECT a FROM \"s\".\"ev_1\" AS ev WHERE day = $1",
        "SELECT ev.a FROM s.ev WHERE ev.day=$1 | SELECT ev . a FROM \"s\".\"ev_1\" AS ev WHERE ev . day = $1",
        "SELECT 1 FROM \"ev\" e WHERE e.day = $2 | SELECT 1 FROM \"s\".\"ev_1\" e WHERE e . day = $2",
        "SELECT 1 FROM t JOIN EV AS e ON t.i = e.i WHERE e.day = $1 | SELECT 1 FROM t JOIN \"s\".\"ev_1\" AS e ON t . i = e . i WHERE e . day = $1"
      })
  void whatNamesTheTableOnceAndComparesItsKey(String query, String expected) {
    assertThat(OnePartition.of(StatementText.of(query), STAND).orElseThrow().words())
        .extracting(SqlLexer.Token::text)
        .isEqualTo(StatementText.of(expected).words().stream().map(SqlLexer.Token::text).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM ev WHERE a = $1",
        "SELECT a FROM ev WHERE day > $1",
        "SELECT day = $1 FROM ev",
        "SELECT a FROM ev WHERE CASE WHEN day = $1 THEN b ELSE c END",
        "SELECT a FROM ev WHERE day = $1 OR a = $2",
        "SELECT a FROM ev WHERE NOT day = $1",
        "SELECT a FROM ev WHERE day = now()",
        "SELECT a FROM ev e JOIN other o ON o.i = e.i WHERE o.day = $1",
        "SELECT a FROM ev e JOIN ev f ON e.i = f.i WHERE e.day = $1",
        "SELECT a FROM other, ev WHERE ev.day = $1",
        "SELECT a FROM ONLY ev WHERE day = $1",
        "SELECT a FROM ev * WHERE day = $1",
        "SELECT ev FROM ev WHERE day = $1",
        "SELECT a FROM ev WHERE a IN (SELECT i FROM o WHERE day = $1)",
        "WITH ev AS (SELECT 1) SELECT a FROM ev WHERE day = $1",
        "SELECT a FROM ev WHERE day = $1 UNION SELECT b FROM o"
      })
  void whateverElseIsNotAsked(String query) {
    assertThat(OnePartition.of(StatementText.of(query), STAND)).isEmpty();
  }
}
