-- The extensions that checks read through, and whether a role, or anybody, may use their schema
-- (pg_extension, pg_namespace); 14 and later.
SELECT
  e.extname AS name,
  n.nspname AS schema,
  COALESCE(
    pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE'),
    pg_catalog.has_schema_privilege('public', n.oid, 'USAGE')) AS may_use
FROM pg_catalog.pg_extension e
JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
LEFT JOIN pg_catalog.pg_roles r ON r.rolname = ?
WHERE e.extname IN ('pg_stat_statements', 'pgstattuple')
ORDER BY e.extname
