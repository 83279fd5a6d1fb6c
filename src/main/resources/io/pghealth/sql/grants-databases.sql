-- Databases that can be watched, and whether a role, or anybody, may connect (pg_database); 14 and
-- later.
SELECT
  d.datname AS name,
  COALESCE(
    pg_catalog.has_database_privilege(r.oid, d.oid, 'CONNECT'),
    pg_catalog.has_database_privilege('public', d.oid, 'CONNECT')) AS may_connect,
  pg_catalog.has_database_privilege(d.oid, 'CONNECT') AS we_may_connect
FROM pg_catalog.pg_database d
LEFT JOIN pg_catalog.pg_roles r ON r.rolname = ?
WHERE d.datallowconn AND NOT d.datistemplate
ORDER BY d.datname
