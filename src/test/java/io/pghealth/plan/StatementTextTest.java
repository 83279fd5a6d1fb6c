package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.StatementKind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No literal of a statement may be shown. */
class StatementTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 'hush'",
        "SELECT 'it''s hush'",
        "SELECT E'\\'hush'",
        "SELECT e'a\\\\' || 'hush'",
        "SELECT U&'hush\\0061'",
        "SELECT u&'hush' UESCAPE '!'",
        "SELECT n'hush'",
        "SELECT $$hush$$",
        "SELECT $a$ $b$hush$b$ $a$",
        "SELECT $ä$hush$ä$",
        "SELECT $$hush",
        "SELECT 'hush",
        "SELECT \"hush",
        "SELECT 1 /* hush */",
        "SELECT 1 /* a /* b */ hush */",
        "SELECT 1 /* hush",
        "SELECT 1 -- hush",
        "SELECT 1 -- a\r hush' FROM t WHERE b = 'hush'",
        "SELECT 'a' \n 'hush'",
        "SELECT 'a\\' OR b = 'hush' --'",
        "SELECT 'a\\', 'hush', '\\'",
        "SELECT * FROM t WHERE a = b'0'||'hush'",
        "INSERT INTO t VALUES ('hush')",
        "WITH a AS (SELECT 'hush') SELECT * FROM a",
        "ALTER ROLE bob PASSWORD 'hush'",
        "CREATE USER hush",
        "DO $$ BEGIN PERFORM 'hush'; END $$",
        "SET hush.hush = 1",
        "COPY t FROM '/hush'",
        "hush hush",
        "SELECT 1; ALTER ROLE hush",
        "EXPLAIN SELECT 'hush'",
        "\"hush\"",
        "PREPARE hush AS SELECT 'hush'",
        "PREPARE hush (hush) AS VALUES",
        ""
      })
  void literalsAndCommentsAreNotShown(String text) {
    if (text.startsWith("SELECT 1 -- a\r")) {
      // PostgreSQL ends a comment at a carriage return as well: what follows is a name.
      assertThat(StatementText.of(text).shown()).doesNotContain("'");
      return;
    }
    assertThat(StatementText.of(text).shown()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"41231", "4123.1", ".4123", "4123e7", "4123E+7", "0x4123", "4_123", "4123abc"})
  void numbersAreNotShown(String number) {
    assertThat(StatementText.of("SELECT a FROM t WHERE b = " + number + " AND c = $1").shown())
        .isEqualTo("SELECT a FROM t WHERE b = ? AND c = $1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PREPARE p1 AS SELECT a FROM t WHERE b = $1 | QUERY | SELECT a FROM t WHERE b = $1
          prepare "p 1" (int8, numeric(10, 2), unknown) as update t SET a = $2, c = $3 WHERE b = $1;             | WRITE | update t SET a = $2::numeric, c = $3 WHERE b = $1::int8;
          PREPARE p1(character varying, s."t"[]) AS SELECT a FROM t WHERE b = $1 AND c = ANY ($2) AND d = $3             | QUERY | SELECT a FROM t WHERE b = $1::character varying AND c = ANY ($2::s."t"[]) AND d = $3
          PREPARE TRANSACTION 'x' | UTILITY | PREPARE
          PREPARE p1 (int AS SELECT 1 | UTILITY | PREPARE
          """)
  void whatIsPreparedCounts(String text, StatementKind kind, String shown) {
    assertThat(StatementText.of(text).kind()).isEqualTo(kind);
    assertThat(StatementText.of(text).shown()).isEqualTo(shown);
  }

  @Test
  void namesAndParametersAreShown() {
    assertThat(
            StatementText.of(
                    "SELECT t1.\"A b\", x$2 FROM s.t1\n WHERE e = $12 AND n->>$3 = E'x' LIMIT $4")
                .shown())
        .isEqualTo("SELECT t1.\"A b\", x$2 FROM s.t1 WHERE e = $12 AND n->>$3 = ? LIMIT $4");
  }

  @Test
  void noPlantedLiteralSurvivesWhateverStandsAroundIt() {
    List<String> around =
        List.of(
            "'", "''", "\\", "$$", "$a$", "$1", "/*", "*/", "--", "\n", "E'", "U&'", "x", " ", "(",
            ")", "é", ";", "e", "b'", "1", "$", "&");
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder noise = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        noise.append(around.get(random.nextInt(around.size())));
      }
      String text = "SELECT " + noise + "'";
      SqlLexer.Tokens tokens = SqlLexer.tokens(text);
      assertThat(String.join("", tokens.list().stream().map(SqlLexer.Token::text).toList()))
          .isEqualTo(text);
      assertThat(StatementText.of(text).shown()).doesNotContain("'");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM t WHERE a = $1 | QUERY",
        "(SELECT 1) UNION (SELECT 2) | QUERY",
        "/* a */ VALUES ($1) | QUERY",
        "WITH a AS (SELECT 1) SELECT * FROM a | QUERY",
        "SELECT substring(a FOR $1) FROM t | QUERY",
        "SELECT * FROM t FOR UPDATE | WRITE",
        "SELECT * FROM t FOR NO KEY UPDATE | WRITE",
        "SELECT * INTO u FROM t | WRITE",
        "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a | WRITE",
        "WITH a AS (SELECT 1) UPDATE t SET a = 1 | WRITE",
        "INSERT INTO t SELECT * FROM u | WRITE",
        "MERGE INTO t USING u ON a = b WHEN MATCHED THEN DELETE | WRITE",
        "VACUUM | UTILITY",
        "DO 'x' | UTILITY",
        "EXPLAIN SELECT 1 | OWN",
        "SELECT a FROM pg_stats /* pghealth */ | OWN"
      })
  void whatAStatementIs(String text, StatementKind kind) {
    assertThat(StatementText.of(text).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT date $1 | SELECT  CAST($1 AS date)",
        "SELECT interval $1 day | SELECT  CAST($1 AS interval day)",
        "SELECT timestamp with time zone $1 | SELECT  CAST($1 AS timestamp with time zone)",
        "SELECT extract($1 from a) FROM t | SELECT pg_catalog.date_part($1 , a) FROM t",
        "SELECT a AS text FROM t WHERE b IN ($1 /*, ... */) | SELECT a AS text FROM t WHERE b IN ($1 /*, ... */)",
      })
  void whatNormalisingBrokeIsMended(String text, String mended) {
    assertThat(ExplainableText.of(StatementText.of(text)).replaceAll(" +", " ").strip())
        .isEqualTo(mended.replaceAll(" +", " ").strip());
  }

  @Test
  void relationsWithoutSchema() {
    assertThat(
            StatementText.of(
                    "SELECT a, (SELECT max(x) FROM \"B\") FROM a, s.c, d JOIN ONLY e ON e.x = a.x, f(1) "
                        + "WHERE z IN (SELECT q FROM g) ORDER BY h, i")
                .unqualifiedRelations())
        .containsExactly("B", "a", "d", "e", "g");
  }

  @Test
  void aHugeTextIsReadOnce() {
    String text = "SELECT " + "'x', ".repeat(200_000) + "1";
    assertThat(StatementText.of(text).shown()).hasSizeLessThanOrEqualTo(StatementText.SHOWN);
  }
}
