package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.plan.Predicate.Column;
import io.pghealth.plan.Predicate.Kind;
import io.pghealth.plan.Predicate.Of;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredicatesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(user_id = $1)|user_id|EQUAL",
        "(\"Odd \"\"id; AND\" = $1)|Odd \"id; AND|EQUAL",
        "(a = ANY ($1))|a|EQUAL",
        "(a = ANY ('{1,2}'::integer[]))|a|EQUAL",
        "(a = ANY (ARRAY[$1, $2]))|a|EQUAL",
        "($1 = a)|a|EQUAL",
        "($1 <= a)|a|RANGE",
        "(created_at > (now() - $1))|created_at|RANGE",
        "(created_at > (now() - ('1 day'::cstring)::interval))|created_at|RANGE",
        "(d >= CURRENT_DATE)|d|RANGE",
        "(a < '-5'::integer)|a|RANGE",
        "(a = (InitPlan 1).col1)|a|EQUAL",
        "(t = 'x'::timestamp(3) without time zone)|t|EQUAL",
        "(deleted_at IS NULL)|deleted_at|NULL",
        "(deleted_at IS NOT NULL)|deleted_at|NOT_NULL",
        "active|active|TRUE",
        "(NOT active)|active|FALSE",
        "(tags @> $1)|tags|SEARCH",
        "(name ~~ $1)|name|SEARCH",
        "(tsv @@ to_tsquery('english'::regconfig, $1))|tsv|SEARCH",
        "(tsv @@ websearch_to_tsquery($1))|tsv|SEARCH"
      })
  void isUnderstood(String condition, String column, Kind kind) {
    assertThat(Predicates.of(condition))
        .singleElement()
        .satisfies(p -> {
          assertThat(p).isInstanceOf(Of.class);
          assertThat(((Of) p).column()).isEqualTo(new Column(null, column, null));
          assertThat(((Of) p).kind()).isEqualTo(kind);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(lower(email) = $1)",
        "((a = $1) OR (b = $2))",
        "(a = b)  IS TRUE",
        "(a <> $1)",
        "(a + 1) = $1",
        "((data ->> 'a'::text) = $1)",
        "(a = random())",
        "(a = some_function($1))",
        "(tsv @@ public.to_tsquery($1))",
        "(tsv @@ to_tsquery(language, $1))",
        "(tsv @@ to_tsquery)",
        "(a < ANY ($1))",
        "(a OPERATOR(s.=) $1)",
        "(ROW(a, b) < ROW($1, $2))",
        "(hashed SubPlan 1)",
        "(NOT (SubPlan 1))",
        "(a !~~ $1)",
        "CASE WHEN a THEN true ELSE false END",
        "(a[1] = $1)",
        "(a IS NOT DISTINCT FROM $1)",
        "(CURRENT_DATE > $1)",
        "(s.t.a = $1)",
        "((date(a) >= $1) IS TRUE)"
      })
  void isNotUnderstood(String condition) {
    assertThat(Predicates.of(condition)).allMatch(Predicate.Unknown.class::isInstance);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(a >= date_trunc('day'::text, now()))|a|",
        "(date_trunc('day'::text, now()) <= a)|a|",
        "(a >= (now() - make_interval(days => 2)))|a|",
        "((a)::text = ANY (string_to_array($1, ','::text)))|a|text",
        "((a)::text <> $1)|a|text"
      })
  void aWholeSideOfAComparison(String condition, String column, String cast) {
    assertThat(Predicates.of(condition))
        .singleElement()
        .isInstanceOfSatisfying(
            Predicate.Unknown.class,
            u -> assertThat(u.compared()).containsExactly(new Column(null, column, cast)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(date_trunc('day'::text, a) >= now())",
        "((a + '1 day'::interval) > f(now()))",
        "(ROW(a, b) < ROW($1, $2))",
        "(a !~~ $1)"
      })
  void noWholeSideOfAComparison(String condition) {
    assertThat(Predicates.of(condition))
        .singleElement()
        .isInstanceOfSatisfying(Predicate.Unknown.class, u -> assertThat(u.compared()).isEmpty());
  }

  @Test
  void joinsCastsAndLists() {
    assertThat(Predicates.of("((o.a = $1) AND ((o.b)::text = $2) AND (o.c = u.id))"))
        .containsExactly(
            new Of(new Column("o", "a", null), Kind.EQUAL, "="),
            new Of(new Column("o", "b", "text"), Kind.EQUAL, "="),
            new Predicate.Join(new Column("o", "c", null), new Column("u", "id", null)));
    assertThat(Predicates.of("((a = $1) AND ((b = 1) OR (c = 2)))"))
        .hasSize(2)
        .element(1)
        .isEqualTo(
            new Predicate.Unknown(java.util.Set.of("b", "OR".toLowerCase(), "c"), true, List.of()));
    assertThat(List.of("a DESC", "t.\"B\"", "a")).allMatch(key -> Predicates.sorted(key) != null);
    assertThat(List.of("lower(a)", "a COLLATE \"C\"", "a USING <", "a NULLS FIRST", "(a + b)"))
        .allMatch(key -> Predicates.sorted(key) == null);
  }
}
