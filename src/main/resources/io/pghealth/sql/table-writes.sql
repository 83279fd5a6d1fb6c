-- Reads: pg_class, pg_namespace, pg_stat_get_*. Rows written to user tables. 14 and later.
WITH @scope@, counted AS MATERIALIZED (
  SELECT c.oid,
    pg_catalog.pg_stat_get_tuples_inserted(c.oid) AS inserted,
    pg_catalog.pg_stat_get_tuples_updated(c.oid) AS updated,
    pg_catalog.pg_stat_get_tuples_hot_updated(c.oid) AS hot_updated,
    pg_catalog.pg_stat_get_tuples_deleted(c.oid) AS deleted
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND c.oid IN (SELECT s.oid FROM scope s)
)
SELECT c.oid::bigint AS oid, c.inserted, c.updated, c.hot_updated, c.deleted
FROM counted c
WHERE c.inserted > 0 OR c.updated > 0 OR c.deleted > 0
