-- Reads: pg_class, pg_namespace, pg_inherits (pg_partition_root), pg_stat_get_*. Rows written to user tables, those of partitions added up at the top of their tree, since the counters were lost last. Waits for no lock. 14 and later.
WITH @scope@, counted AS MATERIALIZED (
  SELECT c.oid, c.relispartition,
    pg_catalog.pg_stat_get_tuples_inserted(c.oid) AS inserted,
    pg_catalog.pg_stat_get_tuples_updated(c.oid) AS updated,
    pg_catalog.pg_stat_get_tuples_hot_updated(c.oid) AS hot_updated,
    pg_catalog.pg_stat_get_tuples_deleted(c.oid) AS deleted,
    pg_catalog.pg_stat_get_live_tuples(c.oid) AS live
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    AND c.oid IN (SELECT s.oid FROM scope s)
)
SELECT (CASE WHEN c.relispartition THEN pg_catalog.pg_partition_root(c.oid)::pg_catalog.oid ELSE c.oid END)::bigint AS oid,
  pg_catalog.sum(c.inserted)::bigint AS inserted,
  pg_catalog.sum(c.updated)::bigint AS updated,
  pg_catalog.sum(c.hot_updated)::bigint AS hot_updated,
  pg_catalog.sum(c.deleted)::bigint AS deleted,
  pg_catalog.sum(c.live)::bigint AS live
FROM counted c
GROUP BY 1
HAVING pg_catalog.sum(c.inserted + c.updated + c.deleted) > 0
