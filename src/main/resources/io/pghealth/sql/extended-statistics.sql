-- Reads: pg_statistic_ext, pg_stats_ext, which shows only what the role owns. Groups and dependencies of columns. 14 and later.
SELECT
  x.oid::bigint AS oid,
  x.stxrelid::bigint AS table_oid,
  n.nspname::text AS schema,
  x.stxname::text AS name,
  r.reltuples AS table_tuples,
  rn.nspname::text AS table_schema,
  r.relname::text AS table_name,
  current_user::text AS role,
  pg_catalog.pg_has_role(r.relowner, 'USAGE') AND NOT pg_catalog.row_security_active(r.oid) AS readable,
  s.known IS NOT NULL AS known,
  s.distinct_values,
  s.dependencies
FROM pg_catalog.pg_statistic_ext x
JOIN pg_catalog.pg_namespace n ON n.oid = x.stxnamespace
JOIN pg_catalog.pg_class r ON r.oid = x.stxrelid
JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
LEFT JOIN LATERAL (
  SELECT true AS known, e.n_distinct::pg_catalog.text AS distinct_values,
    e.dependencies::pg_catalog.text AS dependencies
  FROM pg_catalog.pg_stats_ext e
  WHERE e.statistics_schemaname = n.nspname AND e.statistics_name = x.stxname
) s ON true
WHERE rn.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND x.stxkind && ARRAY['d', 'f']::"char"[]
