-- Reads: pg_stat_user_indexes. Scans of every index of user tables. 14 and 15.
WITH scope AS MATERIALIZED (
  SELECT s.oid
  FROM pg_catalog.unnest(COALESCE(?::pg_catalog.oid[], ARRAY(SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'm', 'p')))) AS s(oid)
)
SELECT s.indexrelid::bigint AS oid, s.idx_scan AS scans, NULL::timestamp with time zone AS last_scan
FROM pg_catalog.pg_stat_user_indexes s
WHERE s.relid IN (SELECT o.oid FROM scope o)
