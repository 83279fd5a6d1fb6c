-- Reads: pg_class, pg_attribute, pg_statistic, which needs a privilege of its own and hides nothing. Every column, dropped ones among them, of user tables and materialized views of 128 pages and more, with its average width. 14 and later.
SELECT
  c.oid::bigint AS oid,
  a.attname::text AS name,
  a.attlen::integer AS length,
  a.attalign::text AS alignment,
  a.attnotnull AS not_null,
  a.attisdropped OR a.attgenerated = 'v' AS absent,
  true AS readable,
  s.stanullfrac AS null_frac, s.stawidth AS avg_width,
  pg_catalog.current_setting('block_size')::integer AS block_size,
  current_user::text AS role
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
LEFT JOIN pg_catalog.pg_statistic s ON s.starelid = c.oid AND s.staattnum = a.attnum AND NOT s.stainherit
WHERE c.relkind IN ('r', 'm')
  AND c.relpersistence <> 't'
  AND c.relpages >= 128
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
ORDER BY c.oid, a.attnum
