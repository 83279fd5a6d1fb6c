-- Reads: pg_class, pg_attribute, pg_stats, which shows what the role may SELECT. Every column, dropped ones among them, of user tables and materialized views of 128 pages and more, with its average width. 14 and later.
SELECT
  c.oid::bigint AS oid,
  a.attname::text AS name,
  a.attlen::integer AS length,
  a.attalign::text AS alignment,
  a.attnotnull AS not_null,
  a.attisdropped OR a.attgenerated = 'v' AS absent,
  a.attisdropped OR pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT') AND NOT pg_catalog.row_security_active(c.oid) AS readable,
  s.null_frac, s.avg_width,
  pg_catalog.current_setting('block_size')::integer AS block_size,
  current_user::text AS role
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
LEFT JOIN pg_catalog.pg_stats s
  ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname AND NOT s.inherited
WHERE c.relkind IN ('r', 'm')
  AND c.relpersistence <> 't'
  AND c.relpages >= 128
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
ORDER BY c.oid, a.attnum
