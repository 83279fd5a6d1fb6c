-- Reads: pg_class, pg_stat_get_*. Whether any table has mostly dead rows, so that it is worth reading what statements say of it. 14 and later.
WITH @scope@
SELECT 1
FROM scope s
JOIN pg_catalog.pg_class c ON c.oid = s.oid
WHERE c.relkind IN ('r', 'm')
  AND pg_catalog.pg_stat_get_dead_tuples(c.oid) >= 100
  AND pg_catalog.pg_stat_get_dead_tuples(c.oid) > pg_catalog.pg_stat_get_live_tuples(c.oid)
LIMIT 1
