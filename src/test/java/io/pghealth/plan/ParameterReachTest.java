package io.pghealth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pghealth.history.Shape.Relation;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index is on t, with st and code in its condition; u is another table with the same ones. */
class ParameterReachTest {

  private static boolean reached(String text) {
    Set<Relation> planned =
        Stream.of("t", "u").map(n -> new Relation("public", n)).collect(Collectors.toSet());
    return ParameterReach.within(
        text, planned, new Relation("public", "t"), Set.of("st", "code", "Odd"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from t where st = $1",
        "select * from t where \"Odd\" = $1",
        "select * from t where ST = $1 and id = $2",
        "select * from t where st = cast($1 as text)",
        "select * from t where st = lower($1)",
        "select * from t where lower(st) = lower($1)",
        "select * from t where (st, kind) = ($1, $2)",
        "select * from t where coalesce(code, $1) = $2",
        "select * from t where left(code, $1) = $2",
        "select * from t where $1 = any(array[st])",
        "select * from t where st in ($1, $2)",
        "select * from t where $1 between st and kind",
        "select * from t where ($1 is null or st = $1) and id = $2",
        "select * from t where case when kind = $1 and st = $2 then $3 end",
        "select * from t where substring(st from $1) = $2",
        "select * from t where st is not distinct from $1",
        "select * from t where st = ?",
        "select * from t a where a = $1",
        "select * from t a where a.* = $1",
        "select * from public.t as a where public.t.st = $1",
        "select * from v8 where state = $1",
        "select * from v8 where id = $1",
        "select * from t join v8 on v8.id = t.id where v8.state = $1",
        "select * from (select st as state from t) d where state = $1",
        "select * from (select st as state from t) d where d.state = $1",
        "with d as (select st as state from t) select * from d where d.state = $1",
        "with t as (select st as state from public.t) select * from t where t.state = $1",
        "select * from t as a(x, y) where x = $1",
        "with p as (select $1 as x) select * from t, p where t.st = p.x",
        "select * from t join (values ($1, $2)) v(a, b) on v.a = t.st",
        "select * from cast_of($1) x join t on t.st = x",
        "select * from t join u on u.st = t.st where u.st = $1",
        "select * from t join u using (st) where u.st = $1",
        "select * from t natural join u where u.st = $1",
        "select * from t join u on u.id = t.id and t.st = $1",
        "select * from u left join t on left(t.code, $1) = $2 left join u x on x.id = t.id",
        "select * from u where exists (select from t where t.id = u.id and t.st = $1)",
        "select * from t where st in (select k from u where u.k = $1)",
        "select * from t where id = $1 union all select * from t where st = $2",
        "select * from u where u.id = $1 union all select * from t where t.st = $2",
        "update t set kind = $1 where st = $2",
        "delete from t using u where u.id = t.id and t.st = $1",
        "insert into u select * from t where st = $1",
        "select kind, count(*) from t group by kind, st having max(st) > $1",
        "select * from t where id = $1 and (kind = $2",
        "select t.id from t, u where u.id = t.id and st = $1",
        "select * from only t where st = $1",
        "select * from (t join u on t.id = u.id) where t.st = $1",
        "select * from (u join t on t.id = u.id and t.st = $1)",
        "select * from t where not (st <> $1)",
        "select * from t where st operator(pg_catalog.=) $1",
        "select * from (select * from t) d where st = $1",
        "select * from u, lateral (select * from t where t.id = u.id and st = $1) d",
        "update only t as a set x = $1 where a.st = $2",
        "update t set (a, b) = ($1, $2) where st = $3",
        "select (select max(x.id) from t x where x.st = $1) from u",
        "select coalesce((select max(x.id) from t x where x.st = $1), $2) from u",
        "with c as materialized (select id from t where st = $1) select * from c",
        "select * from t where set = $1 and st = $2",
        "select distinct on (kind) * from t where st = $1 order by kind",
        "select * from a_function_of_t($1) f where f.state = $2",
        "SELECT",
      })
  void counts(String text) {
    assertThat(reached(text)).as(text).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from t where st is null",
        "select * from t where id = $1",
        "select * from t where id = any($1) and kind between $2 and $3 order by st limit $4 offset $5",
        "select $1, case when st = $2 then $3 end, count(*) filter (where st = $4) from t where id = $5",
        "select o.id from t o join u on u.oid_ = o.id where u.st = $1 and o.id = $2",
        "select o.id from t as o, public.u as s where s.oid_ = o.id and s.st = $1",
        "select * from t where exists (select from u where u.id = t.id and u.st = $1)",
        "select * from t where t.id in (select x.id from u x where x.st = $1)",
        "update t set st = $1, code = $2 where id = $3",
        "update t a set st = x.a from unnest($1, $2) x(a, b) where a.id = x.b",
        "delete from t where id = $1",
        "insert into t select * from u where u.st = $1",
        "select * from t where created > now() - $1::interval and id::text = $2",
        "select * from v8 limit $1",
        "select * from t a join (select x.id from u x where x.k = $1) d on d.id = a.id",
        "with c as (select x.id from u x where x.k = $1) select * from t a join c on c.id = a.id",
        "with c as (update u set k = $1 where u.id = $2 returning u.id) select t.id from t, c where c.id = t.id",
        "select * from t where id = $1 for update",
        "select * from u join generate_series($1, $2) g on g = u.id join t on t.id = u.id",
      })
  void doesNotCount(String text) {
    assertThat(reached(text)).as(text).isFalse();
  }
}
